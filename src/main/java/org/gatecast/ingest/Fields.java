package org.gatecast.ingest;

import java.util.Arrays;

/**
 * The simple children of one flat element, by name: what a row of the export holds. Only the names that somebody asks
 * for are read; everything else is skipped, however long. One instance serves element after element. A name that stands
 * twice counts by its last. Blank is not there: {@code null}.
 */
final class Fields {
    private final String[] names;
    private final String[] texts;
    private final Place[] places;
    private String element;
    private Place elementPlace;

    /**
     * @param names of the children to read; asking for any other is a mistake in the program
     */
    Fields(String... names) {
        this.names = names;
        texts = new String[names.length];
        places = new Place[names.length];
    }

    /** Takes over the element just entered, and leaves it. */
    void read(XmlCursor xml) {
        begin(xml);
        while (xml.nextChild()) {
            add(xml);
        }
    }

    /** Starts over with the element just entered; its children are given by {@link #add}. */
    void begin(XmlCursor xml) {
        element = xml.name();
        elementPlace = xml.place();
        Arrays.fill(texts, null);
    }

    /** Takes the child just entered, and leaves it. */
    void add(XmlCursor xml) {
        int i = indexOf(xml.name());
        if (i < 0) {
            xml.skip();
            return;
        }
        places[i] = xml.place();
        texts[i] = xml.text();
    }

    /** Where the element itself is. */
    Place place() {
        return elementPlace;
    }

    /** The text exactly as it stands, white space and all; {@code null} when the element lacks it. */
    String verbatim(String name) {
        return texts[known(name)];
    }

    String text(String name) {
        String text = verbatim(name);
        if (text == null) {
            return null;
        }
        String stripped = text.strip();
        return stripped.isEmpty() ? null : stripped;
    }

    /**
     * @throws org.gatecast.model.RefusedException when there is none
     */
    String id(String name) {
        String text = text(name);
        if (text == null) {
            throw elementPlace.refuse(element + " lacks its " + name);
        }
        return text;
    }

    boolean flag(String name) {
        String text = text(name);
        return "true".equalsIgnoreCase(text) || "1".equals(text);
    }

    /** A number that nothing depends on: one that cannot be read is {@code null}, and warned of. */
    Integer number(String name, Warnings warnings) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        if (!isWhole(text)) {
            warnings.note(Oddity.UNREADABLE_NUMBER, placeOf(name), name + ' ' + Quote.of(text));
            return null;
        }
        return inRange(name, text, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /**
     * A number that results depend on.
     *
     * @throws org.gatecast.model.RefusedException when it is none, or negative, or larger than {@code max}
     */
    Integer amount(String name, int max) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        if (!isWhole(text)) {
            throw placeOf(name).refuse(element + '/' + name + " must be a whole number, not " + Quote.of(text));
        }
        return inRange(name, text, 0, max);
    }

    private Integer inRange(String name, String text, int min, int max) {
        // 19 digits always fit a long; anything longer is out of any range here.
        long value = text.length() < 19 ? Long.parseLong(text) : Long.MAX_VALUE;
        if (value < min || value > max) {
            throw placeOf(name).refuse(element + '/' + name + " is out of range: " + Quote.of(text));
        }
        return (int) value;
    }

    private static boolean isWhole(String text) {
        int start = text.charAt(0) == '-' ? 1 : 0;
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() > start;
    }

    private Place placeOf(String name) {
        return places[known(name)];
    }

    private int known(String name) {
        int i = indexOf(name);
        if (i < 0) {
            throw new IllegalArgumentException(name + " is not read");
        }
        return i;
    }

    private int indexOf(String name) {
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}

package org.gatecast.ingest;

import java.util.Arrays;

/**
 * The simple children of one flat element, by name: what a row of the export holds. One instance serves element after
 * element. A name that stands twice counts by its last. Blank is not there: {@code null}.
 */
final class Fields {
    private String[] names = new String[32];
    private String[] texts = new String[32];
    private Place[] places = new Place[32];
    private int count;
    private String element;
    private Place elementPlace;

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
        count = 0;
    }

    /** Takes the child just entered, and leaves it. */
    void add(XmlCursor xml) {
        if (count == names.length) {
            names = Arrays.copyOf(names, count * 2);
            texts = Arrays.copyOf(texts, count * 2);
            places = Arrays.copyOf(places, count * 2);
        }
        names[count] = xml.name();
        places[count] = xml.place();
        texts[count] = xml.text();
        count++;
    }

    /** Where the element itself is. */
    Place place() {
        return elementPlace;
    }

    /** The text exactly as it stands, white space and all; {@code null} when the element lacks it. */
    String verbatim(String name) {
        int i = indexOf(name);
        return i < 0 ? null : texts[i];
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
        return places[indexOf(name)];
    }

    private int indexOf(String name) {
        for (int i = count - 1; i >= 0; i--) {
            if (names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}

package org.gatecast.ingest;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * The text children of one flat element (a row of the export), by name. Only the names given to the constructor are
 * read; everything else is skipped, however long. One instance is used for many elements. If a name occurs twice, the
 * last one counts. Blank text is {@code null}.
 */
final class ElementFields {
    /** The maximum length of ids and names, since tables repeat them: a team's members, the classes of a category. */
    private static final int MAX_NAME_CHARS = 200;

    private final WarningCollector warnings;
    private final int maxChars;
    private final Map<String, Integer> index = new HashMap<>();
    private final String[] texts;
    private final DocumentPosition[] places;
    private String element;
    private DocumentPosition elementPlace;

    /**
     * @param names of the children to read; reading any other name is a programming error
     */
    ElementFields(WarningCollector warnings, String... names) {
        this(warnings, Integer.MAX_VALUE, names);
    }

    /** Fields that are at most as long as an id or name may be. */
    static ElementFields ofNames(WarningCollector warnings, String... names) {
        return new ElementFields(warnings, MAX_NAME_CHARS, names);
    }

    private ElementFields(WarningCollector warnings, int maxChars, String... names) {
        this.warnings = warnings;
        this.maxChars = maxChars;
        for (String name : names) {
            index.put(name, index.size());
        }
        texts = new String[names.length];
        places = new DocumentPosition[names.length];
    }

    /** Reads the element just entered, and leaves it. */
    void read(XmlCursor xml) {
        start(xml);
        while (xml.nextChild()) {
            add(xml);
        }
    }

    /** Begins with the element just entered; its children follow with {@link #add}. */
    void start(XmlCursor xml) {
        xml.countRow();
        element = xml.name();
        elementPlace = xml.place();
        Arrays.fill(texts, null);
    }

    /** Reads the child just entered, and leaves it. */
    void add(XmlCursor xml) {
        Integer i = index.get(xml.name());
        if (i == null) {
            xml.skip();
            return;
        }
        places[i] = xml.place();
        texts[i] = xml.text(maxChars);
    }

    DocumentPosition place() {
        return elementPlace;
    }

    /** The text unchanged, with white space; {@code null} if the element does not have this child. */
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

    /** Whether the element has a text for each name; otherwise adds a warning, since the element will be skipped. */
    boolean hasAll(String... ids) {
        for (String id : ids) {
            if (text(id) == null) {
                warnings.note(ExportWarning.WITHOUT_ID, elementPlace, element + " lacks its " + id);
                return false;
            }
        }
        return true;
    }

    boolean flag(String name) {
        String text = text(name);
        return "true".equalsIgnoreCase(text) || "1".equals(text);
    }

    /** A whole number; {@code null} with a warning if it cannot be read. */
    Integer number(String name) {
        return number(name, Integer.MIN_VALUE);
    }

    /** A whole number from 0; {@code null} with a warning if it cannot be read. */
    Integer count(String name) {
        return number(name, 0);
    }

    private Integer number(String name, int min) {
        String text = text(name);
        Integer number = text == null ? null : whole(text, min, Integer.MAX_VALUE);
        if (text != null && number == null) {
            warnings.note(ExportWarning.UNREADABLE_NUMBER, placeOf(name), name + ' ' + QuotedText.of(text));
        }
        return number;
    }

    /** A whole number from 0 to {@code max}; {@code null} for anything else, without a warning. */
    Integer amount(String name, int max) {
        String text = text(name);
        return text == null ? null : whole(text, 0, max);
    }

    private static Integer whole(String text, int min, int max) {
        // 18 digits always fit a long; anything longer is out of any range here.
        if (!isWhole(text) || text.length() > 18) {
            return null;
        }
        long value = Long.parseLong(text);
        return value < min || value > max ? null : (int) value;
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

    /** The position of a child that has a text. */
    DocumentPosition placeOf(String name) {
        return places[known(name)];
    }

    private int known(String name) {
        Integer i = index.get(name);
        if (i == null) {
            throw new IllegalArgumentException(name + " is not read");
        }
        return i;
    }
}

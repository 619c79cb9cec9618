package org.gatecast.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A call of the live stream as {@link ReferenceJsonReader} says it, row by row and value by value, gates aside.
 *
 * @param isUnsure whether JSON alone does not say what it means: not UTF-8, or numbers that are none
 * @param rows as fields by name; {@code null} when there is no list of rows
 * @param leftOut how many rows do not count
 */
record ReferenceStreamReader(boolean isUnsure, List<Map<String, Object>> rows, long leftOut) {
    private static final int MOST_HUNDREDTHS = 100 * 3600 * 100;

    /** What a row says: its fields by name, unreadable ones left out. */
    interface RowReading {
        void read(Map<String, Object> fields, String name, Object value);
    }

    static ReferenceStreamReader of(byte[] bytes, String list, RowReading reading, int mostRows) {
        String text = ReferenceJsonReader.text(bytes);
        // Jackson also takes UTF-16 and UTF-32 for what they are.
        boolean unsure = text == null
                || text.startsWith("\uFEFF")
                || text.indexOf('\0') >= 0
                || text.contains("NaN")
                || text.contains("INF")
                || text.contains("Inf");
        if (unsure) {
            return new ReferenceStreamReader(true, null, 0);
        }
        try {
            if (ReferenceJsonReader.read(text) instanceof ReferenceJsonReader.Members body) {
                return of(body, list, reading, mostRows);
            }
        } catch (ReferenceJsonReader.NotJson e) {
            // As if it were a list or a number.
        }
        return new ReferenceStreamReader(false, null, 0);
    }

    private static ReferenceStreamReader of(
            ReferenceJsonReader.Members body, String list, RowReading reading, int mostRows) {
        List<?> items = null;
        for (ReferenceJsonReader.Member member : body.all()) {
            if (member.name().equals(list)) {
                if (!(member.value() instanceof List<?> found)) {
                    return new ReferenceStreamReader(false, null, 0);
                }
                items = found;
            }
        }
        if (items == null) {
            return new ReferenceStreamReader(false, null, 0);
        }
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Object item : items.subList(0, Math.min(mostRows, items.size()))) {
            if (item instanceof ReferenceJsonReader.Members row) {
                Map<String, Object> fields = new LinkedHashMap<>();
                row.all().forEach(field -> reading.read(fields, field.name(), field.value()));
                boolean named = fields.get("participantId") != null || fields.get("bib") != null;
                if (fields.get("raceId") != null && named) {
                    rows.add(fields);
                }
            }
        }
        return new ReferenceStreamReader(false, rows, items.size() - rows.size());
    }

    static void result(Map<String, Object> fields, String name, Object value) {
        switch (name) {
            case "raceId", "participantId" -> id(fields, name, text(value, 200));
            case "bib" -> id(fields, name, whole(value, 0, 999_999));
            case "time", "pen", "total" -> put(fields, name, whole(value, 0, MOST_HUNDREDTHS));
            case "rnk" -> put(fields, name, whole(value, 1, 99_999));
            case "status" -> put(fields, name, text(value, 16));
            case "dtStart", "dtFinish" -> put(fields, name, text(value, 200));
            default -> {}
        }
    }

    static void rider(Map<String, Object> fields, String name, Object value) {
        switch (name) {
            case "raceId", "participantId", "name", "club", "dtStart", "dtFinish", "ttbDiff", "ttbName" ->
                id(fields, name, text(value, 200));
            case "bib" -> id(fields, name, whole(value, 0, 999_999));
            case "position" -> id(fields, name, whole(value, 0, 9_999));
            case "time", "pen", "total" -> id(fields, name, whole(value, 0, MOST_HUNDREDTHS));
            case "rank" -> id(fields, name, whole(value, 1, 99_999));
            default -> {}
        }
    }

    /**
     * A value that was read.
     *
     * @param value {@code null} for not known
     */
    private record Read(Object value) {}

    private static void put(Map<String, Object> fields, String name, Read read) {
        if (read != null) {
            fields.put(name, read.value);
        }
    }

    /** Of these none and not known are the same. */
    private static void id(Map<String, Object> fields, String name, Read read) {
        if (read != null && read.value == null) {
            fields.remove(name);
        } else {
            put(fields, name, read);
        }
    }

    private static Read text(Object value, int mostChars) {
        if (value == null) {
            return new Read(null);
        }
        if (!(value instanceof String text)) {
            return null;
        }
        String stripped = text.strip();
        boolean clean = stripped.codePoints().noneMatch(c -> Character.isISOControl(c) || (c >= 0xD800 && c < 0xE000));
        return stripped.isEmpty()
                ? new Read(null)
                : clean && stripped.length() <= mostChars ? new Read(stripped) : null;
    }

    private static Read whole(Object value, int least, int most) {
        String digits;
        if (value instanceof ReferenceJsonReader.Numeral number && number.text().length() <= 40) {
            digits = number.text();
        } else if (value instanceof String text && text.strip().matches("[0-9]{0,18}")) {
            digits = text.strip();
        } else {
            return value == null ? new Read(null) : null;
        }
        if (digits.isEmpty()) {
            return new Read(null);
        }
        double number = Double.parseDouble(digits);
        boolean whole = number == Math.rint(number) && number >= least && number <= most;
        return whole ? new Read((int) number) : null;
    }
}

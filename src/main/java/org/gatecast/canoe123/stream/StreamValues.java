package org.gatecast.canoe123.stream;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Reads the texts of attributes. A text that cannot be read is {@code null}, as an empty one is. */
final class StreamValues {
    /** As in the export. */
    private static final int GATE_COLUMN = 3;

    /** More gates than any course has. */
    private static final int MAX_GATES = 99;

    private static final Pattern WHOLE = Pattern.compile("\\d{1,6}");
    private static final Pattern SECONDS = Pattern.compile("\\d{1,6}(\\.\\d{1,3})?");

    private StreamValues() {}

    static String text(String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    static Integer whole(String text) {
        String digits = text(text);
        return digits != null && WHOLE.matcher(digits).matches() ? Integer.valueOf(digits) : null;
    }

    /** A rank is at least 1. */
    static Integer rank(String text) {
        Integer rank = whole(text);
        return rank == null || rank == 0 ? null : rank;
    }

    /** Seconds, padded, with or without a fraction, as hundredths. */
    static Integer hundredths(String text) {
        String seconds = text(text);
        return seconds != null && SECONDS.matcher(seconds).matches()
                ? new BigDecimal(seconds)
                        .movePointRight(2)
                        .setScale(0, RoundingMode.DOWN)
                        .intValueExact()
                : null;
    }

    /** A time of day, {@code 10:34:11} or {@code 10:34:11.123}. */
    static LocalTime time(String text) {
        String time = text(text);
        try {
            return time == null ? null : LocalTime.parse(time);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    /** The gates of a rider on course: {@code 2,0,,50}. The last gates that nobody passed belong to the course. */
    static List<Integer> listedGates(String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        List<Integer> gates = new ArrayList<>();
        for (String gate : text.split(",", -1)) {
            if (gates.size() < MAX_GATES) {
                gates.add(whole(gate));
            }
        }
        return gates;
    }

    /**
     * The gates of a table: columns of three characters. Columns after the last gate passed are left out, since there are more
     * than the course has gates. {@code null} if no gate was passed.
     */
    static List<Integer> gateColumns(String text) {
        String columns = text == null ? "" : text.stripTrailing();
        List<Integer> gates = new ArrayList<>();
        for (int start = 0; start < columns.length() && gates.size() < MAX_GATES; start += GATE_COLUMN) {
            gates.add(whole(columns.substring(start, Math.min(start + GATE_COLUMN, columns.length()))));
        }
        return gates.stream().allMatch(gate -> gate == null) ? null : gates;
    }
}

package org.gatecast.canoe123.stream;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A race's whole table of results.
 *
 * @param current whether the race is under way
 * @param rows in the timing program's order
 */
public record ResultTable(String raceId, boolean current, List<ResultTableRow> rows) {
    private static final Pattern SECOND_RUN = Pattern.compile("_BR2(_|$)");

    public ResultTable {
        rows = List.copyOf(rows);
    }

    /** Whether the race is a second run, whose rows carry the better run's penalty and total. */
    static boolean isSecondRun(String raceId) {
        return SECOND_RUN.matcher(raceId).find();
    }
}

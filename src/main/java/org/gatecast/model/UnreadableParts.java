package org.gatecast.model;

import java.util.List;

/**
 * What of a call of the live stream could not be read, and does not count. The rest of the call does.
 *
 * @param fields values of rows that count
 * @param rows that say nothing, or not whom they are about
 * @param surplusRows beyond as many as a call may have
 * @param lines a line for each kind, with how often and the first example; a few, none of them long
 */
public record UnreadableParts(long fields, long rows, long surplusRows, List<String> lines) {
    public static final UnreadableParts NOTHING = new UnreadableParts(0, 0, 0, List.of());

    public UnreadableParts {
        lines = List.copyOf(lines);
    }

    /** Rows that do not count, for whatever reason. */
    public long allRows() {
        return rows + surplusRows;
    }
}

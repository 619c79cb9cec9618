package org.gatecast.model;

import java.util.List;

/**
 * The parts of a call of the live stream that could not be read and do not count. The rest of the call counts.
 *
 * @param fields unreadable values in rows that count
 * @param rows rows without content, or without race or participant
 * @param surplusRows rows above the limit per call
 * @param lines a short line for each kind, with the number and the first example
 */
public record UnreadableParts(long fields, long rows, long surplusRows, List<String> lines) {
    public static final UnreadableParts NOTHING = new UnreadableParts(0, 0, 0, List.of());

    public UnreadableParts {
        lines = List.copyOf(lines);
    }

    /** All rows that do not count. */
    public long allRows() {
        return rows + surplusRows;
    }
}

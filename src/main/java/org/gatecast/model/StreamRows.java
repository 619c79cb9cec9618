package org.gatecast.model;

import java.util.ArrayList;
import java.util.List;

/**
 * The readable rows of a call of the live stream, in the body's order, and what else the body had.
 *
 * @param unreadableRows the positions in the body of the rows that could not be read, ascending; those beyond the limit of
 *     rows are not among them
 * @param unreadable a summary of all unreadable parts
 */
public record StreamRows<T>(List<T> rows, List<Integer> unreadableRows, UnreadableParts unreadable) {
    /** A response does not grow without limit. */
    private static final int MAX_SKIPPED = 100;

    public StreamRows {
        rows = List.copyOf(rows);
        unreadableRows = List.copyOf(unreadableRows);
    }

    /** Rows of a call that could be read completely. */
    public static <T> StreamRows<T> whole(List<T> rows) {
        return new StreamRows<>(rows, List.of(), UnreadableParts.NOTHING);
    }

    /**
     * The rows of the body that do not count, by their position in it: at most the first hundred.
     *
     * @param others readable rows that do not count, by their index in {@link #rows}, ascending
     */
    public List<SkippedRow> skipped(List<SkippedRow> others) {
        List<SkippedRow> skipped = new ArrayList<>();
        int unread = 0;
        for (SkippedRow other : others) {
            while (unread < unreadableRows.size() && unreadableRows.get(unread) <= other.index() + unread) {
                skipped.add(new SkippedRow(unreadableRows.get(unread++), SkipReason.UNREADABLE));
            }
            skipped.add(new SkippedRow(other.index() + unread, other.reason()));
        }
        unreadableRows
                .subList(unread, unreadableRows.size())
                .forEach(position -> skipped.add(new SkippedRow(position, SkipReason.UNREADABLE)));
        int limit = rows.size() + unreadableRows.size();
        for (int i = 0; i < unreadable.surplusRows() && skipped.size() < MAX_SKIPPED; i++) {
            skipped.add(new SkippedRow(limit + i, SkipReason.TOO_MANY));
        }
        return List.copyOf(skipped.subList(0, Math.min(skipped.size(), MAX_SKIPPED)));
    }
}

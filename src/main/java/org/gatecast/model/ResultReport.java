package org.gatecast.model;

import java.time.Instant;
import java.util.Objects;

/**
 * What one source says of one result. Times and penalties in hundredths of a second, {@code null} what it does not
 * know. {@code rank} is the timing system's own, kept only where nobody else can tell it; {@code dtStart} and
 * {@code dtFinish} are its clock, kept as received.
 *
 * @param underInvestigation whether the jury still looks into the result, which counts as it is meanwhile
 * @param at when the source first said so: for the stream the arrival of the call that changed it, for an export the
 *     moment the export counts as of
 */
public record ResultReport(
        Integer time,
        Integer pen,
        Integer total,
        String status,
        boolean underInvestigation,
        Integer rank,
        Gates gates,
        String dtStart,
        String dtFinish,
        Instant at) {

    /** What sources write in a status's place beside a result that is under investigation. */
    private static final String INVESTIGATION_MARK = "*";

    /**
     * As a source writes it.
     *
     * @param status a status, or the {@code *} that marks a result under investigation and is no status
     */
    public ResultReport(
            Integer time,
            Integer pen,
            Integer total,
            String status,
            Integer rank,
            Gates gates,
            String dtStart,
            String dtFinish,
            Instant at) {
        this(time, pen, total, isMark(status) ? null : status, isMark(status), rank, gates, dtStart, dtFinish, at);
    }

    private static boolean isMark(String status) {
        return status != null && status.strip().equals(INVESTIGATION_MARK);
    }

    /** What a source would write as this report's status. */
    public String writtenStatus() {
        return underInvestigation ? INVESTIGATION_MARK : status;
    }

    /** Whether there is a result at all: a time, a total or a status. A bare start list row has none. */
    public boolean hasResult() {
        return time != null || total != null || status != null;
    }

    /** The same values, whenever they were said. */
    public boolean hasSameResultAs(ResultReport other) {
        return other != null && equals(other.withTimestamp(at));
    }

    /** Whether time, penalty, total and status are the other's. */
    public boolean hasOutcomeOf(ResultReport other) {
        return other != null
                && Objects.equals(time, other.time)
                && Objects.equals(pen, other.pen)
                && Objects.equals(total, other.total)
                && Objects.equals(status, other.status);
    }

    public ResultReport withoutRank() {
        return rank == null
                ? this
                : new ResultReport(time, pen, total, status, underInvestigation, null, gates, dtStart, dtFinish, at);
    }

    public ResultReport withTimestamp(Instant instant) {
        return new ResultReport(time, pen, total, status, underInvestigation, rank, gates, dtStart, dtFinish, instant);
    }
}

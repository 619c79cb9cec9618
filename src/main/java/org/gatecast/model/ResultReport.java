package org.gatecast.model;

import java.time.Instant;
import java.util.Objects;

/**
 * A report of one run: by one source, or of both sources once they are merged. Times and penalties in hundredths of a
 * second, {@code null} if unknown. {@code rank} is the timing system's own, kept only where it cannot be calculated;
 * {@code dtStart} and {@code dtFinish} are the timing system's clock, kept as received.
 *
 * @param underInvestigation whether the jury is still investigating the result, which counts meanwhile
 * @param at when the source first reported these values: for the stream the arrival of the call that changed them, for
 *     an export the time the export counts as of; {@code null} in a row just parsed and in a merged report
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

    /** A run of which nothing is known. */
    public static final ResultReport NONE =
            new ResultReport(null, null, null, null, false, null, null, null, null, null);

    /** Sources write this as the status of a result under investigation. */
    private static final String INVESTIGATION_MARK = "*";

    /**
     * A report as a source writes it.
     *
     * @param status a status, or {@code *}, which marks a result under investigation and is no status
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

    /** The status as a source writes it. */
    public String writtenStatus() {
        return underInvestigation ? INVESTIGATION_MARK : status;
    }

    /** Whether there is a result: a time, a total or a status. A bare start list row has none. */
    public boolean hasResult() {
        return time != null || total != null || status != null;
    }

    /** Whether all values but {@code at} are the other's. */
    public boolean hasSameResultAs(ResultReport other) {
        return other != null
                && hasOutcomeOf(other)
                && underInvestigation == other.underInvestigation
                && Objects.equals(rank, other.rank)
                && Objects.equals(gates, other.gates)
                && Objects.equals(dtStart, other.dtStart)
                && Objects.equals(dtFinish, other.dtFinish);
    }

    // Written out, like Result's: an import compares thousands, and the JVM's own are several times slower at first.
    @Override
    public boolean equals(Object other) {
        return this == other
                || (other instanceof ResultReport that && hasSameResultAs(that) && Objects.equals(at, that.at));
    }

    @Override
    public int hashCode() {
        return Objects.hash(time, pen, total, status, underInvestigation, rank, gates, dtStart, dtFinish, at);
    }

    /** Whether time, penalty, total and status are the other's. */
    public boolean hasOutcomeOf(ResultReport other) {
        return other != null
                && Objects.equals(time, other.time)
                && Objects.equals(pen, other.pen)
                && Objects.equals(total, other.total)
                && Objects.equals(status, other.status);
    }

    /** Whether this is a run that counts: a total and no status such as DNF. */
    public boolean isClean() {
        return status == null && total != null;
    }

    /** The total that counts, {@code null} if the run is not clean. */
    public Integer countingTotal() {
        return isClean() ? total : null;
    }

    /** Whether the participant went down the course, clean or not. */
    public boolean tookPlace() {
        return time != null || isClean();
    }

    public ResultReport withoutRank() {
        return rank == null
                ? this
                : new ResultReport(time, pen, total, status, underInvestigation, null, gates, dtStart, dtFinish, at);
    }

    public ResultReport withoutGates() {
        return new ResultReport(time, pen, total, status, underInvestigation, rank, null, dtStart, dtFinish, at);
    }

    public ResultReport withTimestamp(Instant instant) {
        return new ResultReport(time, pen, total, status, underInvestigation, rank, gates, dtStart, dtFinish, instant);
    }
}

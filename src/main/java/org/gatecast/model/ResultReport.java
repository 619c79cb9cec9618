package org.gatecast.model;

import java.time.Instant;

/**
 * What one source says of one result. Times and penalties in hundredths of a second, {@code null} what it does not
 * know. {@code rank} is the timing system's own, kept only where nobody else can tell it; {@code dtStart} and
 * {@code dtFinish} are its clock, kept as received.
 *
 * @param at when the source first said so: for the stream the arrival of the call that changed it, for an export the
 *     moment the export counts as of
 */
public record ResultReport(
        Integer time,
        Integer pen,
        Integer total,
        String status,
        Integer rank,
        Gates gates,
        String dtStart,
        String dtFinish,
        Instant at) {

    /** Whether there is a result at all: a time, a total or a status. A bare start list row has none. */
    public boolean hasResult() {
        return time != null || total != null || status != null;
    }

    /** The same values, whenever they were said. */
    public boolean saysTheSameAs(ResultReport other) {
        return other != null && equals(other.saidAt(at));
    }

    public ResultReport withoutRank() {
        return rank == null ? this : new ResultReport(time, pen, total, status, null, gates, dtStart, dtFinish, at);
    }

    public ResultReport saidAt(Instant instant) {
        return new ResultReport(time, pen, total, status, rank, gates, dtStart, dtFinish, instant);
    }
}

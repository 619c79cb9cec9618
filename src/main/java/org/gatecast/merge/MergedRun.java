package org.gatecast.merge;

import java.util.Objects;
import org.gatecast.model.Gates;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;
import org.gatecast.snapshot.RunDetail;

/**
 * One run of one participant, settled between the two sources. The outcome (time, penalty, total, status) comes whole
 * from the source whose word stands: half of one run beside half of another would be neither. What that source leaves
 * open, the other fills: a penalty only when both speak of the same time and total, the mark of an investigation only
 * when both say the same. Hundredths of a second.
 */
record MergedRun(
        Integer time,
        Integer pen,
        Integer total,
        String status,
        boolean underInvestigation,
        Integer rank,
        Gates gates,
        String start,
        String finish) {
    static final MergedRun NONE = new MergedRun(null, null, null, null, false, null, null, null, null);

    /** Two readings that differ by no more than this are the same total. */
    private static final int ROUNDING = 2;

    static MergedRun of(Result result) {
        if (result == null) {
            return NONE;
        }
        return streamStands(result) ? of(result.tcp(), result.xml()) : of(result.xml(), result.tcp());
    }

    /** Whether the row's outcome is the stream's; else it is the export's, or there is none. */
    static boolean streamStands(Result result) {
        return result.hasTcpResult()
                && (result.tcpHolds() || result.xml() == null || !result.xml().hasResult());
    }

    private static MergedRun of(ResultReport first, ResultReport second) {
        if (first == null) {
            return second == null ? NONE : of(second, null);
        }
        Integer pen = first.hasResult() ? first.pen() : null;
        if (pen == null && second != null && isOfTheSameRun(second.pen(), second.time(), first)) {
            pen = second.pen();
        }
        return new MergedRun(
                first.time(),
                pen,
                first.total() == null ? sum(first.time(), pen) : first.total(),
                first.status(),
                first.underInvestigation()
                        || (second != null && second.underInvestigation() && second.hasOutcomeOf(first)),
                combined(first.rank(), second == null ? null : second.rank()),
                combined(first.gates(), second == null ? null : second.gates()),
                combined(first.dtStart(), second == null ? null : second.dtStart()),
                combined(first.dtFinish(), second == null ? null : second.dtFinish()));
    }

    /** Whether a penalty that one source gives with a time fits a result of the other that has none. */
    private static boolean isOfTheSameRun(Integer pen, Integer time, ResultReport result) {
        return time != null
                && time.equals(result.time())
                && (result.total() == null || Math.abs(result.total() - sum(time, pen)) <= ROUNDING);
    }

    /**
     * Whether this second run is polluted: the stream has written the first run's penalty and total beside the second
     * run's time (contract section 4).
     */
    static boolean isPolluted(Result second, MergedRun run, MergedRun firstRun) {
        return second != null
                && streamStands(second)
                && run.status == null
                && firstRun.status == null
                && run.time != null
                && run.total != null
                && firstRun.total != null
                && Math.abs(run.total - sum(run.time, run.pen)) > ROUNDING
                && Math.abs(run.total - firstRun.total) <= ROUNDING;
    }

    /** A polluted second run put right: its time stands, its penalty is the export's if that has the same time. */
    MergedRun withoutPollution(ResultReport xml) {
        Integer penalty = xml != null && Objects.equals(time, xml.time()) ? xml.pen() : null;
        return new MergedRun(time, penalty, sum(time, penalty), null, underInvestigation, rank, gates, start, finish);
    }

    boolean hasResult() {
        return time != null || total != null || status != null;
    }

    /** A result that counts. */
    boolean isClean() {
        return status == null && total != null;
    }

    /** The total that counts, {@code null} when the run is not clean. */
    Integer counting() {
        return isClean() ? total : null;
    }

    /** Whether the rider got down the course, clean or not. */
    boolean tookPlace() {
        return time != null || isClean();
    }

    RunDetail detail() {
        return gates == null && start == null && finish == null ? RunDetail.NONE : new RunDetail(start, finish, gates);
    }

    private static Integer sum(Integer time, Integer pen) {
        if (time == null) {
            return null;
        }
        return pen == null ? time : Integer.valueOf(time + pen);
    }

    private static <T> T combined(T first, T second) {
        return first == null ? second : first;
    }
}

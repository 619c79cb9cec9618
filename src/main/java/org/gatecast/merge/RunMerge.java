package org.gatecast.merge;

import java.util.Objects;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;

/**
 * Merges the two sources' reports of one run into one. The outcome (time, penalty, total, status) is taken whole from the
 * source that wins: half of one run and half of another would be neither. The other source fills what the winner leaves
 * open: the penalty only if both report the same time and total, the mark of an investigation only if both report the
 * same outcome. Hundredths of a second. The merged report has no {@code at}.
 */
final class RunMerge {
    /** Two totals that differ by no more than this are the same total. */
    private static final int ROUNDING = 2;

    private RunMerge() {}

    /** {@code result} is {@code null} if the participant is not in the race. */
    static ResultReport of(Result result) {
        if (result == null) {
            return ResultReport.NONE;
        }
        return streamWins(result)
                ? merged(result.streamReport(), result.exportReport())
                : merged(result.exportReport(), result.streamReport());
    }

    /** Whether the row's outcome is the stream's; otherwise it is the export's, or there is none. */
    static boolean streamWins(Result result) {
        return result.hasStreamResult()
                && (result.streamWins()
                        || result.exportReport() == null
                        || !result.exportReport().hasResult());
    }

    private static ResultReport merged(ResultReport first, ResultReport second) {
        if (first == null) {
            return second == null ? ResultReport.NONE : merged(second, null);
        }
        Integer pen = first.hasResult() ? first.pen() : null;
        if (pen == null && second != null && isOfTheSameRun(second.pen(), second.time(), first)) {
            pen = second.pen();
        }
        return new ResultReport(
                first.time(),
                pen,
                first.total() == null ? sum(first.time(), pen) : first.total(),
                first.status(),
                first.underInvestigation()
                        || (second != null && second.underInvestigation() && second.hasOutcomeOf(first)),
                firstKnown(first.rank(), second == null ? null : second.rank()),
                firstKnown(first.gates(), second == null ? null : second.gates()),
                firstKnown(first.dtStart(), second == null ? null : second.dtStart()),
                firstKnown(first.dtFinish(), second == null ? null : second.dtFinish()),
                null);
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
    static boolean isPolluted(Result second, ResultReport run, ResultReport firstRun) {
        return second != null
                && streamWins(second)
                && run.status() == null
                && firstRun.status() == null
                && run.time() != null
                && run.total() != null
                && firstRun.total() != null
                && Math.abs(run.total() - sum(run.time(), run.pen())) > ROUNDING
                && Math.abs(run.total() - firstRun.total()) <= ROUNDING;
    }

    /** A polluted second run corrected: its time counts, and the export's penalty if the export has the same time. */
    static ResultReport withoutPollution(ResultReport run, ResultReport xml) {
        Integer penalty = xml != null && Objects.equals(run.time(), xml.time()) ? xml.pen() : null;
        return new ResultReport(
                run.time(),
                penalty,
                sum(run.time(), penalty),
                null,
                run.underInvestigation(),
                run.rank(),
                run.gates(),
                run.dtStart(),
                run.dtFinish(),
                null);
    }

    private static Integer sum(Integer time, Integer pen) {
        if (time == null) {
            return null;
        }
        return pen == null ? time : Integer.valueOf(time + pen);
    }

    private static <T> T firstKnown(T first, T second) {
        return first == null ? second : first;
    }
}

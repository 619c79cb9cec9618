package org.gatecast.ingest;

import java.util.function.IntToLongFunction;
import org.gatecast.model.Race;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;

/**
 * One {@code Results} element before the export's time unit is known.
 *
 * @param row its report counts in the export's unit, and is never {@code null}
 * @param order {@code RnkOrder}: a rank in cross races, elsewhere only the order of a list
 */
record RawResult(DocumentPosition position, Result row, Integer order) {
    ResultReport report() {
        return row.exportReport();
    }

    /** Whether time, total and a penalty above zero are there, so that they can be compared. */
    boolean hasPenalisedTotal() {
        return report().time() != null && report().total() != null && report().pen() != null && report().pen() > 0;
    }

    String label() {
        return row.participantId() + " in " + row.raceId();
    }

    /**
     * The row in hundredths of a second. An outcome that makes no sense in {@code unit} is left out with a warning; a bare
     * start list row has no report.
     */
    Result toHundredths(ClockUnit unit, Race race, WarningCollector warnings) {
        boolean sane = isSane(unit);
        if (!sane) {
            warnings.note(ExportWarning.UNREADABLE_OUTCOME, position, label() + ", more than 100 hours");
        }
        Integer time = sane ? inHundredths(report().time(), unit::timeInHundredths) : null;
        Integer pen = sane ? inHundredths(report().pen(), unit::penaltyInHundredths) : null;
        Integer total = sane ? inHundredths(report().total(), unit::timeInHundredths) : null;
        if (total == null && time != null) {
            total = time + (pen == null ? 0 : pen);
        }
        ResultReport converted = new ResultReport(
                time,
                pen,
                total,
                report().status(),
                report().underInvestigation(),
                rankIn(race, time != null || total != null),
                report().gates(),
                report().dtStart(),
                report().dtFinish(),
                null);
        return row.reported(converted.equals(ResultReport.NONE) ? null : converted, null, false, false, false);
    }

    private boolean isSane(ClockUnit unit) {
        return isSane(report().time(), unit::timeInHundredths)
                && isSane(report().pen(), unit::penaltyInHundredths)
                && isSane(report().total(), unit::timeInHundredths);
    }

    private static boolean isSane(Integer raw, IntToLongFunction inHundredths) {
        return raw == null || inHundredths.applyAsLong(raw) <= AmountLimits.MAX_HUNDREDTHS;
    }

    private static Integer inHundredths(Integer raw, IntToLongFunction inHundredths) {
        return raw == null ? null : Integer.valueOf((int) inHundredths.applyAsLong(raw));
    }

    /**
     * The timing system's rank. In cross races it may stand in {@code RnkOrder} alone; that number also orders rows without
     * a result, which have no rank.
     */
    private Integer rankIn(Race race, boolean hasTime) {
        if (report().rank() != null) {
            return report().rank();
        }
        boolean raced = hasTime || report().status() != null || report().underInvestigation();
        return raced && race.raceType().isRankedByTimingSystem() ? order : null;
    }
}

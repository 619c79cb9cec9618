package org.gatecast.ingest;

import org.gatecast.model.Export;
import org.gatecast.model.Gates;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultReport;

/**
 * One {@code Results} element as it stands, before it is known in what unit the export counts time.
 *
 * @param time raw, like {@code pen} and {@code total}
 * @param order {@code RnkOrder}: a rank in cross races, elsewhere only the order of a list
 */
record RawResult(
        DocumentPosition position,
        RaceId raceId,
        ParticipantId participantId,
        Integer bib,
        Integer startOrder,
        String startTime,
        Integer heatNr,
        Integer time,
        Integer pen,
        Integer total,
        String status,
        Integer rank,
        Integer order,
        Gates gates,
        String dtStart,
        String dtFinish) {
    private static final ResultReport NOTHING = new ResultReport(null, null, null, null, null, null, null, null, null);

    /** Whether time, penalty and total are all there to be held against each other. */
    boolean hasPenalisedTotal() {
        return time != null && total != null && pen != null && pen > 0;
    }

    String label() {
        return participantId + " in " + raceId;
    }

    /** The row in our units; an outcome that makes no sense in {@code unit} is left out and warned of. */
    Export.Row in(ClockUnit unit, Race race, WarningCollector warnings) {
        if (!isSane(unit)) {
            warnings.note(ExportWarning.UNREADABLE_OUTCOME, position, label() + ", more than 100 hours");
            return withoutOutcome().in(unit, race, warnings);
        }
        return new Export.Row(raceId, participantId, bib, startOrder, startTime, heatNr, report(unit, race));
    }

    private boolean isSane(ClockUnit unit) {
        return (time == null || unit.timeInHundredths(time) <= AmountLimits.MAX_HUNDREDTHS)
                && (pen == null || unit.penaltyInHundredths(pen) <= AmountLimits.MAX_HUNDREDTHS)
                && (total == null || unit.timeInHundredths(total) <= AmountLimits.MAX_HUNDREDTHS);
    }

    private RawResult withoutOutcome() {
        return new RawResult(
                position,
                raceId,
                participantId,
                bib,
                startOrder,
                startTime,
                heatNr,
                null,
                null,
                null,
                status,
                rank,
                order,
                gates,
                dtStart,
                dtFinish);
    }

    /** What the row says of a result; {@code null} for a bare start list row. A missing total is time and penalty. */
    private ResultReport report(ClockUnit unit, Race race) {
        Integer ourTime = time == null ? null : (int) unit.timeInHundredths(time);
        Integer ourPen = pen == null ? null : (int) unit.penaltyInHundredths(pen);
        Integer ourTotal = total == null ? null : (int) unit.timeInHundredths(total);
        if (ourTotal == null && ourTime != null) {
            ourTotal = ourTime + (ourPen == null ? 0 : ourPen);
        }
        ResultReport report =
                new ResultReport(ourTime, ourPen, ourTotal, status, rankIn(race), gates, dtStart, dtFinish, null);
        return report.equals(NOTHING) ? null : report;
    }

    /**
     * The timing system's rank. Where riders race side by side it may stand in {@code RnkOrder} alone; but that also
     * orders rows without any result, which have no rank.
     */
    private Integer rankIn(Race race) {
        if (rank != null) {
            return rank;
        }
        boolean raced = time != null || total != null || status != null;
        return raced && race.raceType().isRankedByTimingSystem() ? order : null;
    }
}

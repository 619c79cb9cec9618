package org.gatecast.canoe123.stream;

import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A rider's run in a table. Time, penalty, total and gates are the run's own, in second runs too. A value that the table
 * lacks is {@code null}.
 *
 * @param heat 0 outside heats
 * @param status DNS, DNF, DSQ and the like; {@code null} for a run without one
 * @param underInvestigation whether the result is marked
 * @param time hundredths of a second
 * @param pen hundredths of a second
 * @param total hundredths of a second
 * @param rank as the timing program gives it: of a second run, that of both runs
 * @param gates seconds of penalty, {@code null} for a gate that was not passed; {@code null} if no gate was
 */
public record ResultTableRow(
        String participantId,
        Integer bib,
        int heat,
        String status,
        boolean underInvestigation,
        Integer time,
        Integer pen,
        Integer total,
        Integer rank,
        List<Integer> gates) {
    private static final int HUNDREDTHS = 100;

    public ResultTableRow {
        gates = gates == null ? null : Collections.unmodifiableList(gates);
    }

    /**
     * The row of a second run. Its table gives the run's own time and gates beside the better run's penalty and total.
     * Without a time or a status there is no second run yet. The run's penalty is the sum of its gates. A time without any
     * gate says nothing about the penalty; then penalty and total stay as given, and the service compares them with the first
     * run.
     */
    ResultTableRow ofSecondRun() {
        if (time == null) {
            return withScore(gates == null ? null : gatePenalty(), null);
        }
        return gates == null ? this : withScore(gatePenalty(), time + gatePenalty());
    }

    private ResultTableRow withScore(Integer ownPen, Integer ownTotal) {
        return new ResultTableRow(
                participantId, bib, heat, status, underInvestigation, time, ownPen, ownTotal, rank, gates);
    }

    private int gatePenalty() {
        return HUNDREDTHS
                * gates.stream()
                        .filter(Objects::nonNull)
                        .mapToInt(Integer::intValue)
                        .sum();
    }
}

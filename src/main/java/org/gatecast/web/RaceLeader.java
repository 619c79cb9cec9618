package org.gatecast.web;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.gatecast.model.RaceType;
import org.gatecast.snapshot.BestRun;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;

/**
 * A ranked row of a race, in the order that the race's page shows. A first run is ranked by the first run's total, as the
 * script of the page does it ({@code common/ranking.js}). Every other race is ranked as its table.
 *
 * @param total total that the rank depends on, in hundredths of a second
 */
record RaceLeader(int rank, Integer total, ResultRow row) {

    /**
     * In rank order.
     *
     * @param catId only rows of this category, with their ranks in it; {@code null} for all rows
     */
    static List<RaceLeader> of(RaceTable table, String catId) {
        List<ResultRow> rows = table.rows().stream()
                .filter(row -> catId == null || catId.equals(row.catId()))
                .toList();
        if (table.race().raceType() == RaceType.BEST_RUN_1) {
            return byFirstRun(rows);
        }
        return rows.stream()
                .filter(row -> rank(row, catId) != null)
                .map(row -> new RaceLeader(rank(row, catId), best(row), row))
                .sorted(Comparator.comparing(RaceLeader::rank))
                .toList();
    }

    private static List<RaceLeader> byFirstRun(List<ResultRow> rows) {
        int[] totals = rows.stream()
                .map(RaceLeader::firstRun)
                .filter(Objects::nonNull)
                .mapToInt(Integer::intValue)
                .sorted()
                .toArray();
        return rows.stream()
                .filter(row -> firstRun(row) != null)
                .map(row -> new RaceLeader(rank(firstRun(row), totals), firstRun(row), row))
                .sorted(Comparator.comparing(RaceLeader::rank))
                .toList();
    }

    private static int rank(int total, int[] sorted) {
        return 1 + (int) Arrays.stream(sorted).takeWhile(other -> other < total).count();
    }

    /** The first run's total, or {@code null} if it does not count. */
    private static Integer firstRun(ResultRow row) {
        BestRun runs = row.bestRun();
        if (runs.prevStatus() != null) {
            return null;
        }
        if (runs.prevTime() != null || runs.prevTotal() != null) {
            return runs.prevTotal();
        }
        return Objects.equals(runs.betterRunNr(), 1) ? row.total() : null;
    }

    private static Integer rank(ResultRow row, String catId) {
        return catId == null ? row.rnk() : row.catRnk();
    }

    private static Integer best(ResultRow row) {
        return row.bestRun() == null ? row.total() : row.bestRun().totalTotal();
    }
}

package org.gatecast.lists;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.gatecast.snapshot.BestRun;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.RunDetail;

/**
 * The rows of one of two runs by itself, ranked by its total as the spectators' page does it ({@code common/ranking.js}): equal
 * totals share a rank and the next rank is skipped; a row with a status or without a total has no rank. Hundredths of a second.
 * Those without a rank are in the order of printed lists.
 */
final class RunRows {
    /** The order of those without a rank on result lists. A status that is not here comes last. */
    private static final List<String> STATUS_ORDER = List.of("DNF", "DSQ", "DNS");

    /**
     * Ranked rows; those still to start; those with a status, by {@link #STATUS_ORDER}, as the timing program prints them. Rows that
     * are equal in this are in the order of bibs.
     */
    private static final Comparator<ResultRow> BY_RANK = Comparator.comparing(
                    ResultRow::rnk, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(row -> statusOrder(row.status()))
            .thenComparing(ResultRow::bib, Comparator.nullsLast(Comparator.naturalOrder()));

    private RunRows() {}

    /** One of a row's two runs. */
    record Run(
            Integer time,
            Integer pen,
            Integer total,
            String status,
            boolean underInvestigation,
            boolean better,
            RunDetail detail) {}

    private record Place(int rank, String behind) {}

    /** The rows of a run in its rank order. */
    static List<ResultRow> of(List<ResultRow> rows, int nr) {
        List<ResultRow> runs = rows.stream().map(row -> ofRun(row, nr)).toList();
        Map<Integer, Place> overall = places(runs);
        Map<String, Map<Integer, Place>> categories = new HashMap<>();
        return runs.stream()
                .map(row -> {
                    Place place = counts(row) ? overall.get(row.total()) : null;
                    Place inCategory = counts(row) && row.catId() != null
                            ? categories
                                    .computeIfAbsent(row.catId(), catId -> places(ofCategory(runs, catId)))
                                    .get(row.total())
                            : null;
                    return ranked(row, place, inCategory);
                })
                .sorted(BY_RANK)
                .toList();
    }

    /** The first or the second run of a row. If only one took place, its values are those of the row. */
    static Run run(ResultRow row, int nr) {
        BestRun runs = row.bestRun();
        boolean both = runs.prevTime() != null || runs.prevTotal() != null;
        boolean onlySecond = !both
                && (Objects.equals(runs.betterRunNr(), 2)
                        || (runs.betterRunNr() == null && runs.currStatus() != null && runs.prevStatus() == null));
        // Neither counts, and one of them has a time, but the row does not say which.
        boolean unknown = !both && runs.prevStatus() != null && runs.currStatus() != null;
        boolean better = Objects.equals(runs.betterRunNr(), nr);
        String status = nr == 1 ? runs.prevStatus() : runs.currStatus();
        boolean underInvestigation = nr == 1 ? runs.prevUnderInvestigation() : runs.currUnderInvestigation();
        if (nr == 1 && both) {
            return new Run(
                    runs.prevTime(),
                    runs.prevPen(),
                    runs.prevTotal(),
                    status,
                    underInvestigation,
                    better,
                    runs.prevDetail());
        }
        boolean own = nr == 1 ? !onlySecond : both || onlySecond;
        return own && !unknown
                ? new Run(row.time(), row.pen(), row.total(), status, underInvestigation, better, row.detail())
                : new Run(
                        null,
                        null,
                        null,
                        status,
                        underInvestigation,
                        better,
                        onlySecond && nr == 1 ? runs.prevDetail() : RunDetail.NONE);
    }

    private static ResultRow ofRun(ResultRow row, int nr) {
        Run run = run(row, nr);
        return new ResultRow(
                null,
                row.bib(),
                row.athleteId(),
                row.name(),
                row.club(),
                row.noc(),
                row.catId(),
                null,
                run.time,
                run.pen,
                run.total,
                null,
                null,
                run.status,
                run.underInvestigation,
                null,
                null,
                row.members(),
                run.detail);
    }

    private static ResultRow ranked(ResultRow row, Place overall, Place inCategory) {
        return new ResultRow(
                overall == null ? null : overall.rank,
                row.bib(),
                row.athleteId(),
                row.name(),
                row.club(),
                row.noc(),
                row.catId(),
                inCategory == null ? null : inCategory.rank,
                row.time(),
                row.pen(),
                row.total(),
                overall == null ? null : overall.behind,
                inCategory == null ? null : inCategory.behind,
                row.status(),
                row.underInvestigation(),
                null,
                null,
                row.members(),
                row.detail());
    }

    private static int statusOrder(String status) {
        int index = status == null ? -1 : STATUS_ORDER.indexOf(status.toUpperCase(Locale.ROOT));
        return status == null || index >= 0 ? index : STATUS_ORDER.size();
    }

    private static List<ResultRow> ofCategory(List<ResultRow> rows, String catId) {
        return rows.stream().filter(row -> catId.equals(row.catId())).toList();
    }

    private static boolean counts(ResultRow row) {
        return row.status() == null && row.total() != null;
    }

    /** Rank and gap by total. */
    private static Map<Integer, Place> places(List<ResultRow> rows) {
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        rows.stream().filter(RunRows::counts).forEach(row -> counts.merge(row.total(), 1, Integer::sum));
        Map<Integer, Place> places = new HashMap<>();
        int rank = 1;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            places.put(entry.getKey(), new Place(rank, gap(entry.getKey() - counts.firstKey())));
            rank += entry.getValue();
        }
        return places;
    }

    private static String gap(int hundredths) {
        return (hundredths == 0 ? "" : "+") + String.format(Locale.ROOT, "%d.%02d", hundredths / 100, hundredths % 100);
    }
}

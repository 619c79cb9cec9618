package org.gatecast.merge;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.gatecast.snapshot.ResultRow;

/**
 * The order of a table's rows. It depends on what the rows show, so that a client that has the rows knows their order.
 * Rows that show no difference there, because they have the same bib or none, are ordered by participant id. The order in
 * which a source lists them does not matter.
 */
final class TableOrder {
    /** By rank, unranked last: rows without a status (still to start) before rows with one. */
    static final Comparator<ResultRow> BY_RANK = Comparator.comparing(
                    ResultRow::rnk, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(row -> row.status() != null)
            .thenComparing(ResultRow::bib, Comparator.nullsLast(Comparator.naturalOrder()));

    static final Comparator<ResultRow> BY_HEAT = Comparator.comparing(
                    ResultRow::heatNr, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(BY_RANK);

    private TableOrder() {}

    /** {@code scored} has one for each of {@code rows}. */
    static List<ResultRow> sorted(List<ScoredRow> scored, List<ResultRow> rows, Comparator<ResultRow> order) {
        Comparator<Integer> byRow = Comparator.comparing(rows::get, order);
        return IntStream.range(0, rows.size())
                .boxed()
                .sorted(byRow.thenComparing(i -> scored.get(i).participant().participantId()))
                .map(rows::get)
                .toList();
    }
}

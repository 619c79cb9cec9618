package org.gatecast.merge;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.gatecast.model.ParticipantId;
import org.gatecast.snapshot.ResultRow;

/**
 * How the rows of a table follow one another: by what they show, so that whoever has the rows has their order. Riders
 * who show no difference there, because they wear the same bib or none, follow by their ids; the order in which a
 * source names them means nothing.
 */
final class TableOrder {
    /** Rank order, unranked last: riders still to come before those with a status. */
    static final Comparator<ResultRow> BY_RANK = Comparator.comparing(
                    ResultRow::rnk, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(row -> row.status() != null)
            .thenComparing(ResultRow::bib, Comparator.nullsLast(Comparator.naturalOrder()));

    /** As above, heat by heat. */
    static final Comparator<ResultRow> BY_HEAT = Comparator.comparing(
                    ResultRow::heatNr, Comparator.nullsLast(Comparator.<Integer>naturalOrder()))
            .thenComparing(BY_RANK);

    private TableOrder() {}

    /**
     * The rows in order.
     *
     * @param riders whose rows they are, one by one
     */
    static List<ResultRow> sorted(List<ParticipantId> riders, List<ResultRow> rows, Comparator<ResultRow> order) {
        return IntStream.range(0, rows.size())
                .boxed()
                .sorted(Comparator.<Integer, ResultRow>comparing(rows::get, order)
                        .thenComparing(riders::get))
                .map(rows::get)
                .toList();
    }
}

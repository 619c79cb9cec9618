package org.gatecast.merge;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.snapshot.ResultRow;

/**
 * The rows of one table in its order, ranked. Immutable. After a change only rows whose result, rank or gap changed are made
 * anew; the others are passed over, each with a few comparisons of numbers.
 */
final class RankedRows {
    /** How rows are ordered and ranked. */
    enum Kind {
        /** By the scores; gaps are calculated. */
        BY_SCORE,

        /**
         * Cross races. The scores are the timing system's own ranks; there are no gaps, since no clock says how large they
         * are. A category has ranks of its own only if the race has no heats.
         */
        AS_TIMED
    }

    private static final Comparator<RankedRow> BY_SCORE = Comparator.comparing(RankedRow::scored, ScoredRow.BY_SCORE);
    private static final Comparator<RankedRow> BY_HEAT = Comparator.comparing(RankedRow::scored, ScoredRow.BY_HEAT);

    private final Kind kind;
    private final RankedRow[] sorted;

    private RankedRows(Kind kind, RankedRow[] sorted) {
        this.kind = kind;
        this.sorted = sorted;
    }

    static RankedRows of(Kind kind, Collection<ScoredRow> rows, EventState state) {
        RankedRow[] all =
                rows.stream().map(row -> RankedRow.unranked(row, null)).toArray(RankedRow[]::new);
        Arrays.sort(all, order(kind));
        return new RankedRows(kind, ranked(kind, all, state));
    }

    /**
     * The table with other rows of some participants.
     *
     * @param changed the new rows by participant; {@code null} for a participant who is gone
     */
    RankedRows with(Map<ParticipantId, ScoredRow> changed, EventState state) {
        RankedRow[] kept = new RankedRow[sorted.length];
        int count = 0;
        Map<ParticipantId, ResultRow> last = new HashMap<>();
        for (RankedRow row : sorted) {
            ParticipantId participant = row.scored().participant().participantId();
            if (changed.containsKey(participant)) {
                last.put(participant, row.row());
            } else {
                kept[count++] = row;
            }
        }
        List<RankedRow> fresh = new ArrayList<>(changed.size());
        changed.forEach((participant, row) -> {
            if (row != null) {
                fresh.add(RankedRow.unranked(row, last.get(participant)));
            }
        });
        fresh.sort(order(kind));
        return new RankedRows(kind, ranked(kind, merged(kept, count, fresh), state));
    }

    /** Both are in the table's order; of {@code kept}, the first {@code count}. */
    private RankedRow[] merged(RankedRow[] kept, int count, List<RankedRow> fresh) {
        RankedRow[] all = new RankedRow[count + fresh.size()];
        int from = 0;
        int filled = 0;
        for (RankedRow row : fresh) {
            // It is never found: no two participants have the same place in the order.
            int place = -Arrays.binarySearch(kept, from, count, row, order(kind)) - 1;
            System.arraycopy(kept, from, all, filled, place - from);
            filled += place - from;
            all[filled++] = row;
            from = place;
        }
        System.arraycopy(kept, from, all, filled, count - from);
        return all;
    }

    void forEach(Consumer<ScoredRow> action) {
        for (RankedRow row : sorted) {
            action.accept(row.scored());
        }
    }

    /** The public rows, in the table's order. */
    List<ResultRow> rows() {
        ResultRow[] rows = new ResultRow[sorted.length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = sorted[i].row();
        }
        return List.of(rows);
    }

    private static Comparator<RankedRow> order(Kind kind) {
        return kind == Kind.AS_TIMED ? BY_HEAT : BY_SCORE;
    }

    private static RankedRow[] ranked(Kind kind, RankedRow[] rows, EventState state) {
        boolean heats = false;
        if (kind == Kind.AS_TIMED) {
            for (RankedRow row : rows) {
                heats |= row.scored().heatNr() != null;
            }
        }
        Ranking overall = new Ranking();
        Map<String, Ranking> categories = new HashMap<>();
        for (int i = 0; i < rows.length; i++) {
            ScoredRow row = rows[i].scored();
            RankingScore score = row.score();
            if (score == null) {
                rows[i] = rows[i].at(RankedRow.NONE, RankedRow.NONE, RankedRow.NONE, RankedRow.NONE, state);
                continue;
            }
            Ranking category = null;
            if (row.participant().catId() != null && !heats) {
                category = categories.computeIfAbsent(row.participant().catId(), id -> new Ranking());
                category.add(score);
            }
            int categoryRank = category == null ? RankedRow.NONE : category.rank();
            if (kind == Kind.AS_TIMED) {
                rows[i] = rows[i].at(score.total(), RankedRow.NONE, categoryRank, RankedRow.NONE, state);
            } else {
                overall.add(score);
                int categoryBehind = category == null ? RankedRow.NONE : category.behind();
                rows[i] = rows[i].at(overall.rank(), overall.behind(), categoryRank, categoryBehind, state);
            }
        }
        return rows;
    }
}

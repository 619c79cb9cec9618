package org.gatecast.merge;

import org.gatecast.model.EventState;
import org.gatecast.snapshot.ResultRow;

/**
 * A row of a table with its ranks and gaps, in hundredths of a second; {@link #NONE} where there is none. The public row is
 * made when they are known, and stays the same object as long as it says the same.
 *
 * @param row before the first ranking: the participant's public row before the change, {@code null} if there was none
 */
record RankedRow(ScoredRow scored, int rank, int behind, int categoryRank, int categoryBehind, ResultRow row) {
    static final int NONE = Integer.MIN_VALUE;
    private static final int NOT_YET = NONE + 1;

    static RankedRow unranked(ScoredRow scored, ResultRow last) {
        return new RankedRow(scored, NOT_YET, NOT_YET, NOT_YET, NOT_YET, last);
    }

    /** This row with these ranks and gaps; itself if it has them. */
    RankedRow at(int newRank, int newBehind, int newCategoryRank, int newCategoryBehind, EventState state) {
        if (rank == newRank
                && behind == newBehind
                && categoryRank == newCategoryRank
                && categoryBehind == newCategoryBehind) {
            return this;
        }
        ResultRow ranked =
                scored.ranked(state, orNull(newRank), gap(newBehind), orNull(newCategoryRank), gap(newCategoryBehind));
        return new RankedRow(
                scored, newRank, newBehind, newCategoryRank, newCategoryBehind, ranked.equals(row) ? row : ranked);
    }

    private static Integer orNull(int rank) {
        return rank == NONE ? null : Integer.valueOf(rank);
    }

    /** {@code "0.00"} for the leader and rows with the same total, {@code "+1.23"} for others. */
    private static String gap(int hundredths) {
        if (hundredths == NONE) {
            return null;
        }
        if (hundredths == 0) {
            return "0.00";
        }
        int rest = hundredths % 100;
        return "+" + hundredths / 100 + (rest < 10 ? ".0" : ".") + rest;
    }
}

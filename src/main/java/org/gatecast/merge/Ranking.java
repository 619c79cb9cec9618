package org.gatecast.merge;

/**
 * Competition ranking: equal scores share a rank and the next is skipped (1, 1, 3). It is told the scores of one ranking, of
 * a table or of one category in it, one after the other, the best first. Hundredths of a second.
 */
final class Ranking {
    private RankingScore last;
    private int leaderTotal;
    private int count;
    private int rank;

    /** The next score of the ranking, not before the one told last. */
    void add(RankingScore score) {
        if (last == null) {
            leaderTotal = score.total();
        }
        count++;
        if (last == null || score.compareTo(last) != 0) {
            rank = count;
            last = score;
        }
    }

    /** The rank of the score told last, from 1. */
    int rank() {
        return rank;
    }

    /** How far the score told last is behind the first. */
    int behind() {
        return last.total() - leaderTotal;
    }
}

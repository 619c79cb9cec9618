package org.gatecast.merge;

import java.util.Comparator;

/**
 * What ranks a row: the total that counts and, of two runs, the total of the other run, which decides between equal
 * totals. A row without another clean run ranks behind rows with one. Hundredths of a second.
 *
 * @param other {@code null} if there is no other run that counts
 */
record RankingScore(int total, Integer other) implements Comparable<RankingScore> {
    private static final Comparator<RankingScore> ORDER = Comparator.comparingInt(RankingScore::total)
            .thenComparing(RankingScore::other, Comparator.nullsLast(Comparator.naturalOrder()));

    /** A score of one number; {@code null} without one. */
    static RankingScore of(Integer total) {
        return total == null ? null : new RankingScore(total, null);
    }

    @Override
    public int compareTo(RankingScore that) {
        return ORDER.compare(this, that);
    }
}

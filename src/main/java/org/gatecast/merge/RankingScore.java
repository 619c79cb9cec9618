package org.gatecast.merge;

import java.util.Comparator;

/**
 * What ranks a row: the total that counts and, of two runs, the other one's, which decides between equal totals. Who has
 * no other clean run goes behind those who have. Hundredths of a second.
 *
 * @param other {@code null} where there is no other run, or none that counts
 */
record RankingScore(int total, Integer other) implements Comparable<RankingScore> {
    private static final Comparator<RankingScore> ORDER = Comparator.comparingInt(RankingScore::total)
            .thenComparing(RankingScore::other, Comparator.nullsLast(Comparator.naturalOrder()));

    /** By one number alone; {@code null} for whoever has none. */
    static RankingScore of(Integer total) {
        return total == null ? null : new RankingScore(total, null);
    }

    @Override
    public int compareTo(RankingScore that) {
        return ORDER.compare(this, that);
    }
}

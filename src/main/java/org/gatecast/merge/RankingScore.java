package org.gatecast.merge;

/**
 * What ranks a row: the total that counts and, of two runs, the total of the other run, which decides between equal
 * totals. A row without another clean run ranks behind rows with one. Hundredths of a second.
 *
 * @param other {@code null} if there is no other run that counts
 */
record RankingScore(int total, Integer other) implements Comparable<RankingScore> {
    /** A score of one number; {@code null} without one. */
    static RankingScore of(Integer total) {
        return total == null ? null : new RankingScore(total, null);
    }

    @Override
    public int compareTo(RankingScore that) {
        int totals = Integer.compare(total, that.total);
        return totals != 0 ? totals : compareLastIfNull(other, that.other);
    }

    static int compareLastIfNull(Integer one, Integer other) {
        if (one == null || other == null) {
            return one == null ? (other == null ? 0 : 1) : -1;
        }
        return Integer.compare(one, other);
    }
}

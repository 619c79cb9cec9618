package org.gatecast.merge;

import java.util.Comparator;

/**
 * What ranks a row: the total that counts and, of two runs, the other one's, which decides between equal totals. Who has
 * no other clean run goes behind those who have. Hundredths of a second.
 *
 * @param other {@code null} where there is no other run, or none that counts
 */
record Score(int total, Integer other) implements Comparable<Score> {
    private static final Comparator<Score> ORDER = Comparator.comparingInt(Score::total)
            .thenComparing(Score::other, Comparator.nullsLast(Comparator.naturalOrder()));

    /** By one number alone; {@code null} for whoever has none. */
    static Score of(Integer total) {
        return total == null ? null : new Score(total, null);
    }

    @Override
    public int compareTo(Score that) {
        return ORDER.compare(this, that);
    }
}

package org.gatecast.merge;

import java.util.Arrays;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The ranks of a race's first runs by themselves, which a row shows beside its second run. Immutable. */
final class FirstRunRanks {
    /** Of all clean runs, ascending, in hundredths of a second. */
    private final int[] totals;

    private FirstRunRanks(IntStream totals) {
        this.totals = totals.sorted().toArray();
    }

    /** The totals of all runs, {@code null} for one that is not clean. */
    static FirstRunRanks of(Stream<Integer> totals) {
        return new FirstRunRanks(clean(totals));
    }

    /** The ranks when some runs have other totals; {@code null} for a run that is not clean. */
    FirstRunRanks with(Stream<Integer> gone, Stream<Integer> added) {
        boolean[] left = new boolean[totals.length];
        clean(gone).forEach(total -> {
            int place = lowest(total);
            while (left[place]) {
                place++;
            }
            left[place] = true;
        });
        IntStream kept = IntStream.range(0, totals.length).filter(i -> !left[i]).map(i -> totals[i]);
        return new FirstRunRanks(IntStream.concat(kept, clean(added)));
    }

    /** From 1; equal totals share a rank. {@code null} for a run that is not clean. */
    Integer rankOf(Integer total) {
        return total == null ? null : Integer.valueOf(lowest(total) + 1);
    }

    private int lowest(int total) {
        int place = Arrays.binarySearch(totals, total);
        while (place > 0 && totals[place - 1] == total) {
            place--;
        }
        return place;
    }

    private static IntStream clean(Stream<Integer> totals) {
        return totals.filter(Objects::nonNull).mapToInt(Integer::intValue);
    }
}

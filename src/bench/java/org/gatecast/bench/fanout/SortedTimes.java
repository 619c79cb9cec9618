package org.gatecast.bench.fanout;

import java.util.Arrays;

/** Measured times, sorted. */
final class SortedTimes {
    private final long[] nanos;

    SortedTimes(long[] nanos, int count) {
        this.nanos = Arrays.copyOf(nanos, count);
        Arrays.sort(this.nanos);
    }

    /** What so large a part of them did not exceed, in milliseconds. */
    double millis(double part) {
        return nanos[(int) (nanos.length * part)] / 1e6;
    }
}

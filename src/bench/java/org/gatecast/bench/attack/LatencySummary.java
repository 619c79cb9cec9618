package org.gatecast.bench.attack;

import java.util.Collection;
import java.util.Locale;

/** Latencies in milliseconds; all NaN if nothing was measured. */
record LatencySummary(int count, double median, double p99, double longest) {
    private static final double NANOS_PER_MILLI = 1e6;

    static LatencySummary of(Collection<Long> nanos) {
        double[] sorted = nanos.stream()
                .mapToDouble(each -> each / NANOS_PER_MILLI)
                .sorted()
                .toArray();
        return sorted.length == 0
                ? new LatencySummary(0, Double.NaN, Double.NaN, Double.NaN)
                : new LatencySummary(
                        sorted.length,
                        sorted[sorted.length / 2],
                        sorted[(int) (sorted.length * 0.99)],
                        sorted[sorted.length - 1]);
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f ms (median %.1f, longest %.1f, of %d)", p99, median, longest, count);
    }
}

package org.gatecast.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** A histogram of durations: a count for each bucket, and their sum. Any thread. */
public final class DurationHistogram {
    private static final double NANOS_PER_SECOND = TimeUnit.SECONDS.toNanos(1);

    private final double[] boundsSeconds;
    private final LongAdder[] counts;
    private final LongAdder sumNanos = new LongAdder();

    /**
     * @param boundsSeconds the inclusive upper bounds of the buckets, ascending; the last bucket has none
     */
    public DurationHistogram(double... boundsSeconds) {
        for (int i = 1; i < boundsSeconds.length; i++) {
            if (boundsSeconds[i] <= boundsSeconds[i - 1]) {
                throw new IllegalArgumentException("bounds must ascend: " + Arrays.toString(boundsSeconds));
            }
        }
        this.boundsSeconds = boundsSeconds.clone();
        this.counts = new LongAdder[boundsSeconds.length + 1];
        Arrays.setAll(counts, i -> new LongAdder());
    }

    /** Buckets from a millisecond to ten seconds. */
    public static DurationHistogram ofCalls() {
        return new DurationHistogram(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10);
    }

    public void record(long nanos) {
        double seconds = nanos / NANOS_PER_SECOND;
        int slot = 0;
        while (slot < boundsSeconds.length && seconds > boundsSeconds[slot]) {
            slot++;
        }
        counts[slot].increment();
        sumNanos.add(nanos);
    }

    public Snapshot snapshot() {
        return new Snapshot(
                Arrays.stream(boundsSeconds).boxed().toList(),
                Arrays.stream(counts).map(LongAdder::sum).toList(),
                sumNanos.sum() / NANOS_PER_SECOND);
    }

    /**
     * @param counts of each bucket, not cumulative; one more than there are bounds
     */
    public record Snapshot(List<Double> boundsSeconds, List<Long> counts, double sumSeconds) {
        public long count() {
            return counts.stream().mapToLong(Long::longValue).sum();
        }
    }
}

package org.gatecast.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DurationHistogramTest {
    private final DurationHistogram histogram = new DurationHistogram(0.001, 0.01);

    @Test
    void eachDurationIsCountedOnceInTheFirstClassThatHoldsIt() {
        histogram.record(0);
        histogram.record(TimeUnit.MILLISECONDS.toNanos(1));
        histogram.record(TimeUnit.MILLISECONDS.toNanos(1) + 1);
        histogram.record(TimeUnit.MILLISECONDS.toNanos(11));

        DurationHistogram.Snapshot snapshot = histogram.snapshot();
        assertThat(snapshot.boundsSeconds()).containsExactly(0.001, 0.01);
        assertThat(snapshot.counts()).containsExactly(2L, 1L, 1L);
        assertThat(snapshot.count()).isEqualTo(4);
        assertThat(snapshot.sumSeconds()).isEqualTo(0.013, within(1e-6));
    }

    @Test
    void aSnapshotDoesNotChangeAfterwards() {
        DurationHistogram.Snapshot before = histogram.snapshot();
        histogram.record(1);
        assertThat(before.count()).isZero();
        assertThat(histogram.snapshot().count()).isEqualTo(1);
    }

    @Test
    void threadsLoseNoCount() {
        IntStream.range(0, 10_000).parallel().forEach(histogram::record);
        assertThat(histogram.snapshot().count()).isEqualTo(10_000);
        assertThat(histogram.snapshot().sumSeconds()).isEqualTo(10_000L * 9_999 / 2 / 1e9, within(1e-12));
    }

    @Test
    void boundsThatDoNotAscendAreRejected() {
        assertThatIllegalArgumentException().isThrownBy(() -> new DurationHistogram(1, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new DurationHistogram(2, 1));
    }
}

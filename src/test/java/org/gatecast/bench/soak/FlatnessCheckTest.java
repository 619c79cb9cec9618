package org.gatecast.bench.soak;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FlatnessCheckTest {
    @Test
    void whatGoesUpAndDownIsFlat() {
        assertThat(FlatnessCheck.isFlat(minutes(minute -> 100 + minute % 3), 0.05, 0))
                .isTrue();
    }

    @Test
    void oneBadMinuteIsNoTrend() {
        assertThat(FlatnessCheck.isFlat(minutes(minute -> minute == 20 ? 900 : 100), 0.05, 0))
                .isTrue();
    }

    @Test
    void whatLeaksALittleEveryMinuteIsNotFlat() {
        assertThat(FlatnessCheck.isFlat(minutes(minute -> 100 + minute), 0.05, 0))
                .isFalse();
    }

    @Test
    void aRiseTooSmallToMatterDoesNotCount() {
        assertThat(FlatnessCheck.isFlat(minutes(minute -> 1 + minute / 10.0), 0.05, 5))
                .isTrue();
    }

    private static double[] minutes(java.util.function.IntToDoubleFunction figure) {
        return IntStream.range(0, 21).mapToDouble(figure).toArray();
    }
}

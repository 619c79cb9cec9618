package org.gatecast.canoe123.retry;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class BackoffTest {
    @Test
    void waitsDoubleUpToTheLongestAndBeginAgainAfterASuccess() {
        Backoff backoff = new Backoff(Duration.ofSeconds(1), Duration.ofSeconds(30), () -> 0);

        assertThat(LongStream.generate(backoff::nextMillis).limit(7))
                .containsExactly(1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 30_000L, 30_000L);
        backoff.reset();
        assertThat(backoff.nextMillis()).isEqualTo(1_000);
    }

    @Test
    void jitterShortensByAQuarterAtMost() {
        assertThat(new Backoff(Duration.ofSeconds(4), Duration.ofSeconds(30), () -> 1).nextMillis())
                .isEqualTo(3_000);
        assertThat(new Backoff(Duration.ZERO, Duration.ZERO, () -> 1).nextMillis())
                .isEqualTo(1);
    }
}

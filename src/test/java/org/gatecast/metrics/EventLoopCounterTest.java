package org.gatecast.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatecast.testing.Await;
import org.junit.jupiter.api.Test;

class EventLoopCounterTest {
    private final EventLoopCounter counter = new EventLoopCounter();

    @Test
    void theValueIsTheSumOfAllAdditions() {
        assertThat(counter.getAsLong()).isZero();
        counter.increment();
        counter.add(41);
        assertThat(counter.getAsLong()).isEqualTo(42);
    }

    @Test
    void anotherThreadSeesTheOwnersAdditionsInTheEndAndNeverALowerValue() throws InterruptedException {
        int additions = 1_000_000;
        Thread owner = new Thread(() -> {
            for (int i = 0; i < additions; i++) {
                counter.increment();
            }
        });
        owner.start();
        long[] last = {0};
        Await.until("all additions are seen", () -> {
            long now = counter.getAsLong();
            assertThat(now).isGreaterThanOrEqualTo(last[0]);
            last[0] = now;
            return now == additions;
        });
        owner.join();
    }
}

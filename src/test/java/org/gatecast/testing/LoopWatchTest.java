package org.gatecast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The watch must bark: else its silence in the integration tests says nothing. */
class LoopWatchTest {
    private final LoopWatch watch = new LoopWatch();
    private Vertx vertx;

    @BeforeEach
    void watch() throws Exception {
        vertx = Vertx.vertx(LoopWatch.tighten(new VertxOptions().setEventLoopPoolSize(1)));
        watch.watch(vertx, 1).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        watch.begin();
    }

    @AfterEach
    void end() throws Exception {
        watch.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aLoopThatComputesForLongIsFound() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        vertx.runOnContext(v -> {
            while (watch.findings().isEmpty() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        });
        Await.until("it is found", () -> !watch.findings().isEmpty());
        assertThat(watch.findings().get(0)).contains("aLoopThatComputesForLongIsFound");
    }

    @Test
    void aLoopThatWaitsForSomethingIsFound() {
        CountDownLatch never = new CountDownLatch(1);
        vertx.runOnContext(v -> {
            try {
                never.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        Await.until("it is found", () -> !watch.findings().isEmpty());
        never.countDown();
        assertThat(watch.findings().get(0)).contains("CountDownLatch.await");
    }

    @Test
    void loopsThatDoTheirWorkAreNotFound() throws Exception {
        CountDownLatch done = new CountDownLatch(1_000);
        for (int i = 0; i < 1_000; i++) {
            vertx.runOnContext(v -> done.countDown());
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(watch.findings()).isEmpty();
    }
}

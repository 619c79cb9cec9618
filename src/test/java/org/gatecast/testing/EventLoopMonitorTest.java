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
class EventLoopMonitorTest {
    private final EventLoopMonitor monitor = new EventLoopMonitor();
    private Vertx vertx;

    @BeforeEach
    void watch() throws Exception {
        vertx = Vertx.vertx(EventLoopMonitor.tighten(new VertxOptions().setEventLoopPoolSize(1)));
        monitor.watch(vertx, 1).toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
        monitor.begin();
    }

    @AfterEach
    void end() throws Exception {
        monitor.close();
        vertx.close().toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aLoopThatComputesForLongIsFound() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        vertx.runOnContext(v -> {
            while (monitor.findings().isEmpty() && System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        });
        Await.until("it is found", () -> !monitor.findings().isEmpty());
        assertThat(monitor.findings().get(0)).contains("aLoopThatComputesForLongIsFound");
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
        Await.until("it is found", () -> !monitor.findings().isEmpty());
        never.countDown();
        assertThat(monitor.findings().get(0)).contains("CountDownLatch.await");
    }

    @Test
    void loopsThatDoTheirWorkAreNotFound() throws Exception {
        CountDownLatch done = new CountDownLatch(1_000);
        for (int i = 0; i < 1_000; i++) {
            vertx.runOnContext(v -> done.countDown());
        }
        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(monitor.findings()).isEmpty();
    }
}

package org.gatecast.booth;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatecast.testing.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NetworkWatchTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }

    @Test
    void aNewAddressIsASignAndALostOneIsNot() {
        List<Set<String>> looks =
                List.of(Set.of("lo"), Set.of("lo"), Set.of("lo", "10.0.0.5"), Set.of("lo"), Set.of("lo", "10.0.0.5"));
        AtomicInteger next = new AtomicInteger();
        List<Integer> signs = new CopyOnWriteArrayList<>();
        NetworkWatch watch = new NetworkWatch(
                vertx,
                () -> looks.get(Math.min(next.getAndIncrement(), looks.size() - 1)),
                Duration.ofMillis(5),
                () -> signs.add(next.get()));
        vertx.runOnContext(v -> watch.start());
        Await.until("it has looked often", () -> next.get() > looks.size() + 5);

        assertThat(signs).containsExactly(3, 5);
    }
}

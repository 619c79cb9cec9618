package org.gatecast.management;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import org.gatecast.metrics.DurationHistogram;
import org.gatecast.metrics.MetricsRegistry;

/** Measures the lag of one event loop with a timer that should fire twice a second. Deployed once per loop. */
public final class EventLoopLag extends VerticleBase {
    private static final long TICK_MILLIS = 500;

    private final MetricsRegistry metrics;
    private final DurationHistogram late =
            new DurationHistogram(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5);
    private long expectedAt;

    public EventLoopLag(MetricsRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public Future<?> start() {
        String thread = Thread.currentThread().getName();
        metrics.durations(
                "gatecast_event_loop_lag_seconds",
                "Delay of a timer that fires twice a second, by event loop.",
                late,
                "loop",
                thread.substring(thread.lastIndexOf('-') + 1));
        scheduleTick();
        return Future.succeededFuture();
    }

    private void scheduleTick() {
        expectedAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
        vertx.setTimer(TICK_MILLIS, timer -> {
            late.record(Math.max(0, System.nanoTime() - expectedAt));
            scheduleTick();
        });
    }
}

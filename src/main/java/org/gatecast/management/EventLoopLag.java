package org.gatecast.management;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import java.util.concurrent.TimeUnit;
import org.gatecast.metrics.DurationHistogram;
import org.gatecast.metrics.MetricsRegistry;

/**
 * Measures the lag of one event loop with a timer that should fire twice a second. Deployed once per loop. The timer runs
 * from a scrape of the metrics until five minutes after the last one, so that an idle service that nobody watches does not
 * wake up.
 */
public final class EventLoopLag extends VerticleBase {
    static final long TICK_MILLIS = 500;
    private static final long WATCHED_NANOS = TimeUnit.MINUTES.toNanos(5);

    private final MetricsRegistry metrics;
    private final PrometheusMetrics prometheus;
    private final DurationHistogram late =
            new DurationHistogram(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5);
    private boolean ticks;
    private long scrapedAt;
    private long expectedAt;

    /**
     * @param prometheus reports each scrape
     */
    public EventLoopLag(MetricsRegistry metrics, PrometheusMetrics prometheus) {
        this.metrics = metrics;
        this.prometheus = prometheus;
    }

    @Override
    public Future<?> start() {
        String thread = Thread.currentThread().getName();
        metrics.durations(
                "gatecast_event_loop_lag_seconds",
                "How late a timer came that fires twice a second while metrics are scraped, by event loop.",
                late,
                "loop",
                thread.substring(thread.lastIndexOf('-') + 1));
        prometheus.onScrape(() -> context.runOnContext(scraped -> measure()));
        return Future.succeededFuture();
    }

    private void measure() {
        scrapedAt = System.nanoTime();
        if (!ticks) {
            ticks = true;
            scheduleTick();
        }
    }

    private void scheduleTick() {
        expectedAt = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
        vertx.setTimer(TICK_MILLIS, timer -> {
            long now = System.nanoTime();
            late.record(Math.max(0, now - expectedAt));
            ticks = now - scrapedAt < WATCHED_NANOS;
            if (ticks) {
                scheduleTick();
            }
        });
    }
}

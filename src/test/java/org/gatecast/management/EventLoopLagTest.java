package org.gatecast.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import org.gatecast.metrics.MetricsRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The lag is measured only while somebody scrapes the metrics. */
@ExtendWith(VertxExtension.class)
class EventLoopLagTest {
    private final MetricsRegistry metrics = new MetricsRegistry();
    private final PrometheusMetrics prometheus = new PrometheusMetrics(metrics);

    @AfterEach
    void close() {
        prometheus.close();
    }

    @Test
    void theLagIsMeasuredFromTheFirstScrape(Vertx vertx, VertxTestContext test) {
        vertx.deployVerticle(new EventLoopLag(metrics, prometheus))
                .onComplete(test.succeeding(deployed -> vertx.setTimer(
                        2 * EventLoopLag.TICK_MILLIS,
                        later -> test.verify(() -> {
                            assertThat(measured()).as("before a scrape").isZero();
                            prometheus.scrape();
                            awaitMeasurement(vertx, test);
                        }))));
    }

    private void awaitMeasurement(Vertx vertx, VertxTestContext test) {
        vertx.setPeriodic(10, poll -> {
            if (measured() > 1) {
                vertx.cancelTimer(poll);
                test.completeNow();
            }
        });
    }

    private long measured() {
        return metrics.families().stream()
                .flatMap(family -> family.series().stream())
                .flatMap(series -> series.durations().stream())
                .mapToLong(durations -> durations.snapshot().count())
                .sum();
    }
}

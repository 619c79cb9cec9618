package org.gatecast.webhooks.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.WebhookStatus;

/** Deliveries of this node. Any thread. */
final class WebhookMetrics {
    private final LongAdder delivered = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder missed = new LongAdder();
    private final Clock clock;
    private volatile long waiting;
    private volatile long paused;
    private volatile Instant oldest;

    WebhookMetrics(Clock clock) {
        this.clock = clock;
    }

    void registerWith(MetricsRegistry metrics) {
        String help = "Attempts of deliveries to webhooks, by how they ended.";
        metrics.counter("gatecast_webhook_attempts_total", help, delivered::sum, "outcome", "delivered");
        metrics.counter("gatecast_webhook_attempts_total", help, failed::sum, "outcome", "failed");
        metrics.counter(
                "gatecast_webhook_missed_total",
                "Events left out for a webhook, because too many were waiting.",
                missed::sum);
        metrics.gauge("gatecast_webhook_waiting", "Events that wait for webhooks of this node.", () -> waiting);
        metrics.gauge(
                "gatecast_webhook_paused", "Webhooks of this node to which deliveries were given up.", () -> paused);
        metrics.gauge(
                "gatecast_webhook_oldest_waiting_seconds",
                "For how long the oldest event waits for a webhook that is not paused; 0 if none does.",
                this::oldestSeconds);
    }

    private double oldestSeconds() {
        Instant since = oldest;
        return since == null
                ? 0
                : Math.max(0, Duration.between(since, clock.instant()).toMillis() / 1000.0);
    }

    void count(boolean wasDelivered) {
        (wasDelivered ? delivered : failed).increment();
    }

    void countMissed(long events) {
        missed.add(events);
    }

    /**
     * @param webhooks all that this node has now
     */
    void show(List<WebhookStatus> webhooks) {
        List<WebhookStatus> working = webhooks.stream()
                .filter(status -> status.progress().pausedAt() == null)
                .toList();
        waiting = webhooks.stream().mapToLong(WebhookStatus::waiting).sum();
        paused = (long) webhooks.size() - working.size();
        oldest = working.stream()
                .map(WebhookStatus::oldestAt)
                .filter(Objects::nonNull)
                .min(Instant::compareTo)
                .orElse(null);
    }
}

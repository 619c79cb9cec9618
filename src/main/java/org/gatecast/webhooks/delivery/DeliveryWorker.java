package org.gatecast.webhooks.delivery;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.WebhookRequest.ReadEvents;
import org.gatecast.model.Webhook;
import org.gatecast.model.WebhookEvent;
import org.gatecast.model.WebhookProgress;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.webhooks.delivery.WebhookAttempts.Ended;
import org.gatecast.webhooks.delivery.WebhookSender.Outcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Delivers the events of a queue in order, one at a time, each until it is taken or given up. Confined to the dispatcher's event
 * loop.
 */
final class DeliveryWorker {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);
    private static final int READ_LIMIT = 50;
    private static final int GONE = 410;

    private final BusClient bus;
    private final SnapshotRegistry snapshots;
    private final Clock clock;
    private final WebhookAttempts attempts;
    private final WebhookClaims claims;
    private final OutcomeWriter outcomes;
    private final QueueLimit limit;
    private final WebhookMetrics webhookMetrics;
    private final RetrySchedule retries =
            new RetrySchedule(() -> ThreadLocalRandom.current().nextDouble());

    /**
     * @param clock for times between attempts
     */
    DeliveryWorker(
            BusClient bus,
            SnapshotRegistry snapshots,
            Clock clock,
            WebhookAttempts attempts,
            WebhookClaims claims,
            OutcomeWriter outcomes,
            QueueLimit limit,
            WebhookMetrics webhookMetrics) {
        this.bus = bus;
        this.snapshots = snapshots;
        this.clock = clock;
        this.attempts = attempts;
        this.claims = claims;
        this.outcomes = outcomes;
        this.limit = limit;
        this.webhookMetrics = webhookMetrics;
    }

    /** Begins the next delivery, unless one is under way, or it is not time yet. */
    void deliver(WebhookQueue queue) {
        Webhook webhook = find(queue.key()).orElse(null);
        if (queue.isBusy() || queue.isClosed() || webhook == null || !claims.mayDeliver()) {
            return;
        }
        WebhookEvent event = queue.next(webhook);
        if (event == null) {
            read(queue);
            return;
        }
        WebhookProgress progress = queue.progress();
        if (progress.pausedAt() != null
                || (progress.nextAttemptAt() != null && now().isBefore(progress.nextAttemptAt()))) {
            return;
        }
        queue.busy(true);
        attempts.deliver(queue, webhook, event).onSuccess(ended -> {
            queue.busy(false);
            webhookMetrics.count(ended.outcome().isDelivered());
            if (queue.isClosed()) {
                return;
            }
            advance(queue, event, ended);
            outcomes.save();
            // Of a slow receiver, a delivery is always under way when the webhook is claimed.
            limit.enforce(queue);
            deliver(queue);
        });
    }

    /** The webhook as its organiser has set it up now. */
    private Optional<Webhook> find(WebhookKey key) {
        return snapshots
                .find(key.eventId())
                .filter(event -> event.meta().generation().equals(key.generation()))
                .flatMap(event -> event.meta().webhook(key.webhookId()))
                .filter(Webhook::enabled);
    }

    private void read(WebhookQueue queue) {
        if (!queue.takeWake()) {
            return;
        }
        queue.busy(true);
        WebhookKey key = queue.key();
        bus.webhooks(new ReadEvents(
                        key.eventId(), key.generation(), queue.progress().delivered(), READ_LIMIT))
                .onComplete(done -> {
                    queue.busy(false);
                    if (done.failed()) {
                        // The timer tries again.
                        queue.wake();
                        return;
                    }
                    List<WebhookEvent> events = done.result().events();
                    queue.add(events);
                    if (!events.isEmpty()) {
                        queue.wake();
                    }
                    deliver(queue);
                });
    }

    private void advance(WebhookQueue queue, WebhookEvent event, Ended ended) {
        outcomes.log(ended.entry());
        WebhookProgress progress = queue.progress();
        if (!ended.outcome().isDelivered()) {
            queue.progress(failed(queue, ended.outcome()));
            return;
        }
        if (progress.failingSince() != null) {
            LOG.info("{} takes deliveries again", queue.key());
        }
        queue.progress(progress.deliveredUpTo(event.position()));
    }

    private WebhookProgress failed(WebhookQueue queue, Outcome outcome) {
        WebhookProgress progress = queue.progress();
        Instant now = now();
        boolean gone = outcome.status() != null && outcome.status() == GONE;
        Instant next = gone
                ? null
                : retries.next(progress, now, outcome.retryAfter())
                        .map(at -> at.truncatedTo(ChronoUnit.MILLIS))
                        .orElse(null);
        if (next == null) {
            LOG.warn(
                    "{} is paused, {}: {}",
                    queue.key(),
                    gone ? "as its receiver wants" : "since deliveries have failed for days",
                    outcome.error());
        } else if (progress.failingSince() == null) {
            LOG.warn("{} fails: {}", queue.key(), outcome.error());
        }
        return progress.failed(now, next);
    }

    /** In the precision that is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}

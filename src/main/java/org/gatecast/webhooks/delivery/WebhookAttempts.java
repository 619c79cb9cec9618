package org.gatecast.webhooks.delivery;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.gatecast.config.Settings;
import org.gatecast.model.EventId;
import org.gatecast.model.Webhook;
import org.gatecast.model.WebhookAttempt;
import org.gatecast.model.WebhookEvent;
import org.gatecast.model.WebhookEventType;
import org.gatecast.model.WebhookProgress;
import org.gatecast.webhooks.delivery.WebhookSender.Message;
import org.gatecast.webhooks.delivery.WebhookSender.Outcome;
import org.gatecast.webhooks.delivery.WebhookSender.Repeat;
import org.gatecast.webhooks.events.CloudEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes single attempts to deliver an event, or a test. Confined to the dispatcher's event loop. */
final class WebhookAttempts {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookAttempts.class);

    /** Shorter than the bus waits for a reply. */
    private static final long TEST_TIMEOUT_MILLIS = 6_000;

    private final Vertx vertx;
    private final Settings settings;
    private final Clock clock;
    private WebhookSender sender;

    /**
     * An attempt that has ended.
     *
     * @param entry for the log of deliveries
     */
    record Ended(Outcome outcome, WebhookAttempt entry) {}

    WebhookAttempts(Vertx vertx, Settings settings, Clock clock) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
    }

    /** Sends the next event of a queue. Never fails. */
    Future<Ended> deliver(WebhookQueue queue, Webhook webhook, WebhookEvent event) {
        WebhookKey key = queue.key();
        WebhookProgress progress = queue.progress();
        WebhookAttempt begun = WebhookAttempt.begun(
                key.eventId(),
                key.generation(),
                key.webhookId(),
                now(),
                event.id(),
                event.type().label(),
                event.subject(),
                progress.attempts() + 1);
        return send(
                begun,
                webhook,
                queue.repeatOf(event),
                () -> CloudEvent.body(event, source(key.eventId()), progress.missed()),
                WebhookSender.TIMEOUT_MILLIS);
    }

    /** Sends an event without data. Never fails. */
    Future<Ended> test(EventId eventId, String generation, Webhook webhook) {
        String id = "test-" + UUID.randomUUID();
        Instant now = now();
        WebhookAttempt begun =
                WebhookAttempt.begun(eventId, generation, webhook.id(), now, id, WebhookEventType.TEST, null, 1);
        return send(
                begun,
                webhook,
                Repeat.NO,
                () -> CloudEvent.test(id, source(eventId), WebhookEventType.TEST, now),
                TEST_TIMEOUT_MILLIS);
    }

    private Future<Ended> send(
            WebhookAttempt begun, Webhook webhook, Repeat repeat, Supplier<byte[]> body, long timeoutMillis) {
        long beganAt = System.nanoTime();
        return Future.succeededFuture()
                .compose(start -> {
                    Message message =
                            new Message(begun.messageId(), Buffer.buffer(body.get()), begun.attempt(), repeat);
                    return sender().send(webhook, message, timeoutMillis);
                })
                .otherwise(WebhookAttempts::unexpected)
                .map(outcome -> {
                    long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - beganAt);
                    return new Ended(outcome, begun.ended(outcome.status(), outcome.error(), millis));
                });
    }

    /** A failure of ours. The attempt counts as failed, so that another one is made. */
    private static Outcome unexpected(Throwable failure) {
        LOG.error("A delivery to a webhook failed unexpectedly", failure);
        return Outcome.failed("the service has failed to send it");
    }

    /** Only a service with webhooks needs one. */
    private WebhookSender sender() {
        if (sender == null) {
            sender = new WebhookSender(
                    vertx,
                    clock,
                    new ReceiverAddresses(settings.webhooks().privateAddresses()),
                    InetAddress::getAllByName,
                    new HttpClientOptions());
        }
        return sender;
    }

    private String source(EventId eventId) {
        return settings.page().publicOrigin() + "/api/v1/events/" + eventId.value();
    }

    /** In the precision that is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** Gives up what is under way. */
    Future<?> close() {
        return sender == null ? Future.succeededFuture() : sender.close();
    }
}

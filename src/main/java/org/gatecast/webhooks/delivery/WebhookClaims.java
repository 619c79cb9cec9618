package org.gatecast.webhooks.delivery;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.WebhookRequest.Claim;
import org.gatecast.bus.WebhookRequest.Claimed;
import org.gatecast.bus.WebhookRequest.Release;
import org.gatecast.model.EventMeta;
import org.gatecast.model.Webhook;
import org.gatecast.model.WebhookStatus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The webhooks that this node has claimed, with a queue for each. Confined to the dispatcher's event loop. */
final class WebhookClaims {
    private static final Logger LOG = LoggerFactory.getLogger(WebhookClaims.class);
    private static final long CLAIM_NANOS = TimeUnit.SECONDS.toNanos(3);

    /** No delivery begins that could end after the claim. */
    private static final long LEASE_MARGIN_MILLIS = WebhookSender.TIMEOUT_MILLIS + 200;

    private final BusClient bus;
    private final WebhookMetrics webhookMetrics;
    private final Consumer<WebhookQueue> onClaimed;
    private final Map<WebhookKey, WebhookQueue> queues = new LinkedHashMap<>();
    private boolean claiming;
    private boolean claimAgain;
    private long claimedAt;
    /** By {@link System#nanoTime}; {@code null} if there are no other nodes. */
    private Long deliverUntil;

    /**
     * @param onClaimed gets the queue of each webhook that this node has, whenever it was claimed
     */
    WebhookClaims(BusClient bus, WebhookMetrics webhookMetrics, Consumer<WebhookQueue> onClaimed) {
        this.bus = bus;
        this.webhookMetrics = webhookMetrics;
        this.onClaimed = onClaimed;
    }

    boolean isDue() {
        return System.nanoTime() - claimedAt > CLAIM_NANOS;
    }

    /** Claims what is free, and renews what this node has. */
    void claim() {
        if (claiming) {
            claimAgain = true;
            return;
        }
        claiming = true;
        long sentAt = System.nanoTime();
        claimedAt = sentAt;
        bus.webhooks(new Claim())
                .onSuccess(claimed -> take(claimed, sentAt))
                .onFailure(failure -> LOG.debug("Webhooks are not claimed: {}", failure.getMessage()))
                .onComplete(done -> {
                    claiming = false;
                    if (claimAgain) {
                        claimAgain = false;
                        claim();
                    }
                });
    }

    private void take(Claimed claimed, long sentAt) {
        deliverUntil = claimed.leaseMillis() == 0
                ? null
                : sentAt + TimeUnit.MILLISECONDS.toNanos(claimed.leaseMillis() - LEASE_MARGIN_MILLIS);
        Set<WebhookKey> gone = new LinkedHashSet<>(queues.keySet());
        for (WebhookStatus status : claimed.webhooks()) {
            WebhookKey key = WebhookKey.of(status.progress());
            gone.remove(key);
            WebhookQueue queue = queues.computeIfAbsent(key, added -> new WebhookQueue(status));
            queue.refresh(status);
            onClaimed.accept(queue);
        }
        gone.forEach(key -> queues.remove(key).close());
        webhookMetrics.show(claimed.webhooks());
    }

    /** Whether a delivery that begins now ends while this node has its webhooks. */
    boolean mayDeliver() {
        return deliverUntil == null || System.nanoTime() - deliverUntil < 0;
    }

    /** Of all webhooks that this node has. */
    List<WebhookQueue> queues() {
        return List.copyOf(queues.values());
    }

    boolean isEmpty() {
        return queues.isEmpty();
    }

    /** Whether this node has all enabled webhooks of an event. */
    boolean hasAllOf(EventMeta event) {
        return event.webhooks().stream()
                .filter(Webhook::enabled)
                .allMatch(webhook ->
                        queues.containsKey(new WebhookKey(event.eventId(), event.generation(), webhook.id())));
    }

    /** Begins nothing more. */
    void close() {
        queues.values().forEach(WebhookQueue::close);
    }

    /** Leaves the webhooks to other nodes. */
    Future<?> release() {
        return deliverUntil == null ? Future.succeededFuture() : bus.webhooks(new Release());
    }
}

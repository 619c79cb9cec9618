package org.gatecast.webhooks.delivery;

import org.gatecast.bus.BusClient;
import org.gatecast.bus.WebhookRequest.FindOverflow;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Leaves out the oldest events where too many are waiting. They are counted, shown to the organiser, and told with the next event.
 * Confined to the dispatcher's event loop.
 */
final class QueueLimit {
    private static final Logger LOG = LoggerFactory.getLogger(QueueLimit.class);

    /** For one webhook. */
    static final int MAX_WAITING = 5_000;

    private final BusClient bus;
    private final WebhookMetrics webhookMetrics;

    QueueLimit(BusClient bus, WebhookMetrics webhookMetrics) {
        this.bus = bus;
        this.webhookMetrics = webhookMetrics;
    }

    /** The database may know less than this node of what was delivered, so the count is from where the queue stands. */
    void enforce(WebhookQueue queue) {
        if (queue.isBusy() || !queue.takeOverflowing()) {
            return;
        }
        queue.busy(true);
        WebhookKey key = queue.key();
        bus.webhooks(new FindOverflow(
                        key.eventId(), key.generation(), queue.progress().delivered(), MAX_WAITING))
                .onComplete(found -> {
                    queue.busy(false);
                    if (found.failed() || found.result().events() == 0 || queue.isClosed()) {
                        return;
                    }
                    long tooMany = found.result().events();
                    queue.progress(queue.progress().skippedUpTo(found.result().lastPosition(), tooMany));
                    webhookMetrics.countMissed(tooMany);
                    LOG.warn(
                            "{}: {} events are left out, because more than {} were waiting", key, tooMany, MAX_WAITING);
                });
    }
}

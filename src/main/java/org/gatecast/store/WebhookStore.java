package org.gatecast.store;

import io.vertx.core.Future;
import java.util.List;
import org.gatecast.bus.WebhookRequest.Claimed;
import org.gatecast.bus.WebhookRequest.OverflowFound;
import org.gatecast.model.EventId;
import org.gatecast.model.WebhookAttempt;
import org.gatecast.model.WebhookEvent;
import org.gatecast.model.WebhookProgress;
import org.gatecast.model.WebhookStatus;

/**
 * How far each webhook was told, what is waiting, and the log of deliveries. Futures complete on the caller's context; every
 * failure is a {@link StorageException}. {@link org.gatecast.bus.WebhookRequest} explains each.
 */
public interface WebhookStore {
    Future<Claimed> claim();

    Future<Void> release();

    Future<List<WebhookEvent>> events(EventId event, String generation, long after, int limit);

    Future<OverflowFound> overflow(EventId event, String generation, long after, long kept);

    Future<Void> record(List<WebhookProgress> progress, List<WebhookAttempt> attempts);

    Future<Void> retry(EventId event, String generation, String webhookId);

    /** In the order of creation. */
    Future<List<WebhookStatus>> status(EventId event);

    /** Newest first. */
    Future<List<WebhookAttempt>> attempts(EventId event, String webhookId, int limit);
}

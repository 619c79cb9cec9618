package org.gatecast.webhooks.delivery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.WebhookRequest.SaveProgress;
import org.gatecast.model.WebhookAttempt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Saves how far the webhooks of this node were told, and the log of deliveries: at most once a second, so that ingest calls
 * seldom wait for it. Confined to the dispatcher's event loop.
 */
final class OutcomeWriter {
    private static final Logger LOG = LoggerFactory.getLogger(OutcomeWriter.class);
    private static final long SAVE_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** What may be waiting to be logged while the database is away. */
    private static final int MAX_UNSAVED_ATTEMPTS = 1_000;

    private final BusClient bus;
    private final WebhookClaims claims;
    private final List<WebhookAttempt> attempts = new ArrayList<>();
    private boolean saving;
    private long savedAt = System.nanoTime() - SAVE_NANOS;

    OutcomeWriter(BusClient bus, WebhookClaims claims) {
        this.bus = bus;
        this.claims = claims;
    }

    void log(WebhookAttempt attempt) {
        if (attempts.size() < MAX_UNSAVED_ATTEMPTS) {
            attempts.add(attempt);
        }
    }

    /** Saves what is not saved, unless that was done within the last second, or is under way. */
    void save() {
        if (saving || System.nanoTime() - savedAt < SAVE_NANOS) {
            return;
        }
        List<WebhookQueue> queues = unsaved();
        if (queues.isEmpty() && attempts.isEmpty()) {
            return;
        }
        saving = true;
        savedAt = System.nanoTime();
        SaveProgress record = take(queues);
        bus.webhooks(record)
                .onFailure(failure -> {
                    LOG.debug("Deliveries are not saved yet: {}", failure.getMessage());
                    queues.forEach(WebhookQueue::markUnsaved);
                    attempts.addAll(0, record.attempts());
                })
                .onComplete(done -> saving = false);
    }

    /** What is not saved, for the last time. */
    SaveProgress takeRest() {
        return take(unsaved());
    }

    boolean isIdle() {
        return attempts.isEmpty() && unsaved().isEmpty();
    }

    private List<WebhookQueue> unsaved() {
        return claims.queues().stream().filter(WebhookQueue::isUnsaved).toList();
    }

    private SaveProgress take(List<WebhookQueue> queues) {
        SaveProgress record =
                new SaveProgress(queues.stream().map(WebhookQueue::takeUnsaved).toList(), attempts);
        attempts.clear();
        return record;
    }
}

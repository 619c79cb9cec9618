package org.gatecast.webhooks.delivery;

import io.vertx.core.Future;
import java.util.List;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.WebhookCommand.Test;
import org.gatecast.bus.WebhookCommand.Tried;
import org.gatecast.bus.WebhookRequest.SaveProgress;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;
import org.gatecast.model.Webhook;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends the event with which an organiser tries a webhook, whether enabled or not, whichever node has claimed it. */
final class TestDeliveries {
    private static final Logger LOG = LoggerFactory.getLogger(TestDeliveries.class);

    private final BusClient bus;
    private final SnapshotRegistry snapshots;
    private final WebhookAttempts attempts;

    TestDeliveries(BusClient bus, SnapshotRegistry snapshots, WebhookAttempts attempts) {
        this.bus = bus;
        this.snapshots = snapshots;
        this.attempts = attempts;
    }

    /** Fails with {@link RefusedException} if there is no such webhook. */
    Future<Tried> send(Test command) {
        EventSnapshot event = snapshots.find(command.eventId()).orElse(null);
        Webhook webhook =
                event == null ? null : event.meta().webhook(command.webhookId()).orElse(null);
        if (webhook == null) {
            return Future.failedFuture(new RefusedException(
                    ErrorCode.NotFound, "Event " + command.eventId() + " has no webhook with that id."));
        }
        return attempts.test(command.eventId(), event.meta().generation(), webhook)
                .map(ended -> {
                    bus.webhooks(new SaveProgress(List.of(), List.of(ended.entry())))
                            .onFailure(failure -> LOG.debug("A test is not logged: {}", failure.getMessage()));
                    return new Tried(ended.entry());
                });
    }
}

package org.gatecast.store;

import io.vertx.core.Future;
import org.gatecast.bus.WebhookRequest;
import org.gatecast.bus.WebhookRequest.AttemptsRead;
import org.gatecast.bus.WebhookRequest.Claim;
import org.gatecast.bus.WebhookRequest.Done;
import org.gatecast.bus.WebhookRequest.EventsRead;
import org.gatecast.bus.WebhookRequest.FindOverflow;
import org.gatecast.bus.WebhookRequest.ReadAttempts;
import org.gatecast.bus.WebhookRequest.ReadEvents;
import org.gatecast.bus.WebhookRequest.ReadStatus;
import org.gatecast.bus.WebhookRequest.Release;
import org.gatecast.bus.WebhookRequest.Retry;
import org.gatecast.bus.WebhookRequest.SaveProgress;
import org.gatecast.bus.WebhookRequest.StatusRead;

/** Passes requests about deliveries to their table. They wait for no command. */
final class WebhookRequests {
    private WebhookRequests() {}

    static Future<? extends WebhookRequest.Reply> handle(WebhookRequest<?> request, WebhookStore webhooks) {
        if (request instanceof Claim) {
            return webhooks.claim();
        } else if (request instanceof Release) {
            return webhooks.release().map(new Done());
        } else if (request instanceof ReadEvents read) {
            return webhooks.events(read.eventId(), read.generation(), read.after(), read.limit())
                    .map(EventsRead::new);
        } else if (request instanceof FindOverflow find) {
            return webhooks.overflow(find.eventId(), find.generation(), find.after(), find.kept());
        } else if (request instanceof SaveProgress record) {
            return webhooks.record(record.progress(), record.attempts()).map(new Done());
        } else if (request instanceof Retry retry) {
            return webhooks.retry(retry.eventId(), retry.generation(), retry.webhookId())
                    .map(new Done());
        } else if (request instanceof ReadStatus read) {
            return webhooks.status(read.eventId()).map(StatusRead::new);
        }
        ReadAttempts read = (ReadAttempts) request;
        return webhooks.attempts(read.eventId(), read.webhookId(), read.limit()).map(AttemptsRead::new);
    }
}

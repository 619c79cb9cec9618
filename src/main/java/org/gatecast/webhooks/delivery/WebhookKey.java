package org.gatecast.webhooks.delivery;

import org.gatecast.model.EventId;
import org.gatecast.model.WebhookProgress;

/** Which webhook of which event. Another generation of an event has other webhooks. */
record WebhookKey(EventId eventId, String generation, String webhookId) {
    static WebhookKey of(WebhookProgress progress) {
        return new WebhookKey(progress.eventId(), progress.generation(), progress.webhookId());
    }

    /** For the log. */
    @Override
    public String toString() {
        return "Webhook " + webhookId + " of event " + eventId;
    }
}

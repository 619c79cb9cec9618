package org.gatecast.bus;

import org.gatecast.model.EventId;
import org.gatecast.model.WebhookAttempt;

/**
 * A request to the dispatcher of webhooks on this node. Answered by {@link Tried}, or with a {@link org.gatecast.model.Refusal}.
 */
public sealed interface WebhookCommand {
    EventId eventId();

    /** Sends an event without data to one webhook, now and once, beside all other deliveries. */
    record Test(EventId eventId, String webhookId) implements WebhookCommand {}

    /** Looks at once whether another attempt was asked for. Answered by {@link Tried} without an attempt. */
    record Wake(EventId eventId) implements WebhookCommand {}

    /**
     * @param attempt {@code null} if none was made
     */
    record Tried(WebhookAttempt attempt) {}
}

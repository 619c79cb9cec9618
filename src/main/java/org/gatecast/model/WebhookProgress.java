package org.gatecast.model;

import java.time.Instant;

/**
 * How far a webhook was told, in the order of the changes.
 *
 * @param delivered the position of the last event that its receiver has taken, or that was skipped
 * @param attempts failed ones of the next event
 * @param nextAttemptAt {@code null} for at once
 * @param failingSince the first failure since the last success, {@code null} if there was none
 * @param pausedAt when deliveries were given up; {@code null} if they were not
 * @param missed events left out since the last success, because too many were waiting
 * @param retries how often the organiser asked for another attempt
 */
public record WebhookProgress(
        EventId eventId,
        String generation,
        String webhookId,
        long delivered,
        int attempts,
        Instant nextAttemptAt,
        Instant failingSince,
        Instant pausedAt,
        long missed,
        long retries) {

    public WebhookProgress deliveredUpTo(long position) {
        return new WebhookProgress(eventId, generation, webhookId, position, 0, null, null, null, 0, retries);
    }

    /** After an event that this webhook is not told. */
    public WebhookProgress passed(long position) {
        return new WebhookProgress(
                eventId,
                generation,
                webhookId,
                position,
                attempts,
                nextAttemptAt,
                failingSince,
                pausedAt,
                missed,
                retries);
    }

    /**
     * @param next {@code null} if there is no next attempt
     */
    public WebhookProgress failed(Instant at, Instant next) {
        return new WebhookProgress(
                eventId,
                generation,
                webhookId,
                delivered,
                attempts + 1,
                next,
                failingSince == null ? at : failingSince,
                next == null ? at : null,
                missed,
                retries);
    }

    /** After events were left out, and with them the one that was next. The receiver is failing as before. */
    public WebhookProgress skippedUpTo(long position, long events) {
        return new WebhookProgress(
                eventId,
                generation,
                webhookId,
                position,
                0,
                nextAttemptAt,
                failingSince,
                pausedAt,
                missed + events,
                retries);
    }

    /** Another attempt at once. Three days of failures are counted from now. */
    public WebhookProgress retried(long times) {
        return new WebhookProgress(
                eventId, generation, webhookId, delivered, attempts, null, null, null, missed, times);
    }
}

package org.gatecast.model;

import java.time.Instant;

/**
 * One delivery to a webhook, or the attempt of one.
 *
 * @param messageId of the event that was delivered
 * @param type the CloudEvents type
 * @param subject {@code null} if the event has none
 * @param attempt from 1
 * @param status of the response, {@code null} if there was none
 * @param error why this was no success, {@code null} if it was one
 * @param millis how long it took
 */
public record WebhookAttempt(
        EventId eventId,
        String generation,
        String webhookId,
        Instant at,
        String messageId,
        String type,
        String subject,
        int attempt,
        Integer status,
        String error,
        long millis) {

    /** One whose end is not known yet. */
    public static WebhookAttempt begun(
            EventId eventId,
            String generation,
            String webhookId,
            Instant at,
            String messageId,
            String type,
            String subject,
            int attempt) {
        return new WebhookAttempt(eventId, generation, webhookId, at, messageId, type, subject, attempt, null, null, 0);
    }

    public WebhookAttempt ended(Integer withStatus, String withError, long afterMillis) {
        return new WebhookAttempt(
                eventId,
                generation,
                webhookId,
                at,
                messageId,
                type,
                subject,
                attempt,
                withStatus,
                withError,
                afterMillis);
    }
}

package org.gatecast.model;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * An address that is told of an event's changes, as its organiser has set it up. How far it was told is a
 * {@link WebhookProgress}.
 *
 * @param id public, unique within the event
 * @param url where deliveries are posted
 * @param secret with which deliveries are signed, as Standard Webhooks writes it: {@code whsec_} and Base64
 * @param previousSecret signs, too, until {@code previousUntil}; {@code null} if there is none
 * @param types what is told
 * @param since nothing up to this position is told
 */
public record Webhook(
        String id,
        String url,
        String secret,
        String previousSecret,
        Instant previousUntil,
        Set<WebhookEventType> types,
        boolean enabled,
        long since,
        Instant createdAt) {
    /** Of one event. */
    public static final int MAX_WEBHOOKS = 10;

    public Webhook {
        types = Set.copyOf(types);
    }

    public Webhook withSettings(String newUrl, Set<WebhookEventType> newTypes, boolean nowEnabled, long newSince) {
        return new Webhook(
                id, newUrl, secret, previousSecret, previousUntil, newTypes, nowEnabled, newSince, createdAt);
    }

    /**
     * @param graceEnds until when the present secret signs, too
     */
    public Webhook withSecret(String next, Instant graceEnds) {
        return new Webhook(id, url, next, secret, graceEnds, types, enabled, since, createdAt);
    }

    /** The secrets that sign at {@code now}, the newest first. */
    public List<String> secretsAt(Instant now) {
        return previousSecret != null && now.isBefore(previousUntil)
                ? Stream.of(secret, previousSecret).toList()
                : List.of(secret);
    }

    /** Without secrets. The address may have one, too. */
    @Override
    public String toString() {
        return "Webhook[" + id + "]";
    }
}

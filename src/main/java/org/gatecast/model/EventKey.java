package org.gatecast.model;

import java.time.Duration;
import java.time.Instant;

/**
 * One of the keys with which an event's data is sent and the event is run.
 *
 * @param id names the key in addresses and lists; public, and tells nothing of the key
 * @param value 64 hex characters; secret, never logged
 * @param validUntil when the grace ends that it was given when another took its place; {@code null} while none did
 * @param lastUsedAt when a call was last accepted with it, noted once in {@link #RECORD_INTERVAL} while it is in use;
 *     {@code null} before the first
 */
public record EventKey(String id, String value, Instant createdAt, Instant validUntil, Instant lastUsedAt) {
    /** By so much may a call have been accepted later than {@code acceptedAt} says. */
    public static final Duration RECORD_INTERVAL = Duration.ofHours(1);

    /** One that nobody has used yet. */
    public EventKey(String id, String value, Instant createdAt, Instant validUntil) {
        this(id, value, createdAt, validUntil, null);
    }

    /** Whether a key that took this one's place leaves it working at {@code now}. */
    public boolean isValidAt(Instant now) {
        return validUntil == null || now.isBefore(validUntil);
    }

    EventKey endingBy(Instant end) {
        return validUntil != null && validUntil.isBefore(end)
                ? this
                : new EventKey(id, value, createdAt, end, lastUsedAt);
    }

    /** Whether that a call was accepted at {@code now} is to be noted; not when it was noted a moment ago. */
    public boolean isUseUnrecordedAt(Instant now) {
        return lastUsedAt == null
                || !now.isBefore(lastUsedAt.plus(RECORD_INTERVAL))
                // The clock was set back.
                || now.isBefore(lastUsedAt.minus(RECORD_INTERVAL));
    }

    EventKey accepted(Instant at) {
        return new EventKey(id, value, createdAt, validUntil, at);
    }

    /** Never shows the key itself. */
    @Override
    public String toString() {
        return "EventKey[" + id + ", until " + validUntil + "]";
    }
}

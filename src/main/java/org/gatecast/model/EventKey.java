package org.gatecast.model;

import java.time.Duration;
import java.time.Instant;

/**
 * A key of one event, with which its data is sent and the event is managed.
 *
 * @param id identifies the key in addresses and lists; public, and reveals nothing of the value
 * @param value 64 hex characters; secret, never logged
 * @param validUntil the end of the grace period if a newer key replaced this one, else {@code null}
 * @param lastUsedAt when a call with this key was last accepted, recorded at most once per {@link #RECORD_INTERVAL};
 *     {@code null} before the first
 */
public record EventKey(String id, String value, Instant createdAt, Instant validUntil, Instant lastUsedAt) {
    /** The last use may be this much later than {@code lastUsedAt}. */
    public static final Duration RECORD_INTERVAL = Duration.ofHours(1);

    /** A key that has not been used yet. */
    public EventKey(String id, String value, Instant createdAt, Instant validUntil) {
        this(id, value, createdAt, validUntil, null);
    }

    /** Whether this key is not replaced at {@code now}, or is in its grace period. */
    public boolean isValidAt(Instant now) {
        return validUntil == null || now.isBefore(validUntil);
    }

    EventKey endingBy(Instant end) {
        return validUntil != null && validUntil.isBefore(end)
                ? this
                : new EventKey(id, value, createdAt, end, lastUsedAt);
    }

    /** Whether a use at {@code now} must be recorded: the last record is at least {@link #RECORD_INTERVAL} old. */
    public boolean isUseUnrecordedAt(Instant now) {
        return lastUsedAt == null
                || !now.isBefore(lastUsedAt.plus(RECORD_INTERVAL))
                // The clock was set back.
                || now.isBefore(lastUsedAt.minus(RECORD_INTERVAL));
    }

    EventKey accepted(Instant at) {
        return new EventKey(id, value, createdAt, validUntil, at);
    }

    /** Without the secret value. */
    @Override
    public String toString() {
        return "EventKey[" + id + ", until " + validUntil + "]";
    }
}

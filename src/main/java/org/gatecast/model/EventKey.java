package org.gatecast.model;

import java.time.Instant;

/**
 * One of the keys with which an event's data is sent and the event is run.
 *
 * @param id names the key in addresses and lists; public, and tells nothing of the key
 * @param value 64 hex characters; secret, never logged
 * @param validUntil when the grace ends that it was given when another took its place; {@code null} while none did
 */
public record EventKey(String id, String value, Instant createdAt, Instant validUntil) {

    /** Whether a key that took this one's place leaves it working at {@code now}. */
    public boolean isValidAt(Instant now) {
        return validUntil == null || now.isBefore(validUntil);
    }

    EventKey endingBy(Instant end) {
        return validUntil != null && validUntil.isBefore(end) ? this : new EventKey(id, value, createdAt, end);
    }

    /** Never shows the key itself. */
    @Override
    public String toString() {
        return "EventKey[" + id + ", until " + validUntil + "]";
    }
}

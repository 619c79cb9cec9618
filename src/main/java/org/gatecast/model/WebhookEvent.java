package org.gatecast.model;

import java.time.Instant;

/**
 * Something that webhooks tell, saved with the change that it is about.
 *
 * @param position in the event's changes; later changes have higher ones
 * @param id unique; the same in each delivery
 * @param subject the race's id, {@code null} if it is about the whole event
 * @param data a JSON object
 */
public record WebhookEvent(long position, String id, WebhookEventType type, String subject, Instant at, String data) {
    /** A version has up to a million positions. */
    private static final int INDEX_BITS = 20;

    private static final long INDEX_MASK = (1L << INDEX_BITS) - 1;

    /**
     * @param index among what the version changed, from 0
     */
    public static long position(long version, int index) {
        return (version << INDEX_BITS) | index;
    }

    /** The position of all that a version, and those before, changed. */
    public static long endOf(long version) {
        return (version << INDEX_BITS) | INDEX_MASK;
    }
}

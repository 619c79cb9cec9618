package org.gatecast.model;

import java.time.Instant;

/**
 * Everything about an event that is not sporting data.
 *
 * @param generation random text, new for every event ever created: an id that is deleted and created again must not be
 *     taken for the same event by a client that comes back
 * @param apiKey 64 hex characters; never logged
 * @param hasXmlData whether an export has ever been imported; before that, live data is ignored
 * @param imageType media type of the image, {@code null} without one
 * @param version counts the event's durable changes from 1
 */
public record EventMeta(
        EventId eventId,
        String generation,
        String apiKey,
        EventDetails details,
        EventStatus status,
        Instant statusChangedAt,
        EventConfig config,
        boolean hasXmlData,
        String imageType,
        Instant createdAt,
        long version) {

    public EventMeta withVersion(long next) {
        return new EventMeta(
                eventId,
                generation,
                apiKey,
                details,
                status,
                statusChangedAt,
                config,
                hasXmlData,
                imageType,
                createdAt,
                next);
    }

    public EventMeta withStatus(EventStatus next, Instant at) {
        return new EventMeta(
                eventId, generation, apiKey, details, next, at, config, hasXmlData, imageType, createdAt, version);
    }

    public EventMeta withConfig(EventConfig next) {
        return new EventMeta(
                eventId,
                generation,
                apiKey,
                details,
                status,
                statusChangedAt,
                next,
                hasXmlData,
                imageType,
                createdAt,
                version);
    }

    /** This event once an export described it. */
    public EventMeta describedBy(EventDetails export) {
        return new EventMeta(
                eventId,
                generation,
                apiKey,
                details.describedBy(export),
                status,
                statusChangedAt,
                config,
                true,
                imageType,
                createdAt,
                version);
    }

    /** The position in the event's durable changes that clients get as {@code cursor}; opaque to them. */
    public String cursor() {
        return generation + "-" + version;
    }

    /** Never shows the key. */
    @Override
    public String toString() {
        return "EventMeta[" + eventId + ", " + status + ", version " + version + "]";
    }
}

package org.gatecast.model;

import java.time.Instant;
import java.util.Set;

/**
 * Everything about an event that is not sporting data.
 *
 * @param generation random text, new for every event ever created: an id that is deleted and created again must not be
 *     taken for the same event by a client that comes back
 * @param organiserFields the details, and the image, that the organiser decided on, which exports leave alone from then on
 * @param organiserDates what the organiser said of when it takes place, whatever exports show
 * @param hasXmlData whether an export has ever been imported; before that, live data is ignored
 * @param image {@code null} without one
 * @param version counts the event's durable changes from 1
 */
public record EventMeta(
        EventId eventId,
        String generation,
        EventKeyRing keys,
        EventDetails details,
        Set<DetailField> organiserFields,
        OrganiserDates organiserDates,
        EventStatus status,
        Instant statusChangedAt,
        EventConfig config,
        boolean hasXmlData,
        EventImage image,
        Instant createdAt,
        long version) {
    public EventMeta {
        organiserFields = Set.copyOf(organiserFields);
    }

    public EventMeta withVersion(long next) {
        return with(
                keys,
                details,
                organiserFields,
                organiserDates,
                status,
                statusChangedAt,
                config,
                hasXmlData,
                image,
                next);
    }

    public EventMeta withStatus(EventStatus next, Instant at) {
        return with(keys, details, organiserFields, organiserDates, next, at, config, hasXmlData, image, version);
    }

    public EventMeta withConfig(EventConfig next) {
        return with(
                keys,
                details,
                organiserFields,
                organiserDates,
                status,
                statusChangedAt,
                next,
                hasXmlData,
                image,
                version);
    }

    public EventMeta withKeys(EventKeyRing next) {
        return with(
                next,
                details,
                organiserFields,
                organiserDates,
                status,
                statusChangedAt,
                config,
                hasXmlData,
                image,
                version);
    }

    /** This event as its organiser wants it. */
    public EventMeta withDetails(EventDetails next, Set<DetailField> nowHeld, OrganiserDates dates) {
        return with(keys, next, nowHeld, dates, status, statusChangedAt, config, hasXmlData, image, version);
    }

    /**
     * @param next {@code null} for none
     */
    public EventMeta withImage(EventImage next) {
        return with(
                keys,
                details,
                organiserFields,
                organiserDates,
                status,
                statusChangedAt,
                config,
                hasXmlData,
                next,
                version);
    }

    /** This event once an export described it. */
    public EventMeta describedBy(EventDetails export) {
        EventDetails described = details.describedBy(export, organiserFields);
        return with(
                keys,
                described,
                organiserFields,
                organiserDates,
                status,
                statusChangedAt,
                config,
                true,
                image,
                version);
    }

    private EventMeta with(
            EventKeyRing newKeys,
            EventDetails newDetails,
            Set<DetailField> newHeld,
            OrganiserDates newOrganiserDates,
            EventStatus newStatus,
            Instant newStatusChangedAt,
            EventConfig newConfig,
            boolean newHasXmlData,
            EventImage newImage,
            long newVersion) {
        return new EventMeta(
                eventId,
                generation,
                newKeys,
                newDetails,
                newHeld,
                newOrganiserDates,
                newStatus,
                newStatusChangedAt,
                newConfig,
                newHasXmlData,
                newImage,
                createdAt,
                newVersion);
    }

    /** The media type of the image, {@code null} without one. */
    public String imageType() {
        return image == null ? null : image.mediaType();
    }

    /** The position in the event's durable changes that clients get as {@code cursor}; opaque to them. */
    public String cursor() {
        return generation + "-" + version;
    }

    /** Never shows a key. */
    @Override
    public String toString() {
        return "EventMeta[" + eventId + ", " + status + ", version " + version + "]";
    }
}

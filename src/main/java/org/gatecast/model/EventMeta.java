package org.gatecast.model;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Everything about an event besides classes, participants, races and results.
 *
 * @param generation random text, new for every event: if an event is deleted and created again under its id, a
 *     returning client can tell the two apart
 * @param organiserFields the details, or the image, that the organiser has edited; exports do not change them
 * @param organiserDates the dates that the organiser gave; exports do not change them
 * @param hasXmlData whether an export has been imported; before that, live data is ignored
 * @param image {@code null} without one
 * @param webhooks in the order of creation
 * @param version counts the event's committed changes, from 1
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
        List<Webhook> webhooks,
        Instant createdAt,
        long version) {
    public EventMeta {
        organiserFields = Set.copyOf(organiserFields);
        webhooks = List.copyOf(webhooks);
    }

    /** An event without webhooks. */
    public EventMeta(
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
        this(
                eventId,
                generation,
                keys,
                details,
                organiserFields,
                organiserDates,
                status,
                statusChangedAt,
                config,
                hasXmlData,
                image,
                List.of(),
                createdAt,
                version);
    }

    public EventMeta withVersion(long next) {
        return with(keys, status, statusChangedAt, config, next);
    }

    public EventMeta withGeneration(String next) {
        return new EventMeta(
                eventId,
                next,
                keys,
                details,
                organiserFields,
                organiserDates,
                status,
                statusChangedAt,
                config,
                hasXmlData,
                image,
                webhooks,
                createdAt,
                version);
    }

    public EventMeta withStatus(EventStatus next, Instant at) {
        return with(keys, next, at, config, version);
    }

    public EventMeta withConfig(EventConfig next) {
        return with(keys, status, statusChangedAt, next, version);
    }

    public EventMeta withKeys(EventKeyRing next) {
        return with(next, status, statusChangedAt, config, version);
    }

    public EventMeta withWebhooks(List<Webhook> next) {
        return new EventMeta(
                eventId,
                generation,
                keys,
                details,
                organiserFields,
                organiserDates,
                status,
                statusChangedAt,
                config,
                hasXmlData,
                image,
                next,
                createdAt,
                version);
    }

    /** Whether somebody is told of changes by a webhook. */
    public boolean hasEnabledWebhook() {
        return webhooks.stream().anyMatch(Webhook::enabled);
    }

    /** The types of which at least one enabled webhook is told. */
    public Set<WebhookEventType> toldTypes() {
        return webhooks.stream()
                .filter(Webhook::enabled)
                .flatMap(webhook -> webhook.types().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    public Optional<Webhook> webhook(String webhookId) {
        return webhooks.stream()
                .filter(webhook -> webhook.id().equals(webhookId))
                .findFirst();
    }

    /** This event after its organiser edited it. */
    public EventMeta withDetails(EventDetails next, Set<DetailField> nowHeld, OrganiserDates dates) {
        return with(next, nowHeld, dates, hasXmlData, image);
    }

    /** Without an image if {@code next} is {@code null}. */
    public EventMeta withImage(EventImage next) {
        return with(details, organiserFields, organiserDates, hasXmlData, next);
    }

    /** This event after an import. */
    public EventMeta describedBy(EventDetails export) {
        return with(details.describedBy(export, organiserFields), organiserFields, organiserDates, true, image);
    }

    private EventMeta with(
            EventKeyRing newKeys,
            EventStatus newStatus,
            Instant newStatusChangedAt,
            EventConfig newConfig,
            long newVersion) {
        return new EventMeta(
                eventId,
                generation,
                newKeys,
                details,
                organiserFields,
                organiserDates,
                newStatus,
                newStatusChangedAt,
                newConfig,
                hasXmlData,
                image,
                webhooks,
                createdAt,
                newVersion);
    }

    private EventMeta with(
            EventDetails newDetails,
            Set<DetailField> newFields,
            OrganiserDates newDates,
            boolean newHasXmlData,
            EventImage newImage) {
        return new EventMeta(
                eventId,
                generation,
                keys,
                newDetails,
                newFields,
                newDates,
                status,
                statusChangedAt,
                config,
                newHasXmlData,
                newImage,
                webhooks,
                createdAt,
                version);
    }

    /** The media type of the image, {@code null} without one. */
    public String imageType() {
        return image == null ? null : image.mediaType();
    }

    /** The position in the event's committed changes, which clients get as {@code cursor}; opaque to them. */
    public String cursor() {
        return generation + "-" + version;
    }

    /** Without any key. */
    @Override
    public String toString() {
        return "EventMeta[" + eventId + ", " + status + ", version " + version + "]";
    }
}

package org.gatecast.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * By what right a call changes an event: which event it was when the call was let in, and with which of its keys. Much
 * can happen while a body is on its way, so whoever makes the change asks again, where it is made.
 *
 * @param generation of the event: one that is deleted and made again under its id is another one
 * @param keyId the public name of the key that was shown, {@code null} for a master
 */
public record Authority(EventId eventId, String generation, String keyId) {
    public Authority {
        Objects.requireNonNull(eventId);
        Objects.requireNonNull(generation);
    }

    /**
     * Why the call may not change the event any more; empty when it may.
     *
     * @param event as it is now, {@code null} when there is none of that id
     */
    public Optional<Refusal> refusal(EventMeta event, KeyValidity.Margins margins, Instant now) {
        if (event == null || !event.generation().equals(generation)) {
            return Optional.of(anotherEvent(event));
        }
        if (keyId == null) {
            return Optional.empty();
        }
        Optional<EventKey> key = event.keys().find(keyId);
        return key.isEmpty()
                ? Optional.of(new Refusal(
                        ErrorCode.Unauthorized, "The key in X-API-Key was revoked while the call was on its way."))
                : KeyValidity.of(event.organiserDates(), margins)
                        .of(key.get(), now, margins.daysAfterUse())
                        .refusal(key.get(), now);
    }

    private Refusal anotherEvent(EventMeta event) {
        if (keyId == null) {
            return new Refusal(
                    ErrorCode.NotFound,
                    event == null
                            ? "There is no event " + eventId + "."
                            : "Event " + eventId + " was deleted and made again, or restored, while the call was on its"
                                    + " way. Nothing was changed.");
        }
        return event != null && event.keys().find(keyId).isPresent()
                ? new Refusal(
                        ErrorCode.Unavailable,
                        "Event " + eventId + " was restored while the call was on its way; send it again.")
                : new Refusal(
                        ErrorCode.Unauthorized,
                        "The event of the key in X-API-Key was deleted while the call was on its way.");
    }
}

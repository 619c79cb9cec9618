package org.gatecast.model;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * The permission with which a call changes an event: the event as it was when the call was authenticated, and the key.
 * {@link #refusal} is the one check of this permission. The HTTP layer calls it on the snapshot before it reads the body,
 * so that a hopeless call costs little. The store and the broadcaster call it again when they make the change, since the
 * event may change while the body arrives; that check decides.
 *
 * @param generation of the event: an event that is deleted and created again under the same id is another event
 * @param keyId the public id of the caller's key, {@code null} for a master password
 */
public record Authority(EventId eventId, String generation, String keyId) {
    public Authority {
        Objects.requireNonNull(eventId);
        Objects.requireNonNull(generation);
    }

    /**
     * Why the call may not change the event now; empty if it may.
     *
     * @param event as it is now, {@code null} if there is none of that id
     * @param source where the data comes from, which the event's status must accept (contract section 2); {@code null} if
     *     the call is no ingest call
     */
    public Optional<Refusal> refusal(EventMeta event, IngestSource source, KeyValidity.Margins margins, Instant now) {
        return refusalOfCaller(event, margins, now)
                .or(() -> source == null || event.status().accepts(source)
                        ? Optional.empty()
                        : Optional.of(refusalOfStatus(event, source)));
    }

    private static Refusal refusalOfStatus(EventMeta event, IngestSource source) {
        return new Refusal(
                ErrorCode.Forbidden,
                "Event " + event.eventId() + " is " + event.status().json() + ", which takes no " + source.label()
                        + " data.");
    }

    private Optional<Refusal> refusalOfCaller(EventMeta event, KeyValidity.Margins margins, Instant now) {
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

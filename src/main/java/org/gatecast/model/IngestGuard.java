package org.gatecast.model;

import java.util.Optional;

/** What an event's state lets in (contract section 2). */
public final class IngestGuard {
    private IngestGuard() {}

    /** Why a call from {@code source} may not change the event now; empty when it may. */
    public static Optional<Refusal> refusal(EventMeta meta, IngestSource source) {
        EventStatus status = meta.status();
        return status.accepts(source)
                ? Optional.empty()
                : Optional.of(new Refusal(
                        ErrorCode.Forbidden,
                        "Event " + meta.eventId() + " is " + status.json() + ", which takes no " + source.label()
                                + " data."));
    }
}

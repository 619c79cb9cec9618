package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * The outcome of an ingest call; or of several calls with the same outcome while the event did not change, since the
 * pusher repeats its calls every second.
 *
 * @param call the call, or several added up
 * @param refusal why it was refused, {@code null} if it was not
 * @param calls how many calls
 * @param lastAt when the last of the calls arrived
 * @param version the event's version after the call
 */
public record JournalEntry(
        IngestCall call, Outcome outcome, Refusal refusal, long calls, Instant lastAt, long version) {
    private static final int MAX_MESSAGE_CHARS = 500;

    public enum Outcome {
        /** The event has a new version; the entry was committed with it and survives a restart. */
        CHANGED,
        /** The call had nothing new. */
        UNCHANGED,
        /** The call came before the first export. */
        IGNORED,
        /** The response was an error. */
        REFUSED;

        /** Whether the entry is on disk. */
        public boolean isDurable() {
            return this == CHANGED;
        }

        @JsonValue
        public String json() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A call whose response was a success. */
    public static JournalEntry of(IngestCall call, Outcome outcome, long version) {
        return new JournalEntry(call, outcome, null, 1, call.at(), version);
    }

    /** A call whose response was an error. Only the beginning of a long message is kept. */
    public static JournalEntry refused(IngestCall call, Refusal refusal, long version) {
        String message = refusal.message();
        Refusal kept = new Refusal(
                refusal.code(),
                message.length() > MAX_MESSAGE_CHARS ? message.substring(0, MAX_MESSAGE_CHARS) + "…" : message);
        return new JournalEntry(call, Outcome.REFUSED, kept, 1, call.at(), version);
    }

    public JournalEntry plus(JournalEntry later) {
        return new JournalEntry(
                call.plus(later.call), outcome, refusal, calls + later.calls, later.lastAt, later.version);
    }
}

package org.gatecast.model;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;

/**
 * What became of an ingest call; or of several that ended alike while the event stayed as it was, since the timing
 * booth repeats itself every second.
 *
 * @param call what came in
 * @param refusal why it was refused, {@code null} when it was not
 * @param calls how many
 * @param lastAt when the last of them arrived
 * @param version the event's after the call: the one the call made, if it made one
 */
public record JournalEntry(
        IngestCall call, Outcome outcome, Refusal refusal, long calls, Instant lastAt, long version) {
    private static final int MAX_MESSAGE_CHARS = 500;

    /** How an ingest call may end. */
    public enum Outcome {
        /** The event has a new version; the entry was committed with it, and stays when the service stops. */
        CHANGED,
        /** Nothing in it was new. */
        UNCHANGED,
        /** It came before the first export. */
        IGNORED,
        /** It was answered with an error. */
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

    /** A call that was answered with success. */
    public static JournalEntry of(IngestCall call, Outcome outcome, long version) {
        return new JournalEntry(call, outcome, null, 1, call.at(), version);
    }

    /** A call that was not. Of a long message the beginning is kept. */
    public static JournalEntry refused(IngestCall call, Refusal refusal, long version) {
        String message = refusal.message();
        Refusal kept = new Refusal(
                refusal.code(),
                message.length() > MAX_MESSAGE_CHARS ? message.substring(0, MAX_MESSAGE_CHARS) + "…" : message);
        return new JournalEntry(call, Outcome.REFUSED, kept, 1, call.at(), version);
    }

    /** The two as one entry. */
    public JournalEntry plus(JournalEntry later) {
        return new JournalEntry(
                call.plus(later.call), outcome, refusal, calls + later.calls, later.lastAt, later.version);
    }
}

package org.gatecast.http.ingest;

import java.time.Instant;
import org.gatecast.model.IngestCall;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.JournalEntry.Outcome;
import org.gatecast.model.Refusal;

/**
 * The ingest calls from one source since the service started, added up.
 *
 * @param calls accepted
 * @param refused calls refused
 * @param unreadable fields of rows that could not be read
 * @param lastAt when the last one arrived, {@code null} before the first
 * @param lastOutcome of that call
 * @param lastRefusal of the last refused call; stays when later calls are accepted
 */
public record IngestTotals(
        long calls,
        long refused,
        long matched,
        long changed,
        long skipped,
        long unreadable,
        Instant lastAt,
        Outcome lastOutcome,
        Refusal lastRefusal) {
    static final IngestTotals NONE = new IngestTotals(0, 0, 0, 0, 0, 0, null, null, null);

    IngestTotals plus(JournalEntry entry) {
        IngestCall call = entry.call();
        boolean taken = entry.refusal() == null;
        return new IngestTotals(
                calls + (taken ? entry.calls() : 0),
                refused + (taken ? 0 : entry.calls()),
                matched + call.matched(),
                changed + call.changed(),
                skipped + call.skipped(),
                unreadable + call.unreadable(),
                entry.lastAt(),
                entry.outcome(),
                taken ? lastRefusal : entry.refusal());
    }

    /** After a restart: no counts, and the time of the last call that changed something. */
    public IngestTotals orLast(JournalEntry durable) {
        return lastAt != null || durable == null
                ? this
                : new IngestTotals(0, 0, 0, 0, 0, 0, durable.lastAt(), durable.outcome(), null);
    }
}

package org.gatecast.ingest.calls;

import java.time.Instant;
import org.gatecast.model.IngestCall;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.JournalEntry.Outcome;
import org.gatecast.model.Refusal;

/**
 * The sums of the ingest calls from one source since the service started.
 *
 * @param calls accepted calls
 * @param refused refused calls
 * @param unreadable fields of rows
 * @param lastAt arrival of the last call, {@code null} before the first
 * @param lastRefusal of the last refused call, even if later calls were accepted
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

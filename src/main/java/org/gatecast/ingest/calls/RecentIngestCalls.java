package org.gatecast.ingest.calls;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.UnaryOperator;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventMeta;
import org.gatecast.model.IngestCall;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.JournalEntry.Outcome;
import org.gatecast.model.Refusal;
import org.gatecast.model.SkipReason;
import org.gatecast.model.UnreadableParts;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;

/**
 * The part of each event's ingest journal that is in memory: calls that changed nothing or were refused, the totals of each
 * source, and the last use of each key. Lost when the service stops; bounded for each event. Any thread.
 */
public final class RecentIngestCalls {
    private final int entriesPerEvent;
    private final SnapshotRegistry snapshots;
    /** By generation: an event that is created again under the same id begins without calls. */
    private final ConcurrentMap<String, EventCalls> callsByEvent = new ConcurrentHashMap<>();

    private final EventCalls noCalls = new EventCalls();

    /**
     * @param entriesPerEvent when there are more, the oldest are removed
     * @param snapshots of the existing events
     */
    public RecentIngestCalls(int entriesPerEvent, SnapshotRegistry snapshots) {
        this.entriesPerEvent = entriesPerEvent;
        this.snapshots = snapshots;
    }

    /**
     * The sums of the calls with riders on course.
     *
     * @param calls accepted calls
     * @param refused refused calls
     * @param matched riders whose race and participant are known, counted once per call
     * @param unreadable fields of riders
     * @param warnings of the last call with unreadable parts: a line for each kind, with the first example
     * @param lastAt arrival of the last call, {@code null} before the first
     * @param lastRefusal {@code null} before the first
     */
    public record OnCourse(
            long calls,
            long refused,
            long matched,
            Map<SkipReason, Long> skipped,
            long unreadable,
            List<String> warnings,
            Instant lastAt,
            Refusal lastRefusal) {
        static final OnCourse NONE = new OnCourse(0, 0, 0, Map.of(), 0, List.of(), null, null);

        public long allSkipped() {
            return skipped.values().stream().mapToLong(Long::longValue).sum();
        }

        private OnCourse plusAccepted(int riders, Map<SkipReason, Integer> more, UnreadableParts unread, Instant at) {
            Map<SkipReason, Long> sum = new EnumMap<>(SkipReason.class);
            sum.putAll(skipped);
            more.forEach((why, count) -> sum.merge(why, (long) count, Long::sum));
            if (unread.rows() > 0) {
                sum.merge(SkipReason.UNREADABLE, unread.rows(), Long::sum);
            }
            if (unread.surplusRows() > 0) {
                sum.merge(SkipReason.TOO_MANY, unread.surplusRows(), Long::sum);
            }
            return new OnCourse(
                    calls + 1,
                    refused,
                    matched + riders,
                    Collections.unmodifiableMap(sum),
                    unreadable + unread.fields(),
                    unread.lines().isEmpty() ? warnings : unread.lines(),
                    at,
                    lastRefusal);
        }

        private OnCourse refused(Refusal refusal, Instant at) {
            return new OnCourse(calls, refused + 1, matched, skipped, unreadable, warnings, at, refusal);
        }
    }

    /** Counts an entry. One that is not on disk is kept; equal calls become one entry until the event changes. */
    public void record(EventMeta event, JournalEntry entry) {
        eventCalls(event).record(entry);
    }

    public void countOnCourse(
            EventMeta event, int matched, Map<SkipReason, Integer> skipped, UnreadableParts unreadable, Instant at) {
        eventCalls(event).onCourse(counts -> counts.plusAccepted(matched, skipped, unreadable, at));
    }

    /**
     * Counts a refused call.
     *
     * @param bytes size of the body
     */
    public void recordRefused(EventMeta event, IngestSource source, long bytes, Refusal refusal, Instant at) {
        if (source == IngestSource.ONCOURSE) {
            eventCalls(event).onCourse(counts -> counts.refused(refusal, at));
            return;
        }
        long version = snapshots
                .find(event.eventId())
                .map(EventSnapshot::meta)
                .orElse(event)
                .version();
        record(event, JournalEntry.refused(IngestCall.unreadableOnly(source, at, bytes, 0), refusal, version));
    }

    public void recordKeyUse(EventMeta event, EventKey key, Instant at) {
        eventCalls(event).recordKeyUse(event, key.id(), at);
    }

    /** The entries kept in memory, the newest first. */
    public List<JournalEntry> entries(EventMeta event) {
        return known(event).entries();
    }

    public OnCourse onCourse(EventMeta event) {
        return known(event).onCourse;
    }

    public IngestTotals totals(EventMeta event, IngestSource source) {
        return known(event).totals(source);
    }

    /** Arrival of the last call with a key, {@code null} if there was none. */
    public Instant lastUseOf(EventMeta event, String keyId) {
        return known(event).lastUseOf(keyId);
    }

    private EventCalls known(EventMeta event) {
        return callsByEvent.getOrDefault(event.generation(), noCalls);
    }

    private EventCalls eventCalls(EventMeta event) {
        EventCalls eventCalls = callsByEvent.get(event.generation());
        if (eventCalls == null) {
            callsByEvent.keySet().retainAll(snapshots.generations());
            eventCalls = callsByEvent.computeIfAbsent(event.generation(), first -> new EventCalls());
        }
        return eventCalls;
    }

    private final class EventCalls {
        private final Map<Kind, JournalEntry> entries = new LinkedHashMap<>();
        private final Map<IngestSource, IngestTotals> totals = new EnumMap<>(IngestSource.class);
        private final Map<String, Instant> uses = new HashMap<>();
        private volatile OnCourse onCourse = OnCourse.NONE;

        /** Entries of the same kind become one. */
        private record Kind(long version, IngestSource source, Outcome outcome, Refusal refusal) {}

        synchronized void record(JournalEntry entry) {
            totals.merge(entry.call().source(), IngestTotals.NONE.plus(entry), (known, first) -> known.plus(entry));
            if (entry.outcome().isDurable()) {
                return;
            }
            Kind kind = new Kind(entry.version(), entry.call().source(), entry.outcome(), entry.refusal());
            JournalEntry known = entries.remove(kind);
            entries.put(kind, known == null ? entry : known.plus(entry));
            if (entries.size() > entriesPerEvent) {
                entries.remove(entries.keySet().iterator().next());
            }
        }

        synchronized void onCourse(UnaryOperator<OnCourse> step) {
            onCourse = step.apply(onCourse);
        }

        synchronized void recordKeyUse(EventMeta event, String keyId, Instant at) {
            if (uses.put(keyId, at) == null) {
                uses.keySet().removeIf(id -> event.keys().find(id).isEmpty());
            }
        }

        synchronized List<JournalEntry> entries() {
            List<JournalEntry> newestFirst = new ArrayList<>(entries.values());
            Collections.reverse(newestFirst);
            return newestFirst;
        }

        synchronized IngestTotals totals(IngestSource source) {
            return totals.getOrDefault(source, IngestTotals.NONE);
        }

        synchronized Instant lastUseOf(String keyId) {
            return uses.get(keyId);
        }
    }
}

package org.gatecast.http;

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
import java.util.stream.Collectors;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventMeta;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.JournalEntry.Outcome;
import org.gatecast.model.LeftOut;
import org.gatecast.model.Refusal;
import org.gatecast.picture.PictureBoard;

/**
 * The part of every event's ingest journal that is not worth a commit: calls that changed nothing or were refused, how
 * many there were from each source, and when each key last sent something. Lost when the service stops, bounded for each
 * event. One for all event loops, any of which may use it.
 */
public final class RecentCalls {
    private final int entriesPerEvent;
    private final PictureBoard pictures;
    /** By generation: an event that is created again under the same id begins with an empty page. */
    private final ConcurrentMap<String, Page> pages = new ConcurrentHashMap<>();

    /**
     * @param entriesPerEvent beyond it the oldest go
     * @param pictures the events there are
     */
    public RecentCalls(int entriesPerEvent, PictureBoard pictures) {
        this.entriesPerEvent = entriesPerEvent;
        this.pictures = pictures;
    }

    /**
     * Riders on course, as calls reported them.
     *
     * @param calls that were taken
     * @param refused that were not
     * @param matched riders whose race and person are known, call by call
     * @param skipped the others, by why
     * @param leftOut their fields that could not be read
     * @param warnings of the last call of which something was left out: a line for each kind, with the first example
     * @param lastAt when the last call arrived, {@code null} before the first
     * @param lastRefusal why the last call that was refused was, {@code null} while none was
     */
    record OnCourse(
            long calls,
            long refused,
            long matched,
            Map<Skip, Long> skipped,
            long leftOut,
            List<String> warnings,
            Instant lastAt,
            Refusal lastRefusal) {
        static final OnCourse NONE = new OnCourse(0, 0, 0, Map.of(), 0, List.of(), null, null);

        long allSkipped() {
            return skipped.values().stream().mapToLong(Long::longValue).sum();
        }

        private OnCourse taken(int riders, Map<Skip, Integer> more, LeftOut unread, Instant at) {
            Map<Skip, Long> sum = new EnumMap<>(Skip.class);
            sum.putAll(skipped);
            more.forEach((why, count) -> sum.merge(why, (long) count, Long::sum));
            if (unread.rows() > 0) {
                sum.merge(Skip.UNREADABLE, unread.rows(), Long::sum);
            }
            if (unread.surplusRows() > 0) {
                sum.merge(Skip.TOO_MANY, unread.surplusRows(), Long::sum);
            }
            return new OnCourse(
                    calls + 1,
                    refused,
                    matched + riders,
                    Collections.unmodifiableMap(sum),
                    leftOut + unread.fields(),
                    unread.lines().isEmpty() ? warnings : unread.lines(),
                    at,
                    lastRefusal);
        }

        private OnCourse refused(Refusal refusal, Instant at) {
            return new OnCourse(calls, refused + 1, matched, skipped, leftOut, warnings, at, refusal);
        }
    }

    /** Counts an entry; keeps it if it is not on disk, folded into the one like it unless the event changed in between. */
    void note(EventMeta event, JournalEntry entry) {
        page(event).note(entry);
    }

    void countOnCourse(EventMeta event, int matched, Map<Skip, Integer> skipped, LeftOut leftOut, Instant at) {
        page(event).onCourse(counts -> counts.taken(matched, skipped, leftOut, at));
    }

    void countRefusedOnCourse(EventMeta event, Refusal refusal, Instant at) {
        page(event).onCourse(counts -> counts.refused(refusal, at));
    }

    /** A call came in with one of the event's keys. */
    void noteUse(EventMeta event, EventKey key, Instant at) {
        page(event).used(event, key.id(), at);
    }

    /** The entries kept here, the newest first. */
    List<JournalEntry> entries(EventMeta event) {
        Page page = pages.get(event.generation());
        return page == null ? List.of() : page.entries();
    }

    OnCourse onCourse(EventMeta event) {
        Page page = pages.get(event.generation());
        return page == null ? OnCourse.NONE : page.onCourse;
    }

    Tally tally(EventMeta event, IngestSource source) {
        Page page = pages.get(event.generation());
        return page == null ? Tally.NONE : page.tally(source);
    }

    /** When a key last sent something, {@code null} when it has not. */
    Instant lastUseOf(EventMeta event, String keyId) {
        Page page = pages.get(event.generation());
        return page == null ? null : page.lastUseOf(keyId);
    }

    private Page page(EventMeta event) {
        Page page = pages.get(event.generation());
        if (page == null) {
            forgetEventsThatAreGone();
            page = pages.computeIfAbsent(event.generation(), first -> new Page());
        }
        return page;
    }

    private void forgetEventsThatAreGone() {
        pages.keySet()
                .retainAll(pictures.all().stream()
                        .map(picture -> picture.meta().generation())
                        .collect(Collectors.toSet()));
    }

    /** One event's. */
    private final class Page {
        private final Map<Kind, JournalEntry> entries = new LinkedHashMap<>();
        private final Map<IngestSource, Tally> tallies = new EnumMap<>(IngestSource.class);
        private final Map<String, Instant> uses = new HashMap<>();
        private volatile OnCourse onCourse = OnCourse.NONE;

        /** What entries that may be folded have in common. */
        private record Kind(long version, IngestSource source, Outcome outcome, Refusal refusal) {}

        synchronized void note(JournalEntry entry) {
            tallies.merge(entry.call().source(), Tally.NONE.and(entry), (known, first) -> known.and(entry));
            if (entry.outcome().isDurable()) {
                return;
            }
            Kind kind = new Kind(entry.version(), entry.call().source(), entry.outcome(), entry.refusal());
            JournalEntry known = entries.remove(kind);
            entries.put(kind, known == null ? entry : known.and(entry));
            if (entries.size() > entriesPerEvent) {
                entries.remove(entries.keySet().iterator().next());
            }
        }

        synchronized void onCourse(UnaryOperator<OnCourse> step) {
            onCourse = step.apply(onCourse);
        }

        synchronized void used(EventMeta event, String keyId, Instant at) {
            if (uses.put(keyId, at) == null) {
                uses.keySet().removeIf(id -> event.keys().find(id).isEmpty());
            }
        }

        synchronized List<JournalEntry> entries() {
            List<JournalEntry> newestFirst = new ArrayList<>(entries.values());
            Collections.reverse(newestFirst);
            return newestFirst;
        }

        synchronized Tally tally(IngestSource source) {
            return tallies.getOrDefault(source, Tally.NONE);
        }

        synchronized Instant lastUseOf(String keyId) {
            return uses.get(keyId);
        }
    }
}

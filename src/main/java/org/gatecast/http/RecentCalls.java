package org.gatecast.http;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Collectors;
import org.gatecast.model.EventMeta;
import org.gatecast.model.IngestSource;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.JournalEntry.Outcome;
import org.gatecast.model.Refusal;
import org.gatecast.picture.PictureBoard;

/**
 * The part of every event's ingest journal that is not worth a commit: calls that changed nothing or were refused, and
 * how many on-course calls there were. Lost when the service stops, bounded for each event. One for all event loops,
 * any of which may use it.
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
     * @param skipped the others
     * @param lastAt when the last call arrived, {@code null} before the first
     */
    record OnCourse(long calls, long refused, long matched, long skipped, Instant lastAt) {
        static final OnCourse NONE = new OnCourse(0, 0, 0, 0, null);
    }

    /** Keeps an entry that is not on disk, folded into the one like it if the event has not changed in between. */
    void note(EventMeta event, JournalEntry entry) {
        if (!entry.outcome().isDurable()) {
            page(event).note(entry);
        }
    }

    void countOnCourse(EventMeta event, int matched, int skipped, Instant at) {
        page(event).count(1, 0, matched, skipped, at);
    }

    void countRefusedOnCourse(EventMeta event, Instant at) {
        page(event).count(0, 1, 0, 0, at);
    }

    /** The entries kept here, the newest first. */
    List<JournalEntry> entries(EventMeta event) {
        Page page = pages.get(event.generation());
        return page == null ? List.of() : page.entries();
    }

    OnCourse onCourse(EventMeta event) {
        Page page = pages.get(event.generation());
        return page == null ? OnCourse.NONE : page.onCourse();
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
        private OnCourse onCourse = OnCourse.NONE;

        /** What entries that may be folded have in common. */
        private record Kind(long version, IngestSource source, Outcome outcome, Refusal refusal) {}

        synchronized void note(JournalEntry entry) {
            Kind kind = new Kind(entry.version(), entry.call().source(), entry.outcome(), entry.refusal());
            JournalEntry known = entries.remove(kind);
            entries.put(kind, known == null ? entry : known.and(entry));
            if (entries.size() > entriesPerEvent) {
                entries.remove(entries.keySet().iterator().next());
            }
        }

        synchronized void count(int calls, int refused, int matched, int skipped, Instant at) {
            onCourse = new OnCourse(
                    onCourse.calls + calls,
                    onCourse.refused + refused,
                    onCourse.matched + matched,
                    onCourse.skipped + skipped,
                    at);
        }

        synchronized List<JournalEntry> entries() {
            List<JournalEntry> newestFirst = new ArrayList<>(entries.values());
            Collections.reverse(newestFirst);
            return newestFirst;
        }

        synchronized OnCourse onCourse() {
            return onCourse;
        }
    }
}

package org.gatecast.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.bus.OnCourseReport;
import org.gatecast.merge.StreamSources;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When the primary source of each event was last heard, and what other sources said meanwhile ({@link StreamSources}). In memory:
 * after a start, the primary source of each event counts as heard just now. Tells the other nodes, and hears from them. Confined to
 * the store's thread.
 */
final class PrimarySource {
    private static final Logger LOG = LoggerFactory.getLogger(PrimarySource.class);

    private final EventStates eventStates;
    private final Clock clock;
    private final Announcement otherNodes;
    private final Instant start;
    private final Map<EventId, Known> events = new HashMap<>();

    /** Tells the other nodes of a report. */
    @FunctionalInterface
    interface Announcement {
        Announcement NONE = report -> {};

        void send(OnCourseReport report);
    }

    /**
     * @param otherSourceCounts whether another source has counted since the primary was last heard
     */
    private record Known(String generation, StreamSources sources, boolean otherSourceCounts) {}

    PrimarySource(EventStates eventStates, Clock clock, Announcement otherNodes) {
        this.eventStates = eventStates;
        this.clock = clock;
        this.otherNodes = otherNodes;
        this.start = clock.instant();
    }

    StreamSources sources(EventMeta event) {
        return known(event).sources;
    }

    private Known known(EventMeta event) {
        Known known = events.get(event.eventId());
        return known == null || !known.generation.equals(event.generation())
                ? new Known(event.generation(), StreamSources.since(start), false)
                : known;
    }

    /**
     * A call was accepted.
     *
     * @param event before the call
     * @param sources after the call
     */
    void called(EventState event, StreamSources sources, boolean fromPrimary, Instant at) {
        EventMeta meta = event.meta();
        events.keySet().removeIf(eventId -> !eventStates.contains(eventId));
        boolean counts = !fromPrimary && !sources.otherWords().isEmpty() && !sources.isPrimaryHeard(at);
        if (counts && !known(meta).otherSourceCounts) {
            LOG.warn(
                    "The primary source of event {} was not heard for {} s: what other sources send counts again",
                    meta.eventId(),
                    Duration.between(sources.primaryAt(), at).toSeconds());
        }
        events.put(meta.eventId(), new Known(meta.generation(), sources.retain(event), counts));
        if (fromPrimary) {
            otherNodes.send(new OnCourseReport(meta.eventId(), meta.generation(), List.of(), true));
        }
    }

    /** The primary source has called another node. */
    void calledElsewhere(OnCourseReport report) {
        if (report.fromPrimary() && eventStates.contains(report.eventId())) {
            EventMeta event = eventStates.state(report.eventId()).meta();
            if (event.generation().equals(report.generation())) {
                StreamSources sources = sources(event).afterPrimary(clock.instant());
                events.put(event.eventId(), new Known(event.generation(), sources, false));
            }
        }
    }
}

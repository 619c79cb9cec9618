package org.gatecast.store;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.Image;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.RaceId;

/**
 * All that a database has of one event, for copies, without webhooks: a copy must not tell their receivers what its original tells
 * them, and their secrets stay where they were set up.
 *
 * @param image {@code null} if the event has none
 * @param journal the ingest calls that changed the event, in any order
 * @param mentions until when the live stream may have mentioned each race without anything new
 */
public record StoredEvent(EventState state, Image image, List<JournalEntry> journal, Map<RaceId, Instant> mentions) {
    public StoredEvent {
        state = state.withMeta(state.meta().withWebhooks(List.of()));
        journal = List.copyOf(journal);
        mentions = Map.copyOf(mentions);
    }

    public EventId eventId() {
        return state.meta().eventId();
    }

    /** The same event with a new generation: for returning spectators it is another one. */
    public StoredEvent renewed() {
        return new StoredEvent(
                state.withMeta(state.meta().withGeneration(Generation.random())), image, journal, mentions);
    }
}

package org.gatecast.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.gatecast.model.Authority;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Export;
import org.gatecast.model.Image;
import org.gatecast.model.ImportCounts;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.UnreadableParts;

/**
 * A durable change that is asked of the store. The reply comes after the commit: the {@link Reply} named here, or a
 * {@link org.gatecast.model.Refusal} when nothing was changed.
 *
 * @param <R> what the store answers
 */
public sealed interface StoreCommand<R extends StoreCommand.Reply> {

    EventId eventId();

    /** What the store says once the change is safe on disk. */
    sealed interface Reply {}

    /** Changes nothing, and is answered with what was committed last, whatever is being written meanwhile. */
    sealed interface Query<R extends Reply> extends StoreCommand<R> {}

    /** Changes an event that is there, if the caller still may when its turn comes. */
    sealed interface Change<R extends Reply> extends StoreCommand<R> {
        /** By what right. */
        Authority authority();

        @Override
        default EventId eventId() {
            return authority().eventId();
        }
    }

    /**
     * A new event, in draft.
     *
     * @param image {@code null} without one
     */
    record CreateEvent(EventId eventId, EventDetails details, Image image) implements StoreCommand<EventCreated> {}

    record EventCreated(long id, EventId eventId, String apiKey) implements Reply {}

    /** Asks for an event's image; changes nothing. */
    record ReadImage(EventId eventId) implements Query<ImageRead> {}

    record ImageRead(Image image) implements Reply {}

    /** All of an event goes, its spectators too. */
    record DeleteEvent(Authority authority) implements Change<EventDeleted> {}

    record EventDeleted(EventId eventId) implements Reply {}

    /** An event is to reach a state, through those between if it lies further ahead; each is a commit of its own. */
    record ChangeStatus(Authority authority, EventStatus status) implements Change<StatusChanged> {}

    /**
     * @param intermediateStatuses the states between, in order; empty when there are none
     */
    record StatusChanged(
            EventStatus previousStatus,
            List<EventStatus> intermediateStatuses,
            EventStatus status,
            Instant statusChangedAt)
            implements Reply {
        public StatusChanged {
            intermediateStatuses = List.copyOf(intermediateStatuses);
        }
    }

    /** Settings of an event to change; a patch leaves alone what it does not name. */
    record PatchConfig(Authority authority, ConfigPatch patch) implements Change<ConfigPatched> {}

    record ConfigPatched(org.gatecast.model.EventConfig config) implements Reply {}

    /** An event's details and image to change. */
    record EditEvent(Authority authority, EventPatch patch) implements Change<EventEdited> {}

    record EventEdited(EventMeta meta) implements Reply {}

    /**
     * A new key for an event.
     *
     * @param grace how long those go on working whose place it takes
     */
    record ReplaceKey(Authority authority, Duration grace) implements Change<KeysChanged> {}

    /**
     * A key is to work no more.
     *
     * @param keyId which
     */
    record RevokeKey(Authority authority, String keyId) implements Change<KeysChanged> {}

    /**
     * An ingest call was accepted with a key; nobody need wait for it to be noted.
     *
     * @param authority with the key, which by now may be gone: then there is nothing to note
     */
    record RecordKeyUse(Authority authority, Instant at) implements Change<KeysChanged> {}

    /**
     * @param meta the event with the keys that it has now
     */
    record KeysChanged(EventMeta meta) implements Reply {}

    /**
     * A whole export, parsed.
     *
     * @param bytes of the call's body
     * @param exportedAt when the timing system wrote it, {@code null} if it did not say
     * @param arrivedAt when the call arrived
     */
    record ImportExport(Authority authority, Export export, long bytes, Instant exportedAt, Instant arrivedAt)
            implements Change<ExportImported> {}

    /**
     * @param entry for the journal; on disk already when the import changed something
     */
    record ExportImported(ImportCounts imported, JournalEntry entry) implements Reply {}

    /**
     * Rows of the live stream, in the call's order.
     *
     * @param unreadable what of the call could not be read
     * @param bytes of the call's body
     */
    record ApplyResults(
            Authority authority, List<ResultUpdate> updates, UnreadableParts unreadable, long bytes, Instant arrivedAt)
            implements Change<ResultsApplied> {
        public ApplyResults {
            updates = List.copyOf(updates);
        }
    }

    /**
     * @param entry for the journal; on disk already when the call changed something
     */
    record ResultsApplied(JournalEntry entry) implements Reply {}

    /**
     * The live stream speaks of races by whose riders are on course: an import then does not take what is late for a
     * correction. Changes nothing that anyone can see.
     *
     * @param at when the call arrived that named the riders
     */
    record RecordStreamActivity(Authority authority, Set<RaceId> races, Instant at)
            implements Change<StreamActivityRecorded> {
        public RecordStreamActivity {
            // Not copyOf: it looks one by one through ids of equal hashes.
            races = Collections.unmodifiableSet(new HashSet<>(races));
        }
    }

    record StreamActivityRecorded() implements Reply {}

    /**
     * Asks for the ingest calls that changed an event; changes nothing.
     *
     * @param limit how many at most
     */
    record ReadJournal(EventId eventId, int limit) implements Query<JournalRead> {}

    /**
     * @param entries the newest first
     */
    record JournalRead(List<JournalEntry> entries) implements Reply {
        public JournalRead {
            entries = List.copyOf(entries);
        }
    }
}

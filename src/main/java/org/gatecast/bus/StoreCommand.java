package org.gatecast.bus;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Export;
import org.gatecast.model.Image;
import org.gatecast.model.ImportCounts;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.LeftOut;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate;

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
    sealed interface Question<R extends Reply> extends StoreCommand<R> {}

    /**
     * A new event, in draft.
     *
     * @param image {@code null} without one
     */
    record CreateEvent(EventId eventId, EventDetails details, Image image) implements StoreCommand<EventCreated> {}

    record EventCreated(long id, EventId eventId, String apiKey) implements Reply {}

    /** Asks for an event's image; changes nothing. */
    record ReadImage(EventId eventId) implements Question<ImageRead> {}

    record ImageRead(Image image) implements Reply {}

    /**
     * All of an event goes, its spectators too.
     *
     * @param byKey the id of the key that the caller holds, {@code null} for a master
     */
    record DeleteEvent(EventId eventId, String byKey) implements StoreCommand<EventDeleted> {}

    record EventDeleted(EventId eventId) implements Reply {}

    /** An event is to reach a state, through those between if it lies further ahead; each is a commit of its own. */
    record ChangeStatus(EventId eventId, EventStatus status) implements StoreCommand<StatusChanged> {}

    /**
     * @param through the states between, in order; empty when there are none
     */
    record StatusChanged(
            EventStatus previousStatus, List<EventStatus> through, EventStatus status, Instant statusChangedAt)
            implements Reply {
        public StatusChanged {
            through = List.copyOf(through);
        }
    }

    /** Settings of an event to change; a patch leaves alone what it does not name. */
    record PatchConfig(EventId eventId, ConfigPatch patch) implements StoreCommand<ConfigPatched> {}

    record ConfigPatched(org.gatecast.model.EventConfig config) implements Reply {}

    /** An event's details and image to change. */
    record EditEvent(EventId eventId, EventEdit edit) implements StoreCommand<EventEdited> {}

    record EventEdited(EventMeta meta) implements Reply {}

    /**
     * A new key for an event.
     *
     * @param grace how long those go on working whose place it takes
     * @param byKey the id of the key that the caller holds, {@code null} for a master
     */
    record ReplaceKey(EventId eventId, Duration grace, String byKey) implements StoreCommand<KeysChanged> {}

    /**
     * A key is to work no more.
     *
     * @param keyId which
     * @param byKey the id of the key that the caller holds, {@code null} for a master
     */
    record RevokeKey(EventId eventId, String keyId, String byKey) implements StoreCommand<KeysChanged> {}

    /**
     * An ingest call was accepted with a key; nobody need wait for it to be noted.
     *
     * @param keyId which; one that has gone meanwhile is nothing to note
     */
    record NoteKeyUse(EventId eventId, String keyId, Instant at) implements StoreCommand<KeysChanged> {}

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
    record ImportExport(EventId eventId, Export export, long bytes, Instant exportedAt, Instant arrivedAt)
            implements StoreCommand<ExportImported> {}

    /**
     * @param entry for the journal; on disk already when the import changed something
     */
    record ExportImported(ImportCounts imported, JournalEntry entry) implements Reply {}

    /**
     * Rows of the live stream, in the call's order.
     *
     * @param leftOut what of the call could not be read
     * @param bytes of the call's body
     */
    record ApplyResults(EventId eventId, List<ResultUpdate> updates, LeftOut leftOut, long bytes, Instant arrivedAt)
            implements StoreCommand<ResultsApplied> {
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
    record NoteRidersOnCourse(EventId eventId, Set<RaceId> races, Instant at) implements StoreCommand<RidersNoted> {
        public NoteRidersOnCourse {
            races = Set.copyOf(races);
        }
    }

    record RidersNoted() implements Reply {}

    /**
     * Asks for the ingest calls that changed an event; changes nothing.
     *
     * @param limit how many at most
     */
    record ReadIngests(EventId eventId, int limit) implements Question<IngestsRead> {}

    /**
     * @param entries the newest first
     */
    record IngestsRead(List<JournalEntry> entries) implements Reply {
        public IngestsRead {
            entries = List.copyOf(entries);
        }
    }
}

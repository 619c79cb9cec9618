package org.gatecast.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.Image;
import org.gatecast.model.IngestCall;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;

/**
 * Where events are kept for good. What a future here says has happened survives a power cut, and what it says has
 * failed has changed nothing.
 *
 * <p>Writes of one event are asked for one after the other, each from the state the one before left behind; the store
 * refuses a write that is not. Comparing and binding happen on the caller's thread, SQL on the pool's own; futures
 * complete on the caller's context. Every failure is a {@link StorageException}.
 */
public interface EventStore {

    /** Every event as it stands on disk, in the order of creation; asked for once, at start. */
    Future<List<EventState>> loadAll();

    /**
     * A new event in one transaction.
     *
     * @param image {@code null} without one; its media type is the state's
     * @return the event's row id, which no later event gets again
     */
    Future<Long> create(EventState event, Image image);

    /**
     * One transaction with the rows in which {@code after} differs from {@code before}, and no other; states that are
     * equal cost nothing at all.
     *
     * @param before the state last saved
     * @param after the same event at a later version
     * @param call the ingest call that made the change, for the event's journal; {@code null} when it was none
     * @param image what to put in the image's place, {@code null} for nothing; left alone when not given. It agrees with
     *     the state's {@code image}
     */
    Future<Void> save(EventState before, EventState after, IngestCall call, Field<Image> image);

    /** A change that leaves the image alone. */
    default Future<Void> save(EventState before, EventState after, IngestCall call) {
        return save(before, after, call, Field.absent());
    }

    /** A change that leaves the image alone and that no ingest call made. */
    default Future<Void> save(EventState before, EventState after) {
        return save(before, after, null);
    }

    /**
     * The ingest calls that changed an event, the newest first; so many as the store keeps, and at most {@code limit}.
     * Empty for an event that is not there.
     */
    Future<List<JournalEntry>> journal(EventId event, int limit);

    /**
     * Until when the live stream may have spoken of a race without saying anything new: a change of this tells nobody
     * anything and gives no event another version.
     *
     * @param mentions races of the event; others keep what they have
     */
    Future<Void> saveMentions(EventId event, Map<RaceId, Instant> mentions);

    /** All that was given to {@link #saveMentions}, of events and races that are there; asked for once, at start. */
    Future<Map<EventId, Map<RaceId, Instant>>> loadMentions();

    /** The event's picture, empty when it has none. */
    Future<Optional<Image>> image(EventId event);

    /**
     * All of the event goes.
     *
     * @return whether there was one
     */
    Future<Boolean> delete(EventId event);

    /** Writes something of no consequence; completes when it is on the disk. */
    Future<Void> probe();

    /**
     * Looks whether what is written will be found again; costs some microseconds.
     *
     * @throws StorageException when the database was deleted, moved away or replaced since it was opened
     */
    void requireFile();

    /** Whole events and databases, in and out. */
    BackupStore backups();

    /** Waits for what is under way, brings all of it into the one database file and lets go of it. */
    Future<Void> close();
}

package org.gatecast.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.Image;
import org.gatecast.model.IngestCall;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;

/**
 * The durable storage of events. When a future here succeeds, the change survives a power cut; when it fails, nothing
 * was changed.
 *
 * <p>Writes of one event are requested one after the other, each from the state that the one before has saved; the store
 * refuses any other write. Parameters are bound on the caller's thread, SQL runs on the pool's own threads, and futures
 * complete on the caller's context. Every failure is a {@link StorageException}.
 */
public interface EventStore {

    /** Every event on disk, in the order of creation; called once, at start. */
    Future<List<EventState>> loadAll();

    /**
     * Saves a new event in one transaction.
     *
     * @param image {@code null} without one; its media type must be the state's
     * @return the event's row id, which is never used again
     */
    Future<Long> create(EventState event, Image image);

    /**
     * Writes the rows of {@code diff} in one transaction; nothing if the states are equal.
     *
     * @param diff from the state last saved to the same event at a later version
     * @param call the ingest call that made the change, for the event's journal; {@code null} if it was none
     * @param image the new image, {@code null} to remove it; the image stays if this is not given. It must agree with the
     *     state's {@code image}
     */
    Future<Void> save(StateDiff diff, IngestCall call, Field<Image> image);

    /**
     * The ingest calls that changed an event, newest first: as many as the store keeps, and at most {@code limit}. Empty if
     * there is no such event.
     */
    Future<List<JournalEntry>> journal(EventId event, int limit);

    /**
     * Saves until when the live stream may have mentioned a race without anything new. This does not change the event's
     * version, and nothing is published.
     *
     * @param mentions races of the event; other races keep their times
     */
    Future<Void> saveMentions(EventId event, Map<RaceId, Instant> mentions);

    /** All times given to {@link #saveMentions}, of existing events and races; called once, at start. */
    Future<Map<EventId, Map<RaceId, Instant>>> loadMentions();

    /** The event's image, empty if it has none. */
    Future<Optional<Image>> image(EventId event);

    /** Deletes the event with all its rows. Returns whether there was one. */
    Future<Boolean> delete(EventId event);

    /** Writes without changing anything; completes when the write is on disk. */
    Future<Void> probe();

    /**
     * Checks that the database file is still in its place; takes some microseconds.
     *
     * @throws StorageException when the database was deleted, moved away or replaced since it was opened
     */
    void requireFile();

    BackupStore backups();

    /** Waits for writes under way, moves the write-ahead log into the database file and closes it. */
    Future<Void> close();
}

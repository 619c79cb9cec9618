package org.gatecast.store;

import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.Image;
import org.gatecast.model.IngestCall;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.snapshot.ChangeSet;

/**
 * The durable storage of events. When a future here succeeds, the change survives a power cut. When it fails, nothing was
 * changed; only after {@link StorageException.Reason#UNREACHABLE} the change may have been saved.
 *
 * <p>Writes of one event are requested one after the other, each from the state that the one before has saved; the store
 * refuses any other write. Futures complete on the caller's context. Every failure is a {@link StorageException}.
 */
public interface EventStore {

    /** Every event on disk, in the order of creation. */
    Future<List<EventState>> loadAll();

    /** An event as it was committed last; empty if there is no such event. */
    Future<Optional<EventState>> load(EventId event);

    /** The last commit of every event, in the order of creation. */
    Future<Map<EventId, EventVersion>> versions();

    /**
     * Saves a new event in one transaction.
     *
     * <p>Fails with {@link StorageException.Reason#STALE} if another process has created the event.
     *
     * @param image {@code null} without one; its media type must be the state's
     * @return the event's row id, which is never used again
     */
    Future<Long> create(EventState event, Image image);

    /**
     * Writes the rows of {@code diff} in one transaction; nothing if the states are equal. Fails with
     * {@link StorageException.Reason#STALE} if the event has another generation or version in the database than the
     * state before: another process has changed it.
     *
     * @param diff from the state last saved to the same event at a later version
     * @param changes what of it the public sees
     * @param call the ingest call that made the change, for the event's journal; {@code null} if it was none
     * @param image the new image, {@code null} to remove it; the image stays if this is not given. It must agree with the
     *     state's {@code image}
     */
    Future<Void> save(StateDiff diff, ChangeSet changes, IngestCall call, Field<Image> image);

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

    /**
     * Gives an event a new generation, without a new version. Fails with {@link StorageException.Reason#STALE} if the
     * event has changed since {@code last}.
     */
    Future<Void> renew(EventMeta last, String generation);

    /** The event's image, empty if it has none. */
    Future<Optional<Image>> image(EventId event);

    /** Deletes the event with all its rows. Returns whether there was one. */
    Future<Boolean> delete(EventId event);

    /** Writes without changing anything; completes when the write is on disk. */
    Future<Void> probe();

    /**
     * Checks that this process may still write to the database; takes some microseconds.
     *
     * @throws StorageException when the database file was deleted, moved away or replaced since it was opened, or when
     *     the connection to the database server that holds this process's lock is lost
     */
    void requireUsable();

    /**
     * Changes whenever the connection to the database was lost and made again: what was committed before may be missing, and
     * a commit whose outcome is unknown may be there. Always the same for a file.
     */
    long connectionNumber();

    /** Whether commands write to the database beside this process. */
    boolean isShared();

    /** Empty if the service does not restore events itself: then commands write to the database beside it. */
    Optional<BackupStore> backups();

    /** Empty if this store does not write archives. */
    Optional<EventArchives> archives();

    /** Waits for writes under way and closes the database. */
    Future<Void> close();
}

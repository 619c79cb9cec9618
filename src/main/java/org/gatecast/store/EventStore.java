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
import org.gatecast.model.WebhookEvent;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.VersionChange;

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

    /**
     * An event as it was committed last, with the changes that led there; empty if there is no such event.
     *
     * @param last the state that the caller knows, {@code null} if none
     */
    Future<Optional<FollowedEvent>> loadSince(EventId event, EventState last);

    /**
     * What the last versions of all events changed, by the generation of the event and in order of version: at most {@code
     * limit} for each event. Empty if the store does not record it.
     */
    Future<Map<String, List<VersionChange>>> recentChanges(int limit);

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
     * @param told what webhooks are told of it, in order of position
     */
    Future<Void> save(StateDiff diff, ChangeSet changes, IngestCall call, Field<Image> image, List<WebhookEvent> told);

    /** The same for an event without webhooks. */
    default Future<Void> save(StateDiff diff, ChangeSet changes, IngestCall call, Field<Image> image) {
        return save(diff, changes, call, image, List.of());
    }

    /** Deliveries to webhooks. */
    WebhookStore webhooks();

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

    /** All times given to {@link #saveMentions}, of existing events and races. */
    Future<Map<EventId, Map<RaceId, Instant>>> loadMentions();

    /** The times of one event; empty if there is no such event. */
    Future<Map<RaceId, Instant>> loadMentions(EventId event);

    /**
     * Gives an event a new generation, without a new version. Fails with {@link StorageException.Reason#STALE} if the
     * event has changed since {@code last}.
     */
    Future<Void> renew(EventMeta last, String generation);

    /**
     * An image of an event.
     *
     * @param version the version of the event that has set it
     * @return empty if the event has no image, or another one by now
     */
    Future<Optional<Image>> image(EventId event, String generation, long version);

    /**
     * Deletes the event with all its rows. Fails with {@link StorageException.Reason#STALE} if the event has changed since
     * {@code last}, or is gone.
     */
    Future<Void> delete(EventMeta last);

    /**
     * Completes if the event is as {@code last} says, before a caller is told that there is nothing to change. Fails with
     * {@link StorageException.Reason#STALE} if another process has changed or deleted it.
     */
    Future<Void> confirm(EventMeta last);

    /** Writes without changing anything; completes when the write is on disk. */
    Future<Void> probe();

    /**
     * Checks that this process may still write to the database; takes some microseconds.
     *
     * @throws StorageException when the database file was deleted, moved away or replaced since it was opened, or when
     *     the connection to the database server is lost
     */
    void requireUsable();

    /** How many writes, of different events, the store makes at once. */
    int parallelWrites();

    /** Empty if no other process writes to the database. */
    Optional<NodeChannel> otherNodes();

    /** Empty if no other node has spectators of the same events. */
    Optional<SlotReservations> slotReservations();

    /** Empty if no other node sends pages. */
    Optional<PageFileStore> pageFiles();

    /** Empty if the service does not restore events itself: then commands write to the database beside it. */
    Optional<BackupStore> backups();

    /** Empty if this store does not write archives. */
    Optional<EventArchives> archives();

    /** Waits for writes under way and closes the database. */
    Future<Void> close();
}

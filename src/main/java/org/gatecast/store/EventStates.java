package org.gatecast.store;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.EventNotice;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.StoreCommand.ReadImage;
import org.gatecast.merge.ChangeDetection;
import org.gatecast.merge.EventTables;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.Image;
import org.gatecast.model.IngestCall;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.JournalEntry.Outcome;
import org.gatecast.model.RefusedException;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.model.WebhookEvent;
import org.gatecast.model.WebhookEventType;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.snapshot.VersionChange;
import org.gatecast.webhooks.events.WebhookEvents;

/**
 * The state of every event, in memory as on disk, and the one way to its next version: work out the difference, build the
 * snapshot, commit the rows, put the snapshot into the registry, publish the notice. Confined to the store's thread.
 */
final class EventStates {
    private static final ChangeSet EVERYTHING = new ChangeSet(true, Map.of(), null);

    private final EventStore store;
    private final SnapshotRegistry snapshots;
    private final EventBus bus;
    private final StoreMetrics storeMetrics;
    private final Doorbell doorbell;
    private final Clock clock;
    private final Map<EventId, OpenEvent> events = new LinkedHashMap<>();
    /** Grows by one entry for each event after a failover. */
    private final Set<String> renewed = new HashSet<>();

    private record OpenEvent(EventState state, EventTables tables) {
        EventSnapshot snapshot() {
            return tables.snapshot();
        }
    }

    /** Tells other nodes of a commit. */
    @FunctionalInterface
    interface Doorbell {
        /** Where there are no other nodes. */
        Doorbell NONE = (event, version) -> {};

        /**
         * @param version as {@link NodeChannel#ring} gets it
         */
        void ring(EventId event, EventVersion version);
    }

    EventStates(
            EventStore store,
            SnapshotRegistry snapshots,
            EventBus bus,
            StoreMetrics storeMetrics,
            Doorbell doorbell,
            Clock clock) {
        this.store = store;
        this.snapshots = snapshots;
        this.bus = bus;
        this.storeMetrics = storeMetrics;
        this.doorbell = doorbell;
        this.clock = clock;
    }

    /** Takes an event from disk, at start; nothing is published. */
    void open(EventState state) {
        put(state, EventTables.of(state));
    }

    /** Takes an event that was just restored to disk, or has a new generation there, and publishes it. */
    void add(EventState state) {
        EventTables tables = EventTables.of(state);
        put(state, tables);
        publish(EventNotice.Committed.of(tables.snapshot(), EventNotice.Cause.RESTORED, EVERYTHING));
    }

    /** Replaces all events by others, which have replaced them on disk. */
    void replaceAll(List<EventState> states) {
        Set<EventId> gone = new LinkedHashSet<>(events.keySet());
        events.clear();
        for (EventState state : states) {
            events.put(state.meta().eventId(), new OpenEvent(state, EventTables.of(state)));
        }
        gone.removeAll(events.keySet());
        List<EventSnapshot> restored =
                events.values().stream().map(OpenEvent::snapshot).toList();
        snapshots.replaceAll(restored);
        gone.forEach(eventId -> publish(new EventNotice.Removed(eventId)));
        restored.forEach(
                snapshot -> publish(EventNotice.Committed.of(snapshot, EventNotice.Cause.RESTORED, EVERYTHING)));
    }

    /**
     * Takes an event as it is in the database now, after another process has changed it, and publishes what differs.
     * Nothing else may change the event meanwhile.
     *
     * @return whether the event is gone, or another one of this id
     */
    Future<Boolean> reload(EventId eventId) {
        return store.loadSince(eventId, contains(eventId) ? state(eventId) : null)
                .compose(loaded -> {
                    if (loaded.isPresent()) {
                        return refresh(loaded.get());
                    }
                    if (contains(eventId)) {
                        remove(eventId);
                    }
                    return Future.succeededFuture(true);
                });
    }

    /**
     * Takes what was read of an event while it may have changed. What is older than memory is ignored.
     *
     * @param read empty if there was no such event
     * @return as {@link #reload}
     */
    Future<Boolean> follow(EventId eventId, Optional<FollowedEvent> read) {
        EventVersion inMemory = versionInMemory(eventId);
        if (read.isEmpty() && inMemory == null) {
            return Future.succeededFuture(false);
        }
        EventVersion found =
                read.map(followed -> EventVersion.of(followed.state().meta())).orElse(null);
        if (found == null || inMemory == null || !found.generation().equals(inMemory.generation())) {
            return reload(eventId);
        }
        return found.isAfter(inMemory) ? refresh(read.get()) : Future.succeededFuture(false);
    }

    /** The last commit of each event in memory. */
    Map<EventId, EventVersion> versions() {
        Map<EventId, EventVersion> versions = new LinkedHashMap<>();
        events.keySet().forEach(eventId -> versions.put(eventId, versionInMemory(eventId)));
        return versions;
    }

    /** {@code null} if there is no such event. */
    EventVersion versionInMemory(EventId eventId) {
        OpenEvent event = events.get(eventId);
        return event == null ? null : EventVersion.of(event.state.meta());
    }

    private Future<Boolean> refresh(FollowedEvent followed) {
        EventState loaded = followed.state();
        EventVersion then = versionInMemory(loaded.meta().eventId());
        EventVersion now = EventVersion.of(loaded.meta());
        if (now.equals(then)) {
            return Future.succeededFuture(false);
        }
        if (then == null || !then.generation().equals(now.generation())) {
            if (then != null && isSameEvent(state(loaded.meta().eventId()), loaded)) {
                renewed.add(then.generation());
            }
            add(loaded);
            return Future.succeededFuture(true);
        }
        if (then.isAfter(now)) {
            // The database has lost commits that spectators have seen: their cursors must not be valid any more.
            EventMeta next = loaded.meta().withGeneration(Generation.random());
            return store.renew(loaded.meta(), next.generation()).map(done -> {
                renewed.add(then.generation());
                add(loaded.withMeta(next));
                doorbell.ring(next.eventId(), EventVersion.of(next));
                return false;
            });
        }
        advance(followed);
        return Future.succeededFuture(false);
    }

    /** An event that was deleted and created again has another time of creation. */
    private static boolean isSameEvent(EventState one, EventState other) {
        return one.meta().createdAt().equals(other.meta().createdAt());
    }

    /** Whether a generation was replaced by another of the same event, because the database has lost commits. */
    boolean isRenewed(String generation) {
        return renewed.contains(generation);
    }

    /** To a later version of the same generation, with the same difference and history as after commits here. */
    private void advance(FollowedEvent followed) {
        EventState loaded = followed.state();
        OpenEvent last = events.get(loaded.meta().eventId());
        EventTables tables = last.tables.next(StateDiff.between(last.state, loaded));
        put(loaded, tables);
        List<VersionChange> versions = followed.changesSince(last.state.meta().version());
        ChangeSet changes = ChangeDetection.between(last.snapshot(), tables.snapshot());
        boolean diffable = versions.stream().allMatch(VersionChange::diffable);
        publish(new EventNotice.Committed(
                tables.snapshot(), EventNotice.Cause.RELOADED, diffable ? changes : changes.withStructure(), versions));
    }

    boolean contains(EventId eventId) {
        return events.containsKey(eventId);
    }

    /**
     * @throws RefusedException when there is no such event
     */
    EventState state(EventId eventId) {
        OpenEvent openEvent = events.get(eventId);
        if (openEvent == null) {
            throw new RefusedException(ErrorCode.NotFound, "There is no event " + eventId + ".");
        }
        return openEvent.state;
    }

    /** Saves a new event; returns its row id. */
    Future<Long> create(EventState state, Image image) {
        EventTables tables = EventTables.of(state);
        return storeMetrics.commit(() -> store.create(state, image)).map(id -> {
            put(state, tables);
            publish(EventNotice.Committed.of(tables.snapshot(), EventNotice.Cause.CREATED, ChangeSet.NOTHING));
            doorbell.ring(state.meta().eventId(), EventVersion.of(state.meta()));
            return id;
        });
    }

    /**
     * Commits {@code next} as the event's next version. If nothing differs, nothing is written, but the database is asked
     * whether the event is still as in memory.
     */
    Future<Void> commit(EventState next, EventNotice.Cause cause) {
        return commit(next, cause, Field.absent());
    }

    /** Commits {@code next}, and with it the image if one is given or removed. */
    Future<Void> commit(EventState next, EventNotice.Cause cause, Field<Image> image) {
        StateDiff diff = diff(next);
        return diff.isEmpty() ? store.confirm(diff.before().meta()) : advance(diff, cause, null, image);
    }

    /** Commits what an ingest call made of the event, and with it the call's journal entry if anything changed. */
    Future<JournalEntry> commit(EventState next, EventNotice.Cause cause, IngestCall call, Field<Image> image) {
        StateDiff diff = diff(next);
        if (diff.isEmpty()) {
            EventMeta last = diff.before().meta();
            return store.confirm(last).map(JournalEntry.of(call, Outcome.UNCHANGED, last.version()));
        }
        IngestCall counted = call.withChanged(diff.changedResults());
        return advance(diff, cause, counted, image)
                .map(JournalEntry.of(
                        counted, Outcome.CHANGED, diff.after().meta().version()));
    }

    /** From the event's last version to {@code next}, as its next version. */
    private StateDiff diff(EventState next) {
        EventState before = events.get(next.meta().eventId()).state;
        long version = before.meta().version() + 1;
        return StateDiff.between(before, next.withMeta(next.meta().withVersion(version)));
    }

    private Future<Void> advance(StateDiff diff, EventNotice.Cause cause, IngestCall call, Field<Image> image) {
        EventTables last = events.get(diff.after().meta().eventId()).tables;
        EventTables tables = last.next(diff);
        ChangeSet changes = ChangeDetection.between(last.snapshot(), tables.snapshot());
        EventNotice.Committed notice = EventNotice.Committed.of(tables.snapshot(), cause, changes);
        Set<WebhookEventType> types = diff.after().meta().toldTypes();
        List<WebhookEvent> told = types.isEmpty()
                ? List.of()
                : WebhookEvents.of(last.snapshot(), tables.snapshot(), notice.changes(), now(), types);
        return storeMetrics
                .commit(() -> store.save(diff, notice.changes(), call, image, told))
                .map(saved -> {
                    put(diff.after(), tables);
                    publish(notice);
                    EventMeta meta = diff.after().meta();
                    doorbell.ring(meta.eventId(), EventVersion.of(meta));
                    return null;
                });
    }

    /** In the precision that is stored. */
    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    /** The newest journal entries on disk, newest first. */
    Future<List<JournalEntry>> journal(EventId eventId, int limit) {
        state(eventId);
        return store.journal(eventId, limit);
    }

    Future<Image> image(ReadImage query) {
        return store.image(query.eventId(), query.generation(), query.version())
                .map(image -> image.orElseThrow(
                        () -> new RefusedException(ErrorCode.NotFound, "Event " + query.eventId() + " has no image.")));
    }

    Future<Void> delete(EventId eventId) {
        EventMeta last = state(eventId).meta();
        return storeMetrics.commit(() -> store.delete(last)).map(gone -> {
            remove(eventId);
            doorbell.ring(eventId, EventVersion.deleted(last));
            return null;
        });
    }

    private void remove(EventId eventId) {
        events.remove(eventId);
        snapshots.remove(eventId);
        publish(new EventNotice.Removed(eventId));
    }

    private void put(EventState state, EventTables tables) {
        events.put(state.meta().eventId(), new OpenEvent(state, tables));
        snapshots.put(tables.snapshot());
    }

    /** The database had nothing newer at a {@link System#nanoTime}. */
    void noteCurrentAt(long nanos) {
        snapshots.putCurrentAt(nanos);
    }

    private void publish(EventNotice notice) {
        bus.publish(Addresses.NOTICES, notice, LocalCodec.OPTIONS);
    }
}

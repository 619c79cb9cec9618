package org.gatecast.store;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.EventNotice;
import org.gatecast.bus.LocalCodec;
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
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.SnapshotRegistry;

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
    private final Map<EventId, OpenEvent> events = new LinkedHashMap<>();

    private record OpenEvent(EventState state, EventTables tables) {
        EventSnapshot snapshot() {
            return tables.snapshot();
        }
    }

    EventStates(EventStore store, SnapshotRegistry snapshots, EventBus bus, StoreMetrics storeMetrics) {
        this.store = store;
        this.snapshots = snapshots;
        this.bus = bus;
        this.storeMetrics = storeMetrics;
    }

    /** Takes an event from disk, at start; nothing is published. */
    void open(EventState state) {
        put(state, EventTables.of(state));
    }

    /** Takes an event that was just restored to disk, or has a new generation there, and publishes it. */
    void add(EventState state) {
        EventTables tables = EventTables.of(state);
        put(state, tables);
        publish(new EventNotice.Committed(tables.snapshot(), EventNotice.Cause.RESTORED, EVERYTHING));
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
                snapshot -> publish(new EventNotice.Committed(snapshot, EventNotice.Cause.RESTORED, EVERYTHING)));
    }

    /** Takes an event as it is in the database, after another process has changed it, and publishes what differs. */
    Future<Void> reload(EventId eventId) {
        return store.load(eventId).compose(loaded -> {
            if (loaded.isPresent()) {
                return refresh(loaded.get());
            }
            if (contains(eventId)) {
                remove(eventId);
            }
            return Future.succeededFuture();
        });
    }

    /** Takes all events whose last commit in the database is not the one in memory. Returns how many there were. */
    Future<Integer> reloadChanged() {
        return store.versions().compose(versions -> {
            Set<EventId> changed = new LinkedHashSet<>(events.keySet());
            changed.addAll(versions.keySet());
            changed.removeIf(
                    eventId -> contains(eventId) && versionInMemory(eventId).equals(versions.get(eventId)));
            Future<Void> reloaded = Future.succeededFuture();
            for (EventId eventId : changed) {
                reloaded = reloaded.compose(before -> reload(eventId));
            }
            return reloaded.map(changed.size());
        });
    }

    private EventVersion versionInMemory(EventId eventId) {
        return EventVersion.of(events.get(eventId).state.meta());
    }

    private Future<Void> refresh(EventState loaded) {
        EventId eventId = loaded.meta().eventId();
        EventVersion then = contains(eventId) ? versionInMemory(eventId) : null;
        EventVersion now = EventVersion.of(loaded.meta());
        if (now.equals(then)) {
            return Future.succeededFuture();
        }
        if (then == null || !then.generation().equals(now.generation())) {
            add(loaded);
            return Future.succeededFuture();
        }
        if (now.version() < then.version()) {
            // The database has lost commits that spectators have seen: their cursors must not be valid any more.
            EventMeta renewed = loaded.meta().withGeneration(Generation.random());
            return store.renew(loaded.meta(), renewed.generation()).map(done -> {
                add(loaded.withMeta(renewed));
                return null;
            });
        }
        OpenEvent last = events.get(eventId);
        EventTables tables = last.tables.next(StateDiff.between(last.state, loaded));
        put(loaded, tables);
        publish(new EventNotice.Committed(
                tables.snapshot(),
                EventNotice.Cause.RELOADED,
                ChangeDetection.between(last.snapshot(), tables.snapshot())));
        return Future.succeededFuture();
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
            publish(new EventNotice.Committed(tables.snapshot(), EventNotice.Cause.CREATED, ChangeSet.NOTHING));
            return id;
        });
    }

    /** Commits {@code next} as the event's next version. If nothing differs, nothing is written. */
    Future<Void> commit(EventState next, EventNotice.Cause cause) {
        return commit(next, cause, Field.absent());
    }

    /** Commits {@code next}, and with it the image if one is given or removed. */
    Future<Void> commit(EventState next, EventNotice.Cause cause, Field<Image> image) {
        StateDiff diff = diff(next);
        return diff.isEmpty() ? Future.succeededFuture() : advance(diff, cause, null, image);
    }

    /** Commits what an ingest call made of the event, and with it the call's journal entry if anything changed. */
    Future<JournalEntry> commit(EventState next, EventNotice.Cause cause, IngestCall call, Field<Image> image) {
        StateDiff diff = diff(next);
        if (diff.isEmpty()) {
            return Future.succeededFuture(JournalEntry.of(
                    call, Outcome.UNCHANGED, diff.before().meta().version()));
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
        EventNotice notice = new EventNotice.Committed(tables.snapshot(), cause, changes);
        return storeMetrics.commit(() -> store.save(diff, changes, call, image)).map(saved -> {
            put(diff.after(), tables);
            publish(notice);
            return null;
        });
    }

    /** The newest journal entries on disk, newest first. */
    Future<List<JournalEntry>> journal(EventId eventId, int limit) {
        state(eventId);
        return store.journal(eventId, limit);
    }

    Future<Image> image(EventId eventId) {
        return store.image(eventId)
                .map(image -> image.orElseThrow(
                        () -> new RefusedException(ErrorCode.NotFound, "Event " + eventId + " has no image.")));
    }

    Future<Void> delete(EventId eventId) {
        return storeMetrics.commit(() -> store.delete(eventId)).map(gone -> {
            remove(eventId);
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

    private void publish(EventNotice notice) {
        bus.publish(Addresses.NOTICES, notice, LocalCodec.OPTIONS);
    }
}

package org.gatecast.store;

import io.vertx.core.Future;
import io.vertx.core.eventbus.EventBus;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.EventNotice;
import org.gatecast.bus.LocalCodec;
import org.gatecast.merge.ChangeDetection;
import org.gatecast.merge.SnapshotBuilder;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
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
 * What every event stands at, in memory as on disk, and the one way from one version to the next: picture drawn, rows
 * committed, picture hung up, everyone told. Confined to the store's thread.
 */
final class EventStates {
    private static final ChangeSet EVERYTHING = new ChangeSet(true, Map.of(), null);

    private final EventStore store;
    private final SnapshotRegistry snapshots;
    private final EventBus bus;
    private final StoreMetrics storeMetrics;
    private final Map<EventId, OpenEvent> events = new LinkedHashMap<>();

    private record OpenEvent(EventState state, EventSnapshot snapshot) {}

    EventStates(EventStore store, SnapshotRegistry snapshots, EventBus bus, StoreMetrics storeMetrics) {
        this.store = store;
        this.snapshots = snapshots;
        this.bus = bus;
        this.storeMetrics = storeMetrics;
    }

    /** An event as it was found on disk. */
    void open(EventState state) {
        put(state, SnapshotBuilder.of(state));
    }

    /** An event that was put on disk just now. */
    void add(EventState state) {
        EventSnapshot snapshot = SnapshotBuilder.of(state);
        put(state, snapshot);
        publish(new EventNotice.Committed(snapshot, EventNotice.Cause.RESTORED, EVERYTHING));
    }

    /** All events give way to others, which are on disk in their place. */
    void replaceAll(List<EventState> states) {
        Set<EventId> gone = new LinkedHashSet<>(events.keySet());
        events.clear();
        for (EventState state : states) {
            events.put(state.meta().eventId(), new OpenEvent(state, SnapshotBuilder.of(state)));
        }
        gone.removeAll(events.keySet());
        List<EventSnapshot> pictures =
                events.values().stream().map(OpenEvent::snapshot).toList();
        snapshots.replaceAll(pictures);
        gone.forEach(eventId -> publish(new EventNotice.Removed(eventId)));
        pictures.forEach(
                snapshot -> publish(new EventNotice.Committed(snapshot, EventNotice.Cause.RESTORED, EVERYTHING)));
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

    Future<Long> create(EventState state, Image image) {
        EventSnapshot snapshot = SnapshotBuilder.of(state);
        return storeMetrics.commit(() -> store.create(state, image)).map(id -> {
            put(state, snapshot);
            publish(new EventNotice.Committed(snapshot, EventNotice.Cause.CREATED, ChangeSet.NOTHING));
            return id;
        });
    }

    /** Commits {@code next} as the event's next version; a state that says nothing new costs nothing. */
    Future<Void> commit(EventState next, EventNotice.Cause cause) {
        OpenEvent openEvent = events.get(next.meta().eventId());
        return next.equals(openEvent.state)
                ? Future.succeededFuture()
                : advance(openEvent, next, cause, (before, after) -> store.save(before, after));
    }

    /** Commits what an organiser edited, and with it the image, if one is given or taken away. */
    Future<Void> edit(EventState next, Field<Image> image) {
        OpenEvent openEvent = events.get(next.meta().eventId());
        return next.equals(openEvent.state)
                ? Future.succeededFuture()
                : advance(
                        openEvent,
                        next,
                        EventNotice.Cause.DETAILS,
                        (before, after) -> store.save(before, after, null, image));
    }

    /**
     * The same for an ingest call, whose entry in the journal is committed with what it changed. A call that changes
     * nothing leaves none: the entry is the caller's to keep.
     */
    Future<JournalEntry> commit(EventState next, EventNotice.Cause cause, IngestCall call) {
        return commit(next, cause, call, Field.absent());
    }

    /** The same for a call that may have brought an image. */
    Future<JournalEntry> commit(EventState next, EventNotice.Cause cause, IngestCall call, Field<Image> image) {
        OpenEvent openEvent = events.get(next.meta().eventId());
        long version = openEvent.state.meta().version();
        return next.equals(openEvent.state)
                ? Future.succeededFuture(JournalEntry.of(call, Outcome.UNCHANGED, version))
                : advance(openEvent, next, cause, (before, after) -> store.save(before, after, call, image))
                        .map(JournalEntry.of(call, Outcome.CHANGED, version + 1));
    }

    /**
     * @param write puts the step from one state to the next on disk
     */
    private Future<Void> advance(
            OpenEvent openEvent,
            EventState next,
            EventNotice.Cause cause,
            BiFunction<EventState, EventState, Future<Void>> write) {
        EventState before = openEvent.state;
        EventState after = next.withMeta(next.meta().withVersion(before.meta().version() + 1));
        EventSnapshot snapshot = SnapshotBuilder.next(openEvent.snapshot, before, after);
        EventNotice notice =
                new EventNotice.Committed(snapshot, cause, ChangeDetection.between(openEvent.snapshot, snapshot));
        return storeMetrics.commit(() -> write.apply(before, after)).map(saved -> {
            put(after, snapshot);
            publish(notice);
            return null;
        });
    }

    /**
     * The newest entries that are on disk, the newest first.
     *
     * @throws RefusedException when there is no such event
     */
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
            events.remove(eventId);
            snapshots.remove(eventId);
            publish(new EventNotice.Removed(eventId));
            return null;
        });
    }

    private void put(EventState state, EventSnapshot snapshot) {
        events.put(state.meta().eventId(), new OpenEvent(state, snapshot));
        snapshots.put(snapshot);
    }

    private void publish(EventNotice notice) {
        bus.publish(Addresses.NOTICES, notice, LocalCodec.OPTIONS);
    }
}

package org.gatecast.store;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.gatecast.bus.DatabaseContact;
import org.gatecast.model.EventId;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps memory as the database is, which other nodes change. A doorbell says which event has changed. Besides, the versions
 * of all events are compared twice a second, since any doorbell may be lost, and so may a connection with commits whose
 * outcome is unknown.
 *
 * <pre>
 *   doorbell ─┐
 *             ├─▶ later version ──▶ read beside other work ──▶ taken between the event's commands
 *   versions ─┘    anything else ─▶ read and taken between the event's commands
 * </pre>
 *
 * Confined to the store's thread.
 */
final class EventFollower {
    private static final Logger LOG = LoggerFactory.getLogger(EventFollower.class);

    static final long POLL_MILLIS = 500;

    /** Later, the database counts as lost. */
    private static final long POLL_TIMEOUT_MILLIS = 1_500;

    private static final long READ_TIMEOUT_MILLIS = 5_000;

    private final EventStore store;
    private final EventStates eventStates;
    private final StreamActivity activity;
    private final SerialExecutor executor;
    private final StoreMetrics storeMetrics;
    private final Consumer<DatabaseContact> onContact;

    /** The events that are being read, and the newest version of each that is known to be there. */
    private final Map<EventId, Hint> reading = new HashMap<>();

    /** The events that wait to be loaded again. */
    private final Set<EventId> reloading = new HashSet<>();

    /**
     * Word of a later version.
     *
     * @param at a {@link System#nanoTime}
     */
    private record Hint(EventVersion version, boolean byDoorbell, long at) {}

    private Future<Void> polling = Future.succeededFuture();
    private boolean reachable = true;
    private boolean closed;

    /** @param onContact is told when the database is lost, and when it is found again */
    EventFollower(
            EventStore store,
            EventStates eventStates,
            StreamActivity activity,
            SerialExecutor executor,
            StoreMetrics storeMetrics,
            Consumer<DatabaseContact> onContact) {
        this.store = store;
        this.eventStates = eventStates;
        this.activity = activity;
        this.executor = executor;
        this.storeMetrics = storeMetrics;
        this.onContact = onContact;
    }

    /** Starts comparing versions, until {@link #close}. */
    void schedule(Vertx vertx) {
        vertx.setPeriodic(POLL_MILLIS, timer -> {
            if (closed) {
                vertx.cancelTimer(timer);
            } else {
                poll();
            }
        });
    }

    /** Nothing is followed any more. */
    void close() {
        closed = true;
    }

    /** Another node says that it has committed a version of an event. */
    void onDoorbell(EventId eventId, EventVersion version) {
        if (closed) {
            return;
        }
        storeMetrics.countDoorbell();
        EventVersion inMemory = eventStates.versionInMemory(eventId);
        if (version.isAfter(inMemory)) {
            read(eventId, new Hint(version, true, System.nanoTime()));
        } else if (inMemory == null
                ? !version.isDeleted()
                : version.isDeleted() || !version.isSameGeneration(inMemory)) {
            reload(eventId);
        }
    }

    /** Compares all versions, unless that is under way. Does not wait for events to be read: one may be held up. */
    private void poll() {
        if (polling.isComplete()) {
            long begun = System.nanoTime();
            Map<EventId, EventVersion> before = eventStates.versions();
            polling = store.versions()
                    .timeout(POLL_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    .onSuccess(found -> compare(before, found, begun))
                    .onComplete(done -> note(done.succeeded()))
                    .mapEmpty();
        }
    }

    private void note(boolean succeeded) {
        if (succeeded != reachable && !closed) {
            reachable = succeeded;
            onContact.accept(new DatabaseContact(!succeeded));
            LOG.warn(
                    succeeded
                            ? "The database is followed again."
                            : "The database cannot be read: changes of other nodes are not seen.");
        }
    }

    /**
     * @param before the versions in memory before those in the database were read
     * @param begun when that was, a {@link System#nanoTime}
     */
    private void compare(Map<EventId, EventVersion> before, Map<EventId, EventVersion> found, long begun) {
        Set<EventId> all = new LinkedHashSet<>(before.keySet());
        all.addAll(found.keySet());
        all.addAll(eventStates.versions().keySet());
        long behind = 0;
        for (EventId eventId : all) {
            EventVersion inMemory = eventStates.versionInMemory(eventId);
            EventVersion inDatabase = found.get(eventId);
            if (inDatabase != null && inDatabase.isAfter(inMemory)) {
                behind += inDatabase.version() - inMemory.version();
                read(eventId, new Hint(inDatabase, false, System.nanoTime()));
            } else if (isUnexplained(before.get(eventId), inMemory, inDatabase)) {
                behind++;
                reload(eventId);
            }
        }
        storeMetrics.setVersionsBehind(behind, begun);
        if (behind == 0) {
            eventStates.noteCurrentAt(begun);
        }
    }

    /** Whether the database differs from memory in another way than that memory has moved on since. */
    private static boolean isUnexplained(EventVersion before, EventVersion inMemory, EventVersion inDatabase) {
        if (inMemory == null ? inDatabase == null : inMemory.equals(inDatabase)) {
            return false;
        }
        boolean changedHere = before == null ? inMemory != null : !before.equals(inMemory);
        return !changedHere;
    }

    /** Reads an event that has a later version, without holding up commands, and then takes it. */
    private void read(EventId eventId, Hint hint) {
        if (closed) {
            return;
        }
        Hint earlier = reading.putIfAbsent(eventId, hint);
        if (earlier != null) {
            if (hint.version().isAfter(earlier.version())) {
                reading.put(eventId, hint);
            }
            return;
        }
        store.loadSince(eventId, eventStates.contains(eventId) ? eventStates.state(eventId) : null)
                .timeout(READ_TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .compose(found -> executor.submit(eventId, () -> take(eventId, found, hint))
                        .done())
                .onComplete(taken -> {
                    Hint newest = reading.remove(eventId);
                    if (taken.failed()) {
                        LOG.debug("Event {} could not be followed", eventId, taken.cause());
                    } else if (newest.version().isAfter(hint.version())
                            && newest.version().isAfter(eventStates.versionInMemory(eventId))) {
                        // Only word that came meanwhile: a version that is not there would be looked for without end.
                        read(eventId, newest);
                    }
                });
    }

    private Future<Void> take(EventId eventId, Optional<FollowedEvent> found, Hint hint) {
        EventVersion before = eventStates.versionInMemory(eventId);
        return eventStates.follow(eventId, found).map(replaced -> {
            forget(eventId, replaced);
            if (!Objects.equals(before, eventStates.versionInMemory(eventId))) {
                storeMetrics.countFollowed(System.nanoTime() - hint.at(), hint.byDoorbell());
            }
            return null;
        });
    }

    /** Reads an event when no command of it is under way. A failure is logged only: the versions are compared again. */
    private void reload(EventId eventId) {
        if (closed || !reloading.add(eventId)) {
            return;
        }
        storeMetrics.countReload();
        executor.submit(eventId, () -> {
                    reloading.remove(eventId);
                    return eventStates.reload(eventId);
                })
                .done()
                .onSuccess(replaced -> forget(eventId, replaced))
                .onFailure(failure -> LOG.debug("Event {} could not be loaded again", eventId, failure));
    }

    private void forget(EventId eventId, boolean replaced) {
        if (replaced) {
            activity.remove(eventId);
        }
    }
}

package org.gatecast.broadcast;

import io.vertx.core.Vertx;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;
import java.util.function.Predicate;
import org.gatecast.transport.CloseReason;

/**
 * Spectators whose cursor has a version that this node does not have yet, because another node has made the change. A spectator
 * waits until this node has the version, or knows that the database does not have it. If it knows neither in time, the
 * connection is closed: what this node could send is older than what the spectator has, and other nodes may have more.
 * Confined to the broadcaster's event loop.
 */
final class EarlyArrivals {
    private static final long CHECK_MILLIS = 100;
    static final long LONGEST_WAIT_NANOS = TimeUnit.SECONDS.toNanos(3);
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final LongPredicate isCurrentSince;
    private final Map<Subscriber, Arrival> waiting = new LinkedHashMap<>();
    private long timer = NO_TIMER;

    /**
     * @param at a {@link System#nanoTime}
     */
    private record Arrival(Subscriber subscriber, long version, long at, Runnable admission) {}

    /**
     * @param isCurrentSince whether the database had nothing newer than this node at some time since a {@link System#nanoTime}
     */
    EarlyArrivals(Vertx vertx, LongPredicate isCurrentSince) {
        this.vertx = vertx;
        this.isCurrentSince = isCurrentSince;
    }

    /** Runs {@code admission} when the event has {@code version}, or does not have it in the database either. */
    void add(Subscriber subscriber, long version, Runnable admission) {
        Arrival arrival = new Arrival(subscriber, version, System.nanoTime(), admission);
        if (isCurrentSince.test(arrival.at())) {
            admission.run();
            return;
        }
        waiting.put(subscriber, arrival);
        if (timer == NO_TIMER) {
            timer = vertx.setPeriodic(CHECK_MILLIS, id -> check(System.nanoTime()));
        }
    }

    /** The event has a version now. */
    void onVersion(long version) {
        admit(arrival -> arrival.version() <= version);
    }

    /** The event has another generation now: cursors of the one before mean nothing. */
    void onGeneration() {
        admit(arrival -> true);
    }

    /** A spectator has gone, whether or not it waits here. */
    void leave(Subscriber subscriber) {
        waiting.remove(subscriber);
        stopIfEmpty();
    }

    void closeAll(CloseReason reason) {
        take(arrival -> true)
                .forEach(arrival -> arrival.subscriber().spectator().close(reason));
    }

    /** Nobody is admitted any more. */
    void shutDown() {
        waiting.clear();
        stopIfEmpty();
    }

    /**
     * @param now a {@link System#nanoTime}
     */
    void check(long now) {
        admit(arrival -> isCurrentSince.test(arrival.at()));
        take(arrival -> now - arrival.at() >= LONGEST_WAIT_NANOS)
                .forEach(arrival -> arrival.subscriber().spectator().close(CloseReason.BEHIND));
    }

    private void admit(Predicate<Arrival> which) {
        take(which).forEach(arrival -> arrival.admission().run());
    }

    private List<Arrival> take(Predicate<Arrival> which) {
        if (waiting.isEmpty()) {
            return List.of();
        }
        List<Arrival> taken = waiting.values().stream().filter(which).toList();
        taken.forEach(arrival -> waiting.remove(arrival.subscriber()));
        stopIfEmpty();
        return taken;
    }

    private void stopIfEmpty() {
        if (waiting.isEmpty() && timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }
}

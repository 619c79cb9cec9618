package org.gatecast.lifecycle;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * How far the service is in its life, for every stage to see. One way only:
 *
 * <pre>
 *   STARTING ─▶ SERVING ─▶ DRAINING ─▶ STOPPING
 *                          no new      no new
 *                          spectators  ingest calls
 * </pre>
 *
 * Any thread.
 */
public final class ServiceLifecycle {
    private final List<Supplier<Future<Void>>> drainActions = new CopyOnWriteArrayList<>();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Promise<Void> idle = Promise.promise();
    private final MemoryWatch memory;
    private volatile Phase phase = Phase.STARTING;

    /** In the order in which they are lived through. */
    public enum Phase {
        /** The database is being opened. */
        STARTING,
        SERVING,
        /** Told to stop: spectators are let go, ingest goes on. */
        DRAINING,
        /** What is under way is finished, nothing new is taken on. */
        STOPPING
    }

    public ServiceLifecycle(MemoryWatch memory) {
        this.memory = memory;
    }

    /** Who is told of failures for lack of memory. */
    public MemoryWatch memory() {
        return memory;
    }

    public Phase phase() {
        return phase;
    }

    public boolean isAtLeast(Phase other) {
        return phase.compareTo(other) >= 0;
    }

    /**
     * @throws IllegalStateException when that lies behind
     */
    public synchronized void enter(Phase next) {
        if (next.compareTo(phase) < 0) {
            throw new IllegalStateException("the service is " + phase + " and will not be " + next + " again");
        }
        phase = next;
        completeIfIdle();
    }

    /**
     * An ingest call comes in; {@link #endIngest} must follow.
     *
     * @return whether it may be worked on
     */
    public boolean beginIngest() {
        inFlight.incrementAndGet();
        return phase != Phase.STOPPING;
    }

    /** It has been answered. */
    public void endIngest() {
        inFlight.decrementAndGet();
        completeIfIdle();
    }

    /** Ingest calls that wait for their answer. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Completes when the service is stopping and no ingest call waits for its answer. */
    public Future<Void> idle() {
        return idle.future();
    }

    private void completeIfIdle() {
        if (phase == Phase.STOPPING && inFlight.get() == 0) {
            idle.tryComplete();
        }
    }

    /** What a stage does about its spectators once no new ones come in; called on any thread. */
    public void onDrain(Supplier<Future<Void>> farewell) {
        drainActions.add(farewell);
    }

    /** Has every stage let its spectators go; completes when they have. */
    public Future<Void> drainSpectators() {
        return Future.join(drainActions.stream().map(Supplier::get).toList()).mapEmpty();
    }
}

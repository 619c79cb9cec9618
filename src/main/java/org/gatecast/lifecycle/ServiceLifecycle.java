package org.gatecast.lifecycle;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * The phase of the service, shared by all its parts. It only advances:
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

    public enum Phase {
        /** The database is being opened. */
        STARTING,
        SERVING,
        /** The service is stopping: spectators are disconnected, ingest calls are still accepted. */
        DRAINING,
        /** Ingest calls in flight are finished, new ones are refused. */
        STOPPING
    }

    public ServiceLifecycle(MemoryWatch memory) {
        this.memory = memory;
    }

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
     * @throws IllegalStateException for an earlier phase
     */
    public synchronized void enter(Phase next) {
        if (next.compareTo(phase) < 0) {
            throw new IllegalStateException("the service is " + phase + " and will not be " + next + " again");
        }
        phase = next;
        completeIfIdle();
    }

    /**
     * An ingest call begins; {@link #endIngest} must follow.
     *
     * @return whether the call may go on
     */
    public boolean beginIngest() {
        inFlight.incrementAndGet();
        return phase != Phase.STOPPING;
    }

    public void endIngest() {
        inFlight.decrementAndGet();
        completeIfIdle();
    }

    /** Ingest calls in flight. */
    public int inFlight() {
        return inFlight.get();
    }

    /** Completes when the service is stopping and no ingest call is in flight. */
    public Future<Void> idle() {
        return idle.future();
    }

    private void completeIfIdle() {
        if (phase == Phase.STOPPING && inFlight.get() == 0) {
            idle.tryComplete();
        }
    }

    /** Registers an action that disconnects spectators. It is called on any thread when the service drains. */
    public void onDrain(Supplier<Future<Void>> disconnect) {
        drainActions.add(disconnect);
    }

    /** Runs the registered actions; completes when all spectators are disconnected. */
    public Future<Void> drainSpectators() {
        return Future.join(drainActions.stream().map(Supplier::get).toList()).mapEmpty();
    }
}

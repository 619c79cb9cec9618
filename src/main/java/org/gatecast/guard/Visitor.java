package org.gatecast.guard;

import java.util.function.LongSupplier;

/**
 * What is known of one address: how many connections it has, and what it has left of each of its rates. Any thread; the
 * lock is held for a comparison and an addition.
 */
public final class Visitor {
    private static final long NO_WAIT = 0;

    private final Rates rates;
    private final LongSupplier nanoTime;
    private int connections;
    private long arrivals;
    private long requests;
    private long failures;

    Visitor(Rates rates, LongSupplier nanoTime) {
        this.rates = rates;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        arrivals = Rate.full(now);
        requests = Rate.full(now);
        failures = Rate.full(now);
    }

    /** What an arrival is told. */
    enum Arrival {
        WELCOME,
        TOO_MANY,
        TOO_FAST
    }

    /** A connection is there, within the limits or not; it counts until it {@link #depart}s. */
    synchronized Arrival arrive() {
        connections++;
        if (connections > rates.connections()) {
            return Arrival.TOO_MANY;
        }
        long now = nanoTime.getAsLong();
        if (rates.arrivals().waitNanos(arrivals, now) > 0) {
            return Arrival.TOO_FAST;
        }
        arrivals = rates.arrivals().taken(arrivals, now);
        return Arrival.WELCOME;
    }

    synchronized void depart() {
        connections--;
    }

    synchronized boolean isHere() {
        return connections > 0;
    }

    /** Takes one request; how many nanoseconds to wait when there is none to take, else 0. */
    public synchronized long request() {
        long now = nanoTime.getAsLong();
        long wait = rates.requests().waitNanos(requests, now);
        if (wait > 0) {
            return wait;
        }
        requests = rates.requests().taken(requests, now);
        return NO_WAIT;
    }

    /** Takes one wrong key or password; how many nanoseconds to wait when there were too many, else 0. */
    public synchronized long failure() {
        long now = nanoTime.getAsLong();
        long wait = rates.failures().waitNanos(failures, now);
        if (wait > 0) {
            return wait;
        }
        failures = rates.failures().taken(failures, now);
        return NO_WAIT;
    }

    /** How many nanoseconds to wait before another guess counts as one, 0 when none. */
    public synchronized long failureWait() {
        return Math.max(NO_WAIT, rates.failures().waitNanos(failures, nanoTime.getAsLong()));
    }

    /** How many nanoseconds to wait before another connection is welcome; at least one for an address that has too many. */
    public synchronized long arrivalWait() {
        return Math.max(1, rates.arrivals().waitNanos(arrivals, nanoTime.getAsLong()));
    }
}

package org.gatecast.limits;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** The connections, rates and unread bytes of one client address. Any thread; the lock is held very shortly. */
public final class AddressLimits {
    private static final long NO_WAIT = 0;

    private final AddressRateLimits rates;
    private final LongSupplier nanoTime;
    private int connections;
    private long connectBucket;
    private long requestBucket;
    private long unsentBytes;
    private final Map<CredentialKind, FailedCredentials> failures = new EnumMap<>(CredentialKind.class);

    AddressLimits(AddressRateLimits rates, LongSupplier nanoTime) {
        this.rates = rates;
        this.nanoTime = nanoTime;
        long now = nanoTime.getAsLong();
        connectBucket = RateLimit.full(now);
        requestBucket = RateLimit.full(now);
    }

    enum ConnectResult {
        ACCEPTED,
        TOO_MANY,
        TOO_FAST
    }

    /** Counts a new connection, whether it is within the limits or not, until {@link #disconnect}. */
    synchronized ConnectResult connect() {
        connections++;
        if (connections > rates.connections()) {
            return ConnectResult.TOO_MANY;
        }
        long now = nanoTime.getAsLong();
        if (rates.newConnections().waitNanos(connectBucket, now) > 0) {
            return ConnectResult.TOO_FAST;
        }
        connectBucket = rates.newConnections().afterTake(connectBucket, now);
        return ConnectResult.ACCEPTED;
    }

    synchronized void disconnect() {
        connections--;
    }

    /** Whether it must be kept. A client behind a proxy may have an unread response but no connection. */
    synchronized boolean isInUse() {
        return connections > 0 || unsentBytes > 0;
    }

    /** Counts a request. Returns 0, or the nanoseconds to wait if there are too many requests. */
    public synchronized long takeRequest() {
        long now = nanoTime.getAsLong();
        long wait = rates.requests().waitNanos(requestBucket, now);
        if (wait > 0) {
            return wait;
        }
        requestBucket = rates.requests().afterTake(requestBucket, now);
        return NO_WAIT;
    }

    /** Reserves bytes for an unread response. Returns whether there were enough; then {@link #releaseUnsent} frees them. */
    synchronized boolean reserveUnsent(long bytes) {
        // One response is always allowed, whatever its size.
        if (unsentBytes > 0 && unsentBytes + bytes > rates.unsentBytes()) {
            return false;
        }
        unsentBytes += bytes;
        return true;
    }

    synchronized void reserveUnsentUnbounded(long bytes) {
        unsentBytes += bytes;
    }

    synchronized void releaseUnsent(long bytes) {
        unsentBytes -= bytes;
    }

    public synchronized FailedCredentials failures(CredentialKind kind) {
        return failures.computeIfAbsent(kind, missing -> new FailedCredentials(rates.failures(), nanoTime));
    }

    /** The nanoseconds to wait before another connection is accepted; at least 1. */
    public synchronized long connectWaitNanos() {
        return Math.max(1, rates.newConnections().waitNanos(connectBucket, nanoTime.getAsLong()));
    }
}

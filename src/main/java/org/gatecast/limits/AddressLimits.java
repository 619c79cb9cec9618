package org.gatecast.limits;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * What is known of one address: how many connections it has, and what it has left of each of its rates. Any thread; the
 * lock is held for a comparison and an addition.
 */
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

    /** What an arrival is told. */
    enum ConnectResult {
        ACCEPTED,
        TOO_MANY,
        TOO_FAST
    }

    /** A connection is there, within the limits or not; it counts until it {@link #disconnect}s. */
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

    /** Behind a proxy, an answer that is on its way is all there is of somebody. */
    synchronized boolean isInUse() {
        return connections > 0 || unsentBytes > 0;
    }

    /** Takes one request; how many nanoseconds to wait when there is none to take, else 0. */
    public synchronized long takeRequest() {
        long now = nanoTime.getAsLong();
        long wait = rates.requests().waitNanos(requestBucket, now);
        if (wait > 0) {
            return wait;
        }
        requestBucket = rates.requests().afterTake(requestBucket, now);
        return NO_WAIT;
    }

    /** Whether bytes of an answer may wait for this address; if so, the same number is to be {@link #releaseUnsent}. */
    synchronized boolean reserveUnsent(long bytes) {
        // One answer may always be on its way, whatever its size.
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

    /** What of one kind was guessed; remembered from when it is first asked for. */
    public synchronized FailedCredentials failures(CredentialKind kind) {
        return failures.computeIfAbsent(kind, asked -> new FailedCredentials(rates.failures(), nanoTime));
    }

    /** How many nanoseconds to wait before another connection is welcome; at least one for an address that has too many. */
    public synchronized long connectWaitNanos() {
        return Math.max(1, rates.newConnections().waitNanos(connectBucket, nanoTime.getAsLong()));
    }
}

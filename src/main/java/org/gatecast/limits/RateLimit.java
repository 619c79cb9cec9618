package org.gatecast.limits;

import java.time.Duration;

/**
 * A rate and a burst: a token bucket, of which each client keeps one number (the generic cell rate algorithm).
 *
 * @param intervalNanos after so long one more is allowed
 * @param burst how many are allowed at once
 */
record RateLimit(long intervalNanos, int burst) {

    static RateLimit of(int number, Duration per, int burst) {
        return new RateLimit(per.toNanos() / number, burst);
    }

    /** The bucket that is full at {@code now}. */
    static long full(long now) {
        return now;
    }

    /** The nanoseconds until one can be taken; not positive if one can be taken now. */
    long waitNanos(long bucket, long now) {
        return Math.max(bucket - now, 0) + intervalNanos - intervalNanos * burst;
    }

    long afterTake(long bucket, long now) {
        return (bucket - now > 0 ? bucket : now) + intervalNanos;
    }
}

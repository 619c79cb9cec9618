package org.gatecast.limits;

import java.time.Duration;

/**
 * So many in a while, and so many at once: a token bucket, of which a visitor keeps one number (GCRA).
 *
 * @param intervalNanos how long one takes to be earned
 * @param burst how many may be saved up
 */
record RateLimit(long intervalNanos, int burst) {

    static RateLimit of(int number, Duration per, int burst) {
        return new RateLimit(per.toNanos() / number, burst);
    }

    /** What a bucket that is full at {@code now} looks like. */
    static long full(long now) {
        return now;
    }

    /** How long until one can be had, in nanoseconds; not positive when one can be had now. */
    long waitNanos(long bucket, long now) {
        return Math.max(bucket - now, 0) + intervalNanos - intervalNanos * burst;
    }

    /** The bucket when one is taken. */
    long afterTake(long bucket, long now) {
        return (bucket - now > 0 ? bucket : now) + intervalNanos;
    }
}

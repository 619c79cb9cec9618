package org.gatecast.canoe123.retry;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The waits between attempts: the first, then twice the one before, up to the longest. Each is shortened at random by up to a
 * quarter, so that two booths do not stay in step. One thread.
 */
public final class Backoff {
    private static final double JITTER = 0.25;

    private final Duration first;
    private final Duration longest;
    private final DoubleSupplier random;
    private Duration next;

    /**
     * @param random from 0 to 1
     */
    public Backoff(Duration first, Duration longest, DoubleSupplier random) {
        this.first = first;
        this.longest = longest;
        this.random = random;
        this.next = first;
    }

    /** The wait before the next attempt, in milliseconds, at least 1. */
    public long nextMillis() {
        long millis = next.toMillis();
        Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return Math.max(1, Math.round(millis * (1 - JITTER * random.getAsDouble())));
    }

    /** After a success: the next wait is the first one again. */
    public void reset() {
        next = first;
    }
}

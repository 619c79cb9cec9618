package org.gatecast.ingest;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The processor time that one document may take. Time in which the thread did not run does not count, so that a busy
 * machine refuses no document. Used by one thread.
 */
final class CpuBudget {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Reading the clock costs as much as a few dozen steps. */
    private static final int STEPS_PER_CHECK = 1_024;

    private final LongSupplier nanos;
    private final long limitNanos;
    private final long startNanos;
    private int steps;

    /** A budget of the calling thread, from now on. */
    CpuBudget(Duration most) {
        this(most, THREADS.isCurrentThreadCpuTimeSupported() ? THREADS::getCurrentThreadCpuTime : System::nanoTime);
    }

    /**
     * @param nanos the processor time used so far, in nanoseconds
     */
    CpuBudget(Duration most, LongSupplier nanos) {
        this.nanos = nanos;
        this.limitNanos = most.toNanos();
        this.startNanos = nanos.getAsLong();
    }

    /** Counts a step and returns whether the time is over; checked only every {@value #STEPS_PER_CHECK} steps. */
    boolean isSpent() {
        return ++steps % STEPS_PER_CHECK == 0 && nanos.getAsLong() - startNanos > limitNanos;
    }
}

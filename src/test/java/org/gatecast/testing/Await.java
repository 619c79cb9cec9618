package org.gatecast.testing;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for a condition, checks it every few milliseconds, and fails loudly in the end. */
public final class Await {
    /** Far beyond what anything takes, so that a busy machine fails no test. */
    public static final Duration LONG = Duration.ofSeconds(20);

    private static final long LOOK_AGAIN_NANOS = 2_000_000;

    private Await() {}

    public static void until(String what, BooleanSupplier condition) {
        until(what, condition, () -> "");
    }

    /**
     * @param state printed when the wait was in vain
     */
    public static void until(String what, BooleanSupplier condition, Supplier<?> state) {
        long end = System.nanoTime() + LONG.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new AssertionError("waited " + LONG + " in vain until " + what + " " + state.get());
            }
            LockSupport.parkNanos(LOOK_AGAIN_NANOS);
        }
    }
}

package org.gatecast.limits;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How much of the heap may be taken by request bodies at once: an eighth by large ones, half as much by small ones, which
 * a rider's clock waits for and which so have room of their own. Each is shared fairly ({@link SharedBodyBudget}). One for all
 * event loops.
 */
public final class BodyMemoryBudget {
    private static final long SMALL_BYTES = 256 * 1024;
    /** A body in the making is there up to four times over: read, copied, decoded, parsed. */
    private static final int LARGE_SHARE = 8;

    private static final int SMALL_SHARE = 16;
    /** Longer than any body takes that comes from a booth with a fair line. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final SharedBodyBudget large;
    private final SharedBodyBudget small;

    /** Room for one body, from when it begins to come until it is answered. Any thread. */
    public interface Reservation {
        /**
         * The body is there in full, and gives way to no other from now on.
         *
         * @return false when it has given way before
         */
        boolean keep();

        /** Once or more often; the first time counts. */
        void release();
    }

    /**
     * @param nanoTime steady, as {@link System#nanoTime}
     */
    BodyMemoryBudget(long heapBytes, LongSupplier nanoTime) {
        large = new SharedBodyBudget(heapBytes / LARGE_SHARE, GRACE_NANOS, nanoTime);
        small = new SharedBodyBudget(heapBytes / SMALL_SHARE, GRACE_NANOS, nanoTime);
    }

    /**
     * Room for a body, {@code null} when there is none now. One is taken in any case when there is no other.
     *
     * @param owner equal for all bodies that share one part: the event they are for
     * @param onTaken told, on any thread, should the body have to give way to another while it is still coming
     */
    public Reservation reserve(Object owner, long bytes, Runnable onTaken) {
        return (bytes <= SMALL_BYTES ? small : large).reserve(owner, bytes, onTaken);
    }
}

package org.gatecast.limits;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * The heap memory for request bodies: an eighth for large bodies, and half as much for small ones. Small bodies are those
 * of the live stream, which must not wait, so they have a budget of their own. Each budget is shared fairly
 * ({@link SharedBodyBudget}). One for all event loops; any thread.
 */
public final class BodyMemoryBudget {
    private static final long SMALL_BYTES = 256 * 1024;
    /** While it is parsed, a body is in memory up to four times: read, copied, decoded, parsed. */
    private static final int LARGE_SHARE = 8;

    private static final int SMALL_SHARE = 16;
    /** Longer than a body takes over any fair connection. */
    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final SharedBodyBudget large;
    private final SharedBodyBudget small;

    BodyMemoryBudget(long heapBytes, LongSupplier nanoTime) {
        large = new SharedBodyBudget(heapBytes / LARGE_SHARE, GRACE_NANOS, nanoTime);
        small = new SharedBodyBudget(heapBytes / SMALL_SHARE, GRACE_NANOS, nanoTime);
    }

    /**
     * Reserves memory for a body; {@code null} if there is none now. The only body is always accepted.
     *
     * @param owner equal for all bodies that share one part: their event
     * @param onEvicted called, on any thread, if the body is evicted for another while it still arrives
     */
    public BodyMemoryReservation reserve(Object owner, long bytes, Runnable onEvicted) {
        return (bytes <= SMALL_BYTES ? small : large).reserve(owner, bytes, onEvicted);
    }
}

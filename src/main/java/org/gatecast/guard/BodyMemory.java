package org.gatecast.guard;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How much of the heap may be taken by large request bodies at once. Small ones, which a rider's clock waits for, always
 * fit. One for all event loops.
 */
public final class BodyMemory {
    private static final long SMALL_BYTES = 256 * 1024;
    /** A body in the making is there up to four times over: read, copied, decoded, parsed. */
    private static final int SHARE = 8;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    BodyMemory(long heapBytes) {
        most = heapBytes / SHARE;
    }

    /**
     * Whether there is room for a body; if so, it is to be {@link #release}d, with the same number. One is taken in any
     * case when there is no other.
     */
    public boolean reserve(long bytes) {
        if (bytes <= SMALL_BYTES) {
            return true;
        }
        long before = taken.getAndAdd(bytes);
        if (before > 0 && before + bytes > most) {
            taken.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    public void release(long bytes) {
        if (bytes > SMALL_BYTES) {
            taken.addAndGet(-bytes);
        }
    }
}

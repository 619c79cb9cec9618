package org.gatecast.limits;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Limits the bytes of responses that are in memory because clients have not read them. One for all event loops; any
 * thread.
 */
public final class UnsentBytesBudget {
    /** A response of so few bytes is always sent: errors, health, responses to ingest calls. */
    public static final int SMALL_BYTES = 4 * 1024;

    private final long limitBytes;
    private final AtomicLong reserved = new AtomicLong();

    UnsentBytesBudget(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    /** Reserves bytes. Returns whether there were enough; then {@link #release} frees them. */
    boolean reserve(long bytes) {
        if (reserved.addAndGet(bytes) > limitBytes) {
            reserved.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** Reserves bytes for a caller with a valid key, whether there are enough or not. */
    void reserveUnbounded(long bytes) {
        reserved.addAndGet(bytes);
    }

    void release(long bytes) {
        reserved.addAndGet(-bytes);
    }

    public long reservedBytes() {
        return reserved.get();
    }
}

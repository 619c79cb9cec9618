package org.gatecast.limits;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How many bytes of answers may be in memory at once because somebody does not read them. One for all event loops; any
 * thread.
 */
public final class UnsentBytesBudget {
    /** An answer of so few bytes is always sent: an error, the health, what a booth is told. */
    public static final int SMALL_BYTES = 4 * 1024;

    private final long limitBytes;
    private final AtomicLong reserved = new AtomicLong();

    UnsentBytesBudget(long most) {
        this.limitBytes = most;
    }

    /** Whether there was room; if so, the same number is to be {@link #release}d. */
    boolean reserve(long bytes) {
        if (reserved.addAndGet(bytes) > limitBytes) {
            reserved.addAndGet(-bytes);
            return false;
        }
        return true;
    }

    /** Takes what somebody with a valid key needs, whether there is room or not. */
    void reserveUnbounded(long bytes) {
        reserved.addAndGet(bytes);
    }

    void release(long bytes) {
        reserved.addAndGet(-bytes);
    }

    /** How many are taken. */
    public long reservedBytes() {
        return reserved.get();
    }
}

package org.gatecast.limits;

/**
 * The memory of one response, which several connections may send at the same time. It counts once, from the first of them
 * to the last. Any thread.
 */
public final class ResponseMemory {
    private final int bytes;
    private final boolean shared;
    private int senders;

    private ResponseMemory(int bytes, boolean shared) {
        this.bytes = bytes;
        this.shared = shared;
    }

    /** For a response that is cached for other requests. */
    public static ResponseMemory shared(int bytes) {
        return new ResponseMemory(bytes, true);
    }

    /** For a response to one request, which counts for the client's address too. */
    public static ResponseMemory single(int bytes) {
        return new ResponseMemory(bytes, false);
    }

    int bytes() {
        return bytes;
    }

    boolean isShared() {
        return shared;
    }

    /** One more connection sends it. Returns whether there was memory, or none was needed. */
    synchronized boolean join(UnsentBytesBudget all) {
        if (senders == 0 && !all.reserve(bytes)) {
            return false;
        }
        senders++;
        return true;
    }

    synchronized void joinUnbounded(UnsentBytesBudget all) {
        if (senders == 0) {
            all.reserveUnbounded(bytes);
        }
        senders++;
    }

    synchronized void leave(UnsentBytesBudget all) {
        senders--;
        if (senders == 0) {
            all.release(bytes);
        }
    }
}

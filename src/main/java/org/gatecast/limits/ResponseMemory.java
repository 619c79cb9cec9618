package org.gatecast.limits;

/**
 * The memory of one answer, which any number of connections may be sending at a time: it counts once, from the first of
 * them to the last. Any thread.
 */
public final class ResponseMemory {
    private final int bytes;
    private final boolean shared;
    private int senders;

    private ResponseMemory(int bytes, boolean shared) {
        this.bytes = bytes;
        this.shared = shared;
    }

    /** Of an answer that is kept for whoever asks for it next. */
    public static ResponseMemory shared(int bytes) {
        return new ResponseMemory(bytes, true);
    }

    /** Of an answer that was made for one request, and counts for the address that asked. */
    public static ResponseMemory single(int bytes) {
        return new ResponseMemory(bytes, false);
    }

    int bytes() {
        return bytes;
    }

    boolean isShared() {
        return shared;
    }

    /** One more sends it; whether there was room, or none was needed. */
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

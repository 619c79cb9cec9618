package org.gatecast.guard;

/**
 * The memory of one answer, which any number of connections may be sending at a time: it counts once, from the first of
 * them to the last. Any thread.
 */
public final class AnswerMemory {
    private final int bytes;
    private final boolean shared;
    private int senders;

    private AnswerMemory(int bytes, boolean shared) {
        this.bytes = bytes;
        this.shared = shared;
    }

    /** Of an answer that is kept for whoever asks for it next. */
    public static AnswerMemory shared(int bytes) {
        return new AnswerMemory(bytes, true);
    }

    /** Of an answer that was made for one request, and counts for the address that asked. */
    public static AnswerMemory single(int bytes) {
        return new AnswerMemory(bytes, false);
    }

    int bytes() {
        return bytes;
    }

    boolean isShared() {
        return shared;
    }

    /** One more sends it; whether there was room, or none was needed. */
    synchronized boolean join(UnsentBytes all) {
        if (senders == 0 && !all.reserve(bytes)) {
            return false;
        }
        senders++;
        return true;
    }

    synchronized void joinAnyway(UnsentBytes all) {
        if (senders == 0) {
            all.reserveAnyway(bytes);
        }
        senders++;
    }

    synchronized void leave(UnsentBytes all) {
        senders--;
        if (senders == 0) {
            all.release(bytes);
        }
    }
}

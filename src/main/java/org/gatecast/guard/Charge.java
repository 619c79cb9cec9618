package org.gatecast.guard;

/** What one connection's answer takes of the room for unsent bytes, until it has left. Confined to one event loop. */
final class Charge {
    private final UnsentBytes all;
    private final Visitor visitor;
    private final AnswerMemory memory;
    private final long inFlight;
    private final long ofAddress;

    /**
     * @param visitor for whom the answer is
     * @param inFlight how many bytes of it are copied for the socket at a time
     */
    Charge(UnsentBytes all, Visitor visitor, AnswerMemory memory, long inFlight) {
        this.all = all;
        this.visitor = visitor;
        this.memory = memory;
        this.inFlight = inFlight;
        this.ofAddress = inFlight + (memory.isShared() ? 0 : memory.bytes());
    }

    /** Takes the room if there is enough; what is taken is to be {@link #release}d. */
    AnswerRoom take() {
        if (!visitor.reserveUnsent(ofAddress)) {
            return AnswerRoom.ADDRESS_FULL;
        }
        if (!all.reserve(inFlight)) {
            visitor.releaseUnsent(ofAddress);
            return AnswerRoom.FULL;
        }
        if (!memory.join(all)) {
            all.release(inFlight);
            visitor.releaseUnsent(ofAddress);
            return AnswerRoom.FULL;
        }
        return AnswerRoom.TAKEN;
    }

    /** Takes it whether there is enough or not. */
    void takeAnyway() {
        visitor.reserveUnsentAnyway(ofAddress);
        all.reserveAnyway(inFlight);
        memory.joinAnyway(all);
    }

    void release() {
        memory.leave(all);
        all.release(inFlight);
        visitor.releaseUnsent(ofAddress);
    }
}

package org.gatecast.limits;

/** What one connection's answer takes of the room for unsent bytes, until it has left. Confined to one event loop. */
final class MemoryReservation {
    private final UnsentBytesBudget all;
    private final AddressLimits address;
    private final ResponseMemory memory;
    private final long inFlight;
    private final long ofAddress;

    /**
     * @param address for whom the answer is
     * @param inFlight how many bytes of it are copied for the socket at a time
     */
    MemoryReservation(UnsentBytesBudget all, AddressLimits address, ResponseMemory memory, long inFlight) {
        this.all = all;
        this.address = address;
        this.memory = memory;
        this.inFlight = inFlight;
        this.ofAddress = inFlight + (memory.isShared() ? 0 : memory.bytes());
    }

    /** Takes the room if there is enough; what is taken is to be {@link #release}d. */
    ReservationResult take() {
        if (!address.reserveUnsent(ofAddress)) {
            return ReservationResult.ADDRESS_FULL;
        }
        if (!all.reserve(inFlight)) {
            address.releaseUnsent(ofAddress);
            return ReservationResult.FULL;
        }
        if (!memory.join(all)) {
            all.release(inFlight);
            address.releaseUnsent(ofAddress);
            return ReservationResult.FULL;
        }
        return ReservationResult.TAKEN;
    }

    /** Takes it whether there is enough or not. */
    void takeUnbounded() {
        address.reserveUnsentUnbounded(ofAddress);
        all.reserveUnbounded(inFlight);
        memory.joinUnbounded(all);
    }

    void release() {
        memory.leave(all);
        all.release(inFlight);
        address.releaseUnsent(ofAddress);
    }
}

package org.gatecast.limits;

/** The memory of one response in the budgets for unsent bytes, until it is sent. Confined to one event loop. */
final class MemoryReservation {
    private final UnsentBytesBudget all;
    private final AddressLimits address;
    private final ResponseMemory memory;
    private final long inFlight;
    private final long ofAddress;

    /** {@code inFlight}: how many bytes of the response are copied for the socket at a time. */
    MemoryReservation(UnsentBytesBudget all, AddressLimits address, ResponseMemory memory, long inFlight) {
        this.all = all;
        this.address = address;
        this.memory = memory;
        this.inFlight = inFlight;
        this.ofAddress = inFlight + (memory.isShared() ? 0 : memory.bytes());
    }

    /** Reserves the memory if there is enough. Then {@link #release} frees it. */
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

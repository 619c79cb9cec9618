package org.gatecast.limits;

/** Whether memory could be reserved for a response. */
public enum ReservationResult {
    TAKEN,
    /** The address has too many unread bytes. */
    ADDRESS_FULL,
    /** All addresses together have too many. */
    FULL
}

package org.gatecast.limits;

/** Whether there is room for an answer that need not be read. */
public enum ReservationResult {
    TAKEN,
    /** The address leaves too many bytes unread. */
    ADDRESS_FULL,
    /** All together do. */
    FULL
}

package org.gatecast.booth.status;

/**
 * What is known of the timing PC.
 *
 * @param address of the PC, once there was a connection; otherwise as the operator has given it, or {@code null}
 * @param why there is no connection any more, otherwise {@code null}
 * @param clock the venue's time of day, {@code null} while it is not known
 */
public record StreamReport(State state, String address, String why, String clock) {
    /** How far the booth has come. */
    public enum State {
        /** No address is known. */
        SEARCHING,
        CONNECTING,
        /** Connected, and the venue's clock has not been received yet. */
        SILENT,
        RECEIVING,
        LOST
    }
}

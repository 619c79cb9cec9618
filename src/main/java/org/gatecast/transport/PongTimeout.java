package org.gatecast.transport;

/**
 * Whether a connection still owes a pong, or progress, after the last ping (FR-017). Confined to the event loop of the connection.
 */
final class PongTimeout {
    private boolean waiting;
    private boolean pongRequired;

    /**
     * A ping was due.
     *
     * @param pongRequired whether a ping was sent; then only a pong counts, else also that the socket takes what waits
     * @param blocked whether something waits for the socket or the connection is closing
     */
    void pingDue(boolean pongRequired, boolean blocked) {
        this.pongRequired = pongRequired;
        waiting = pongRequired || blocked;
    }

    void drained() {
        waiting &= pongRequired;
    }

    void cancel() {
        waiting = false;
    }

    boolean isWaiting() {
        return waiting;
    }
}

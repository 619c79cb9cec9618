package org.gatecast.transport;

/**
 * A spectator as its room sees it. What the room wants done happens later, on the event loop of the connection.
 * Confined to the broadcaster's event loop.
 */
public final class Spectator {
    private final SpectatorConnection connection;
    private int joinedAtEpoch;

    Spectator(SpectatorConnection connection) {
        this.connection = connection;
    }

    /** Sends a close frame, or its event, and closes the connection. */
    public void close(CloseReason reason) {
        connection.loop().execute(() -> connection.close(reason));
    }

    SpectatorConnection connection() {
        return connection;
    }

    WireFormat.AgreedFormat agreedFormat() {
        return connection.agreedFormat();
    }

    /** The group's epoch when this spectator joined or last missed a message. */
    int joinedAtEpoch() {
        return joinedAtEpoch;
    }

    void joinedAtEpoch(int epoch) {
        joinedAtEpoch = epoch;
    }
}

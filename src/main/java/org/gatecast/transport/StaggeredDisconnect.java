package org.gatecast.transport;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gatecast.config.Settings;

/**
 * Closes the spectators of one event loop in random order, evenly over the drain's spread, and tells each when to connect
 * again, evenly over another time. So neither the closes nor the reconnects come all at once. Confined to that event loop.
 */
final class StaggeredDisconnect {
    private final List<SpectatorConnection> connections;
    private final Settings.Drain drain;
    private final long startedNanos = System.nanoTime();
    private int disconnected;

    StaggeredDisconnect(List<SpectatorConnection> connections, Settings.Drain drain) {
        this.connections = new ArrayList<>(connections);
        this.drain = drain;
        Collections.shuffle(this.connections);
    }

    /** Closes every connection that is due. Returns whether all are closed. */
    boolean tick() {
        int due = due(System.nanoTime() - startedNanos);
        while (disconnected < due) {
            connections.get(disconnected).closeForRestart(reconnectSeconds(disconnected));
            disconnected++;
        }
        return disconnected == connections.size();
    }

    /** How many are due after so long; the first at once. */
    private int due(long nanos) {
        long spread = drain.spread().toNanos();
        return nanos >= spread ? connections.size() : (int) Math.ceil((double) connections.size() * nanos / spread);
    }

    private int reconnectSeconds(int index) {
        return Math.toIntExact(
                drain.reconnectAfter().toSeconds() + drain.reconnectSpread().toSeconds() * index / connections.size());
    }
}

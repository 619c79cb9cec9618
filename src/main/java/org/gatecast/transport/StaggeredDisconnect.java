package org.gatecast.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.ObjIntConsumer;
import org.gatecast.config.Settings;

/**
 * Closes the spectators of one event loop in random order, evenly over a time, so that their closes do not come all at once.
 * Confined to that event loop.
 */
final class StaggeredDisconnect {
    private final List<SpectatorConnection> connections;
    private final Duration spread;
    private final ObjIntConsumer<SpectatorConnection> close;
    private final long startedNanos = System.nanoTime();
    private int disconnected;

    /**
     * @param spread over which the connections are closed
     * @param close is called with each connection and its place in the order
     */
    StaggeredDisconnect(
            List<SpectatorConnection> connections, Duration spread, ObjIntConsumer<SpectatorConnection> close) {
        this.connections = new ArrayList<>(connections);
        this.spread = spread;
        this.close = close;
        Collections.shuffle(this.connections);
    }

    /** Tells each spectator when to connect again, evenly over another time. So the reconnects do not come all at once. */
    static StaggeredDisconnect forRestart(List<SpectatorConnection> connections, Settings.Drain drain) {
        long after = drain.reconnectAfter().toSeconds();
        long spread = drain.reconnectSpread().toSeconds();
        return new StaggeredDisconnect(
                connections,
                drain.spread(),
                (connection, index) ->
                        connection.closeForRestart(Math.toIntExact(after + spread * index / connections.size())));
    }

    /** Closes every connection that is due. Returns whether all are closed. */
    boolean tick() {
        int due = due(System.nanoTime() - startedNanos);
        while (disconnected < due) {
            close.accept(connections.get(disconnected), disconnected);
            disconnected++;
        }
        return disconnected == connections.size();
    }

    /** How many are due after so long; the first at once. */
    private int due(long nanos) {
        long whole = spread.toNanos();
        return nanos >= whole ? connections.size() : (int) Math.ceil((double) connections.size() * nanos / whole);
    }
}

package org.gatecast.transport;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.gatecast.bus.DatabaseContact;

/**
 * Sends the spectators of a node that has lost the database to nodes that have it (decision 064). A load balancer sends
 * nobody to a node that is not ready, unless none is. So this node disconnects a few spectators first, and looks whether
 * anybody comes here after that.
 *
 * <pre>
 *   lost ──▶ a few are disconnected ──▶ nobody comes: other nodes are ready, all are disconnected
 *               ▲                 └───▶ somebody comes: no node is ready, the others stay ─┐
 *               └──────────────────────────── nobody comes any more ◀──────────────────────┘
 * </pre>
 *
 * Confined to one event loop.
 */
final class SpectatorHandover {
    /** A load balancer has noticed by then that this node is not ready. */
    private static final long FIRST_CHECK_MILLIS = 1_500;
    /** Clients reconnect within two seconds, at random. */
    private static final long CHECK_MILLIS = 2_000;

    private static final int FEW_PART = 100;
    private static final Duration SPREAD = Duration.ofSeconds(1);
    private static final long DISCONNECT_TICK_MILLIS = 20;

    private final SpectatorLimit limit;
    private final Supplier<List<SpectatorConnection>> connections;
    private final Timer timer;
    /** Counts outages, so that the timers of an earlier one do nothing. */
    private int outage;

    private long arrivals;
    private boolean fewDisconnected;

    interface Timer {
        /** Runs it once, on the event loop. */
        void run(long afterMillis, Runnable task);
    }

    /** @param connections all spectators of this event loop */
    SpectatorHandover(SpectatorLimit limit, Supplier<List<SpectatorConnection>> connections, Timer timer) {
        this.limit = limit;
        this.connections = connections;
        this.timer = timer;
    }

    /** The node has lost the database, or found it again. */
    void onContact(DatabaseContact contact) {
        outage++;
        if (contact.lost()) {
            fewDisconnected = false;
            arrivals = limit.arrivals();
            runAfter(FIRST_CHECK_MILLIS, this::check);
        }
    }

    private void runAfter(long millis, Runnable task) {
        int begun = outage;
        timer.run(millis, () -> {
            if (begun == outage) {
                task.run();
            }
        });
    }

    private void check() {
        long now = limit.arrivals();
        boolean nobodyCame = now == arrivals;
        arrivals = now;
        if (nobodyCame && fewDisconnected) {
            disconnectAll();
            return;
        }
        fewDisconnected = nobodyCame;
        if (nobodyCame) {
            few().forEach(connection -> connection.close(CloseReason.CUT_OFF));
        }
        runAfter(CHECK_MILLIS, this::check);
    }

    private List<SpectatorConnection> few() {
        List<SpectatorConnection> all = new ArrayList<>(connections.get());
        Collections.shuffle(all);
        return all.subList(0, Math.min(all.size(), 1 + all.size() / FEW_PART));
    }

    private void disconnectAll() {
        disconnect(new StaggeredDisconnect(
                connections.get(), SPREAD, (connection, index) -> connection.close(CloseReason.CUT_OFF)));
    }

    private void disconnect(StaggeredDisconnect all) {
        if (!all.tick()) {
            runAfter(DISCONNECT_TICK_MILLIS, () -> disconnect(all));
        }
    }
}

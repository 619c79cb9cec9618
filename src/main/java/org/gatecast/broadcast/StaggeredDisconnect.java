package org.gatecast.broadcast;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.gatecast.config.Settings;

/**
 * Spectators of one event loop on their way out, in no order of theirs: evenly over a time, and asked to come back evenly
 * over another, so that neither the goodbye nor the return is a rush. Confined to that loop.
 */
final class StaggeredDisconnect {
    private final List<SpectatorConnection> spectators;
    private final Settings.Drain drain;
    private final long startedNanos = System.nanoTime();
    private int disconnected;

    StaggeredDisconnect(List<SpectatorConnection> spectators, Settings.Drain drain) {
        this.spectators = new ArrayList<>(spectators);
        this.drain = drain;
        Collections.shuffle(spectators);
    }

    /** Lets go of everyone whose time has come; answers whether that is everyone. */
    boolean tick() {
        int due = due(System.nanoTime() - startedNanos);
        while (disconnected < due) {
            spectators.get(disconnected).closeForRestart(reconnectSeconds(disconnected));
            disconnected++;
        }
        return disconnected == spectators.size();
    }

    /** How many are to be gone by then; the first at once. */
    private int due(long nanos) {
        long spread = drain.spread().toNanos();
        return nanos >= spread ? spectators.size() : (int) Math.ceil((double) spectators.size() * nanos / spread);
    }

    private int reconnectSeconds(int turn) {
        return Math.toIntExact(drain.away().toSeconds() + drain.returning().toSeconds() * turn / spectators.size());
    }
}

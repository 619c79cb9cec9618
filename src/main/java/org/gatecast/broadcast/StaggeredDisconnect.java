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
    private final List<SpectatorConnection> leaving;
    private final Settings.Drain drain;
    private final long begun = System.nanoTime();
    private int gone;

    StaggeredDisconnect(List<SpectatorConnection> spectators, Settings.Drain drain) {
        this.leaving = new ArrayList<>(spectators);
        this.drain = drain;
        Collections.shuffle(leaving);
    }

    /** Lets go of everyone whose time has come; answers whether that is everyone. */
    boolean proceed() {
        int due = due(System.nanoTime() - begun);
        while (gone < due) {
            leaving.get(gone).closeForNow(awaySeconds(gone));
            gone++;
        }
        return gone == leaving.size();
    }

    /** How many are to be gone by then; the first at once. */
    private int due(long nanos) {
        long spread = drain.spread().toNanos();
        return nanos >= spread ? leaving.size() : (int) Math.ceil((double) leaving.size() * nanos / spread);
    }

    private int awaySeconds(int turn) {
        return Math.toIntExact(drain.away().toSeconds() + drain.returning().toSeconds() * turn / leaving.size());
    }
}

package org.gatecast.broadcast;

import java.util.Arrays;

/** Spectators in a compact array, without order: every message walks it. Confined to one event loop. */
final class ConnectionTable {
    private SpectatorConnection[] spectators = new SpectatorConnection[8];
    private int size;

    int size() {
        return size;
    }

    SpectatorConnection get(int index) {
        return spectators[index];
    }

    void add(SpectatorConnection spectator) {
        if (size == spectators.length) {
            spectators = Arrays.copyOf(spectators, size * 2);
        }
        spectators[size] = spectator;
        spectator.tableIndex(size);
        size++;
    }

    void remove(int index) {
        size--;
        spectators[index] = spectators[size];
        spectators[index].tableIndex(index);
        spectators[size] = null;
    }
}

package org.gatecast.live;

import java.util.Arrays;

/** Spectators in a compact array, without order: every message walks it. Confined to one event loop. */
final class Roster {
    private Spectator[] spectators = new Spectator[8];
    private int size;

    int size() {
        return size;
    }

    Spectator get(int index) {
        return spectators[index];
    }

    void add(Spectator spectator) {
        if (size == spectators.length) {
            spectators = Arrays.copyOf(spectators, size * 2);
        }
        spectators[size] = spectator;
        spectator.seatedAt(size);
        size++;
    }

    void remove(int index) {
        size--;
        spectators[index] = spectators[size];
        spectators[index].seatedAt(index);
        spectators[size] = null;
    }
}

package org.gatecast.broadcast;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.gatecast.model.RaceId;

/**
 * The races whose results a spectator receives. Without races it receives those of all races, but no tables with
 * {@code full}. Spectators with the same subscription receive the same messages, byte for byte.
 */
record Subscription(Set<RaceId> races) {
    static final Subscription UNFILTERED = new Subscription(Set.of());

    Subscription {
        races = Collections.unmodifiableSet(new TreeSet<>(races));
    }

    static Subscription to(Collection<RaceId> races) {
        return races.isEmpty() ? UNFILTERED : new Subscription(new TreeSet<>(races));
    }

    boolean wants(RaceId race) {
        return races.isEmpty() || races.contains(race);
    }
}

package org.gatecast.broadcast;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import org.gatecast.model.RaceId;

/**
 * Which races' results a spectator wants to hear of; no race means every race's, with tables left to REST. Spectators
 * with the same set share every message, byte for byte.
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

package org.gatecast.bus;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatecast.model.RaceId;

/**
 * The number of spectators of one event.
 *
 * @param byRace spectators that subscribed to a race; one may have several races, and those without a filter are not counted
 */
public record SpectatorCounts(int webSocket, int eventStream, Map<RaceId, Integer> byRace) {
    public static final SpectatorCounts NONE = new SpectatorCounts(0, 0, Map.of());

    public SpectatorCounts {
        byRace = Collections.unmodifiableMap(new LinkedHashMap<>(byRace));
    }

    /** Those of this node and of another. */
    public SpectatorCounts plus(SpectatorCounts other) {
        Map<RaceId, Integer> races = new LinkedHashMap<>(byRace);
        other.byRace.forEach((race, spectators) -> races.merge(race, spectators, Integer::sum));
        return new SpectatorCounts(webSocket + other.webSocket, eventStream + other.eventStream, races);
    }
}

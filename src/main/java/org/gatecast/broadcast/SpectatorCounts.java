package org.gatecast.broadcast;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatecast.model.RaceId;

/**
 * How many watch one event at a moment.
 *
 * @param byRace who asked for a race, which one may do for several; those who asked for none are not among them
 */
public record SpectatorCounts(int webSocket, int eventStream, Map<RaceId, Integer> byRace) {
    static final SpectatorCounts NONE = new SpectatorCounts(0, 0, Map.of());

    public SpectatorCounts {
        byRace = Collections.unmodifiableMap(new LinkedHashMap<>(byRace));
    }
}

package org.gatecast.live;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatecast.model.RaceId;

/**
 * How many watch one event at a moment.
 *
 * @param byRace who asked for a race, which one may do for several; those who asked for none are not among them
 */
public record Watching(int webSocket, int eventStream, Map<RaceId, Integer> byRace) {
    static final Watching NOBODY = new Watching(0, 0, Map.of());

    public Watching {
        byRace = Collections.unmodifiableMap(new LinkedHashMap<>(byRace));
    }
}

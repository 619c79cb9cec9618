package org.gatecast.merge;

import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.model.EventState;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.RaceStatusUpdate;

/**
 * Merges the stream's word on the status of races into an event's state. Races that the export does not list are skipped. A
 * status that repeats the stream's last word changes nothing, whatever an import has done since.
 */
public final class RaceStatusMerge {
    private RaceStatusMerge() {}

    /**
     * @param state the same object as before if nothing was new
     * @param known how many of the updates name a race of the event
     */
    public record Outcome(EventState state, int known) {}

    /**
     * @param at when the call arrived
     */
    public static Outcome apply(EventState before, List<RaceStatusUpdate> updates, Instant at) {
        Map<RaceId, Race> races = new LinkedHashMap<>(before.races());
        int known = 0;
        for (RaceStatusUpdate update : updates) {
            Race race = races.get(update.raceId());
            if (race != null) {
                known++;
                races.put(race.raceId(), race.withStatus(race.status().withStream(update.number(), at)));
            }
        }
        return races.equals(before.races())
                ? new Outcome(before, known)
                : new Outcome(before.withRaces(Collections.unmodifiableMap(races)), known);
    }
}

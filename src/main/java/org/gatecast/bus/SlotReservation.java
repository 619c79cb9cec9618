package org.gatecast.bus;

import java.util.Map;
import org.gatecast.model.EventId;

/**
 * A request to the store to reserve slots for this node's spectators, in place of all that it has reserved before. The reply
 * is {@link Reserved}, or a {@link org.gatecast.model.Refusal} if the database cannot be reached.
 *
 * @param wanted for each event; nothing stays reserved for any other
 * @param counts the spectators that this node has, for the counts of all nodes
 * @param perEvent the limit of all nodes together
 * @param number greater than that of every request before, so that one that is carried out late changes nothing
 */
public record SlotReservation(
        Map<EventId, Integer> wanted, Map<EventId, SpectatorCounts> counts, int perEvent, long number) {
    public SlotReservation {
        wanted = Map.copyOf(wanted);
        counts = Map.copyOf(counts);
    }

    /**
     * For each event of the request:
     *
     * @param slots what this node has reserved now
     * @param left what no node has reserved
     */
    public record Reserved(Map<EventId, Integer> slots, Map<EventId, Integer> left) {
        public Reserved {
            slots = Map.copyOf(slots);
            left = Map.copyOf(left);
        }
    }
}

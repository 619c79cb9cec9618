package org.gatecast.transport;

import java.util.List;
import org.gatecast.model.EventId;
import org.gatecast.model.RaceId;

/**
 * The request of a client to become a spectator.
 *
 * @param races the races whose results it wants; empty means all races
 * @param since the cursor of the last message it has, {@code null} for a new spectator
 * @param requestId for the {@code X-Request-Id} of the response
 */
public record SubscribeRequest(EventId eventId, List<RaceId> races, String since, String requestId) {
    public SubscribeRequest {
        races = List.copyOf(races);
    }
}

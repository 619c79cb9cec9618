package org.gatecast.bus;

import org.gatecast.model.EventId;

/** A request to the broadcaster to count an event's spectators. The reply is {@link SpectatorCounts}. */
public record CountSpectators(EventId eventId) {}

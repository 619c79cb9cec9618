package org.gatecast.bus;

import org.gatecast.model.EventId;

/** Published when this node has more spectators of an event than it has reserved slots: some must leave. */
public record SurplusSpectators(EventId eventId) {}

package org.gatecast.bus;

import org.gatecast.model.EventId;

/**
 * A request to reserve another slot for a spectator of an event. The empty reply comes when this has been tried; whether there
 * is a slot, the caller sees by taking it. The reply is a {@link org.gatecast.model.Refusal} if the database does not
 * respond.
 */
public record SlotsWanted(EventId eventId) {}

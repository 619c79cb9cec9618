package org.gatecast.bus;

import org.gatecast.model.EventId;

/**
 * A request to reserve another slot for a spectator of an event. The reply is {@link Tried}, or a
 * {@link org.gatecast.model.Refusal} if the database does not respond. Whether there is a slot, the caller sees by taking it:
 * another may have taken it first.
 */
public record SlotsWanted(EventId eventId) {
    /** @param full whether no node has slots left, and this node has given all that it has */
    public record Tried(boolean full) {}
}

package org.gatecast.store;

import io.vertx.core.Future;
import org.gatecast.bus.SlotReservation;
import org.gatecast.bus.SpectatorCounts;
import org.gatecast.model.EventId;

/** The slots for spectators that each node has reserved, on a database that several nodes share. */
public interface SlotReservations {
    /**
     * Reserves as many of the wanted slots as other nodes have left. A node keeps what it has, if it still wants it, unless its
     * reservations have expired.
     *
     * @return completes after the commit; fails if a later reservation of this node has been carried out
     */
    Future<SlotReservation.Reserved> reserve(SlotReservation reservation);

    /** The spectators that other nodes said they have, with their latest reservation. */
    Future<SpectatorCounts> countElsewhere(EventId eventId);
}

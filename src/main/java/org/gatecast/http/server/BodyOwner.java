package org.gatecast.http.server;

import io.vertx.ext.web.RoutingContext;
import org.gatecast.model.EventId;

/**
 * For whom a request's body is held in memory and parsed. Owners take turns, so that one event's bodies do not delay
 * another's.
 */
public final class BodyOwner {
    private static final ContextKey<EventId> EVENT = new ContextKey<>("bodyOwner");
    /** Requests that create an event have one owner together. */
    private static final Object NEW_EVENTS = new Object();

    private BodyOwner() {}

    /** From here on the request's body belongs to the event. */
    public static void set(RoutingContext ctx, EventId eventId) {
        EVENT.set(ctx, eventId);
    }

    /** The event that the request is about; one common owner for requests that create an event. */
    public static Object of(RoutingContext ctx) {
        EventId eventId = EVENT.get(ctx);
        return eventId == null ? NEW_EVENTS : eventId;
    }
}

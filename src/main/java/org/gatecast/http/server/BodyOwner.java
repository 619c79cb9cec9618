package org.gatecast.http.server;

import io.vertx.ext.web.RoutingContext;
import org.gatecast.model.EventId;

/** The event that a request's body belongs to. Owners take turns, so that one event's bodies do not delay another's. */
public final class BodyOwner {
    private static final ContextKey<EventId> EVENT = new ContextKey<>("bodyOwner");
    /** Requests that create an event have one owner together. */
    private static final Object NEW_EVENTS = new Object();

    private BodyOwner() {}

    public static void set(RoutingContext ctx, EventId eventId) {
        EVENT.set(ctx, eventId);
    }

    public static Object of(RoutingContext ctx) {
        EventId eventId = EVENT.get(ctx);
        return eventId == null ? NEW_EVENTS : eventId;
    }
}

package org.gatecast.http;

import io.vertx.ext.web.RoutingContext;
import org.gatecast.model.Authority;
import org.gatecast.model.EventId;
import org.gatecast.model.EventKey;
import org.gatecast.snapshot.EventSnapshot;

/**
 * The authenticated caller of a request about one event: the holder of one of its keys, or the master of the service.
 *
 * @param key the key in the request, {@code null} for a master
 */
record AuthenticatedCaller(EventSnapshot event, EventKey key) {
    private static final ContextKey<AuthenticatedCaller> CALLER = new ContextKey<>("caller");

    /** The request's caller, {@code null} until {@link #attachTo} was called. */
    static AuthenticatedCaller of(RoutingContext ctx) {
        return CALLER.get(ctx);
    }

    /** From here on the request's handlers find the caller in the context, and its body belongs to the caller's event. */
    void attachTo(RoutingContext ctx) {
        CALLER.set(ctx, this);
        BodyOwner.set(ctx, eventId());
    }

    EventId eventId() {
        return event.meta().eventId();
    }

    boolean isMaster() {
        return key == null;
    }

    /** The right to change the event. It is checked again when the change is made. */
    Authority authority() {
        return new Authority(eventId(), event.meta().generation(), keyId());
    }

    /** The public id of the key in the request, {@code null} for a master. */
    String keyId() {
        return key == null ? null : key.id();
    }
}

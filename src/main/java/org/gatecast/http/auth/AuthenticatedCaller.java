package org.gatecast.http.auth;

import io.vertx.ext.web.RoutingContext;
import org.gatecast.http.server.BodyOwner;
import org.gatecast.http.server.ContextKey;
import org.gatecast.model.Authority;
import org.gatecast.model.EventId;
import org.gatecast.model.EventKey;
import org.gatecast.snapshot.EventSnapshot;

/**
 * The authenticated caller of a request about one event: the holder of one of its keys, or the master of the service.
 *
 * @param key the key in the request, {@code null} for a master
 */
public record AuthenticatedCaller(EventSnapshot event, EventKey key) {
    private static final ContextKey<AuthenticatedCaller> CALLER = new ContextKey<>("caller");

    /** The request's caller, {@code null} until {@link #attachTo} was called. */
    public static AuthenticatedCaller of(RoutingContext ctx) {
        return CALLER.get(ctx);
    }

    /** Makes this the request's caller, and the caller's event the owner of its body. */
    public void attachTo(RoutingContext ctx) {
        CALLER.set(ctx, this);
        BodyOwner.set(ctx, eventId());
    }

    public EventId eventId() {
        return event.meta().eventId();
    }

    public boolean isMaster() {
        return key == null;
    }

    /** The right to change the event. It is checked again when the change is made. */
    public Authority authority() {
        return new Authority(eventId(), event.meta().generation(), keyId());
    }

    /** The public id of the key in the request, {@code null} for a master. */
    public String keyId() {
        return key == null ? null : key.id();
    }
}

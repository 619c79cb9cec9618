package org.gatecast.http;

import io.vertx.ext.web.RoutingContext;
import org.gatecast.model.Authority;
import org.gatecast.model.EventId;
import org.gatecast.model.EventKey;
import org.gatecast.snapshot.EventSnapshot;

/**
 * Who runs an event: whoever has one of its keys, or the master of the service.
 *
 * @param key the key that was shown, {@code null} for a master
 */
record AuthenticatedCaller(EventSnapshot event, EventKey key) {
    /** Under which a request's caller is kept with it, once known. */
    static final String KEY = "caller";

    /** Whose part of what events share a request takes: its event's, or that of organisers who make one. */
    static Object eventOf(RoutingContext ctx) {
        AuthenticatedCaller caller = ctx.get(KEY);
        return caller == null ? KEY : caller.eventId();
    }

    EventId eventId() {
        return event.meta().eventId();
    }

    boolean isMaster() {
        return key == null;
    }

    /** What the caller may do now, and perhaps not any more when the body has been read. */
    Authority authority() {
        return new Authority(eventId(), event.meta().generation(), keyId());
    }

    /** The public name of the key that was shown, {@code null} for a master. */
    String keyId() {
        return key == null ? null : key.id();
    }
}

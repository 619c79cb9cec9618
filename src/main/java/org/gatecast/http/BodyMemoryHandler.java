package org.gatecast.http;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.gatecast.limits.BodyMemoryBudget.Reservation;
import org.gatecast.limits.RequestMonitor;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/** Lets a body be read only when there is room for it, until its request is answered. */
final class BodyMemoryHandler {
    private static final String KEY = "bodyRoom";

    private BodyMemoryHandler() {}

    /**
     * After the key is known to be good, and before the body is read.
     *
     * @param limitBytes how much a body may be that does not say how long it is
     * @throws RefusedException when there is no room now
     */
    static void reserve(RoutingContext ctx, long limitBytes) {
        HttpServerRequest request = ctx.request();
        long bytes = request.getHeader("Content-Length") == null
                ? (request.getHeader("Transfer-Encoding") == null ? 0 : limitBytes)
                : Math.min(limitBytes, RequestBodies.length(request));
        if (bytes == 0) {
            return;
        }
        Context context = ctx.vertx().getOrCreateContext();
        Reservation room = RequestMonitor.of(request)
                .bodies()
                .reserve(AuthenticatedCaller.eventOf(ctx), bytes, () -> context.runOnContext(v -> release(ctx)));
        if (room == null) {
            throw new RefusedException(
                    ErrorCode.Unavailable,
                    "The service is busy reading other large bodies; send this one again shortly.");
        }
        ctx.put(KEY, room);
        ctx.addEndHandler(answered -> room.release());
    }

    /** Behind the body: it is there in full, and keeps its room; one that has lost it is answered, and handled no more. */
    static void keep(RoutingContext ctx) {
        Reservation room = ctx.get(KEY);
        if (room == null || room.keep()) {
            ctx.next();
        }
    }

    private static void release(RoutingContext ctx) {
        if (!ctx.response().ended()) {
            ctx.fail(new RefusedException(
                    ErrorCode.Unavailable,
                    "The room that this body takes is needed for others that come faster; send it again shortly."));
        }
    }
}

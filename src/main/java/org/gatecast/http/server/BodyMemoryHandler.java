package org.gatecast.http.server;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.gatecast.limits.BodyMemoryReservation;
import org.gatecast.limits.ClientConnection;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/** Reserves memory for a request's body before the body is read, and releases it when the response has been sent. */
final class BodyMemoryHandler {
    private static final ContextKey<BodyMemoryReservation> RESERVATION = new ContextKey<>("bodyReservation");

    private BodyMemoryHandler() {}

    /**
     * Called after the caller was authenticated and before the body is read.
     *
     * @param limitBytes reserved for a body of unknown length
     * @throws RefusedException {@code Unavailable} when too much memory is reserved now
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
        reserve(ctx, bytes, () -> context.runOnContext(v -> release(ctx)));
    }

    private static BodyMemoryReservation reserve(RoutingContext ctx, long bytes, Runnable onEvicted) {
        BodyMemoryReservation reservation =
                ClientConnection.of(ctx.request()).bodies().reserve(BodyOwner.of(ctx), bytes, onEvicted);
        if (reservation == null) {
            throw new RefusedException(
                    ErrorCode.Unavailable,
                    "The service is busy reading other large bodies; send this one again shortly.");
        }
        RESERVATION.set(ctx, reservation);
        ctx.addEndHandler(sent -> reservation.release());
        return reservation;
    }

    /**
     * Called when a compressed body has arrived: its reservation is replaced by one for the inflated body too. It is
     * released first, because the only body is always accepted, however small the budget is.
     *
     * @throws RefusedException {@code Unavailable} when too much memory is reserved now
     */
    static void reserveInflated(RoutingContext ctx, int inflatedBytes) {
        BodyMemoryReservation arrived = RESERVATION.get(ctx);
        if (arrived != null) {
            arrived.release();
        }
        reserve(ctx, ctx.body().length() + (long) inflatedBytes, () -> {}).keep();
    }

    /** Called when the body has been read. A request that lost its reservation is already refused. */
    static void keep(RoutingContext ctx) {
        BodyMemoryReservation reservation = RESERVATION.get(ctx);
        if (reservation == null || reservation.keep()) {
            ctx.next();
        }
    }

    private static void release(RoutingContext ctx) {
        if (!ctx.response().ended()) {
            ctx.fail(
                    new RefusedException(
                            ErrorCode.Unavailable,
                            "The memory reserved for this body is needed for bodies that arrive faster; send it again shortly."));
        }
    }
}

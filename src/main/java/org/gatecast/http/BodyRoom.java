package org.gatecast.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicBoolean;
import org.gatecast.guard.BodyMemory;
import org.gatecast.guard.Doorman;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/** Lets a body be read only when there is room for it, until its request is answered. */
final class BodyRoom {
    private BodyRoom() {}

    /**
     * @param limitBytes how much a body may be that does not say how long it is
     * @throws RefusedException when there is no room now
     */
    static void reserve(RoutingContext ctx, long limitBytes) {
        HttpServerRequest request = ctx.request();
        long bytes = request.getHeader("Content-Length") == null
                ? (request.getHeader("Transfer-Encoding") == null ? 0 : limitBytes)
                : Math.min(limitBytes, Bodies.length(request));
        BodyMemory memory = Doorman.of(request).bodies();
        if (!memory.reserve(bytes)) {
            throw new RefusedException(
                    ErrorCode.Unavailable,
                    "The service is busy reading other large bodies; send this one again shortly.");
        }
        AtomicBoolean released = new AtomicBoolean();
        ctx.addEndHandler(answered -> {
            if (released.compareAndSet(false, true)) {
                memory.release(bytes);
            }
        });
    }
}

package org.gatecast.http.errors;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/**
 * Reads and discards the rest of a refused request's body, then closes the connection. Closing at once would lose the
 * response for a client that is still sending.
 */
final class UnreadBodyDrain {
    private static final long TIMEOUT_MILLIS = 2_000;

    private UnreadBodyDrain() {}

    /** Called before the response is sent. The connection is closed after two seconds at the latest. */
    static void closeWhenRead(RoutingContext ctx) {
        ctx.response().putHeader("Connection", "close");
        HttpServerRequest request = ctx.request();
        long timer = ctx.vertx()
                .setTimer(TIMEOUT_MILLIS, late -> request.connection().close());
        request.connection().closeHandler(closed -> ctx.vertx().cancelTimer(timer));
        request.exceptionHandler(broken -> {})
                .handler(discarded -> {})
                .endHandler(read -> closeIfDone(request))
                .resume();
        ctx.addEndHandler(sent -> closeIfDone(request));
    }

    private static void closeIfDone(HttpServerRequest request) {
        if (request.isEnded() && request.response().ended()) {
            request.connection().close();
        }
    }
}

package org.gatecast.http;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.gatecast.guard.Doorman;
import org.gatecast.guard.Turned;
import org.gatecast.guard.Turnstile;
import org.gatecast.guard.Visitor;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/**
 * What a request passes before its route's own handler: the limits of its address, and where it may come from. Ingest
 * passes the limits unasked, since its key decides: a valid one is never limited, and wrong ones are where they are
 * refused.
 */
final class Entrance {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final Turnstile turnstile;
    private final Origins origins;

    Entrance(Turnstile turnstile) {
        this.turnstile = turnstile;
        this.origins = new Origins(turnstile);
    }

    /** Before any route: refuses a path that could be routed in two ways, and an expectation that is not known. */
    void admitPlain(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (!NormalPath.isNormal(request)) {
            limit(ctx);
            throw new RefusedException(
                    ErrorCode.InvalidRequest,
                    "The path is malformed; write it in normal form: without empty or dot segments, backslashes,"
                            + " control characters, and escapes of letters, digits, '-', '.', '_', '~' and '/'.");
        }
        String expected = request.getHeader(HttpHeaders.EXPECT);
        if (expected != null && !expected.equalsIgnoreCase("100-continue")) {
            limit(ctx);
            throw new RefusedException(
                    ErrorCode.ExpectationFailed, "The only expectation that this service knows is 100-continue.");
        }
        ctx.next();
    }

    /** What everybody may read and watch, the pages, and what does not exist. */
    void admitPublic(RoutingContext ctx) {
        requirePlace(ctx, Doorman.of(ctx.request()).mayAsk());
        limit(ctx);
        ctx.next();
    }

    void admitOrganiser(RoutingContext ctx) {
        requirePlaceUnlessItShowsAKey(ctx);
        limit(ctx);
        origins.requireOwn(ctx);
        ctx.next();
    }

    void admitIngest(RoutingContext ctx) {
        requirePlaceUnlessItShowsAKey(ctx);
        origins.requireOwn(ctx);
        ctx.next();
    }

    /** Whether the key is right is found out where it is read; on the reserve, a wrong one ends the connection there. */
    private static void requirePlaceUnlessItShowsAKey(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        boolean showsOne = request.headers().contains(Keys.EVENT_HEADER)
                || request.headers().contains(Keys.MASTER_HEADER);
        requirePlace(ctx, showsOne || Doorman.of(request).mayAsk());
    }

    private static void requirePlace(RoutingContext ctx, boolean hasOne) {
        if (!hasOne) {
            ctx.response().putHeader("Connection", "close");
            throw new RefusedException(
                    ErrorCode.Unavailable, "The service has all the connections that it takes; try again shortly.");
        }
    }

    private void limit(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Doorman doorman = Doorman.of(request);
        Visitor visitor = doorman.visitor(request);
        Turned reproach = doorman.reproach();
        if (reproach != null) {
            ctx.response().putHeader("Connection", "close");
            throw refuse(ctx, reproach, visitor.arrivalWait());
        }
        long wait = visitor.request();
        if (wait > 0) {
            throw refuse(ctx, Turned.REQUESTS, wait);
        }
    }

    /** A spectator is about to be let in; refuses by throwing. */
    void stay(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Doorman doorman = Doorman.of(request);
        requirePlace(ctx, doorman.takesPublicPlace());
        if (doorman.isProxied()) {
            Visitor visitor = doorman.visitor(request);
            Turned reproach = doorman.stay(visitor);
            if (reproach != null) {
                throw refuse(ctx, reproach, visitor.arrivalWait());
            }
        }
    }

    private RefusedException refuse(RoutingContext ctx, Turned why, long waitNanos) {
        return refuse(ctx.request(), turnstile, why, waitNanos);
    }

    /** The refusal of what comes too often; that is counted, and when to come back is on the answer. */
    static RefusedException refuse(HttpServerRequest request, Turnstile turnstile, Turned why, long waitNanos) {
        turnstile.count(why);
        long seconds = Math.max(1, (waitNanos + SECOND_NANOS - 1) / SECOND_NANOS);
        request.response().putHeader("Retry-After", Long.toString(seconds));
        String message =
                switch (why) {
                    case CONNECTIONS -> "There are too many connections from your address; close some.";
                    case ARRIVALS -> "Your address opens connections too fast; try again a little later.";
                    case GUESSES -> "Your address has sent too many wrong keys or passwords; try again a little later.";
                    default -> "Your address asks too often; try again a little later.";
                };
        return new RefusedException(ErrorCode.RateLimited, message);
    }
}

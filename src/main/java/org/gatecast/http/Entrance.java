package org.gatecast.http;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.gatecast.guard.Doorman;
import org.gatecast.guard.Turned;
import org.gatecast.guard.Turnstile;
import org.gatecast.guard.Visitor;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;

/**
 * What every request passes before its route: the limits of its address. Ingest passes unasked, since its key decides:
 * a valid one is never limited, and any other one is counted where it is refused.
 */
final class Entrance {
    private static final String INGEST = "/api/v1/ingest/";
    private static final long SECOND_NANOS = 1_000_000_000;

    private final Turnstile turnstile;

    Entrance(Turnstile turnstile) {
        this.turnstile = turnstile;
    }

    void admit(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (!request.path().startsWith(INGEST)) {
            limit(ctx, request);
        }
        if (request.headers().contains(Keys.MASTER_HEADER)) {
            limitGuesses(ctx, request);
        }
        ctx.next();
    }

    private void limit(RoutingContext ctx, HttpServerRequest request) {
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

    /** Were the right password told from the others here, guessing would go on. Who shows an event's key needs none. */
    private void limitGuesses(RoutingContext ctx, HttpServerRequest request) {
        if (!request.headers().contains(Keys.EVENT_HEADER)) {
            long wait = Doorman.of(request).visitor(request).failureWait();
            if (wait > 0) {
                throw refuse(ctx, Turned.GUESSES, wait);
            }
        }
    }

    /** A spectator is about to be let in; refuses by throwing. */
    void stay(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        Doorman doorman = Doorman.of(request);
        if (doorman.isProxied()) {
            Visitor visitor = doorman.visitor(request);
            Turned reproach = doorman.stay(visitor);
            if (reproach != null) {
                throw refuse(ctx, reproach, visitor.arrivalWait());
            }
        }
    }

    /** What a request is told whose key or password is wrong: that, or that there were too many. */
    static Refusal unauthorized(RoutingContext ctx, Turnstile turnstile, Refusal refusal) {
        turnstile.count(Turned.WRONG_KEY);
        HttpServerRequest request = ctx.request();
        long wait = Doorman.of(request).visitor(request).failure();
        return wait > 0
                ? new Entrance(turnstile).refuse(ctx, Turned.GUESSES, wait).refusal()
                : refusal;
    }

    private RefusedException refuse(RoutingContext ctx, Turned why, long waitNanos) {
        turnstile.count(why);
        long seconds = Math.max(1, (waitNanos + SECOND_NANOS - 1) / SECOND_NANOS);
        ctx.response().putHeader("Retry-After", Long.toString(seconds));
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

package org.gatecast.http.server;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.gatecast.limits.AddressLimits;
import org.gatecast.limits.ClientConnection;
import org.gatecast.limits.RejectionCounters;
import org.gatecast.limits.RejectionReason;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/**
 * Applies the limits of the client's address and the check of the origin before a route's own handler. Ingest requests are not
 * limited here: valid keys are never limited, wrong keys where they are refused.
 */
public final class RateLimitHandler {
    private static final long SECOND_NANOS = 1_000_000_000;

    private final RejectionCounters rejections;
    private final CrossSiteCheck crossSiteCheck;

    public RateLimitHandler(RejectionCounters rejections) {
        this.rejections = rejections;
        this.crossSiteCheck = new CrossSiteCheck(rejections);
    }

    /** Refuses a path that is not in normal form, and an unknown expectation. */
    public void admitPlain(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        if (!NormalizedPath.isNormal(request)) {
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

    /** For public reads, spectators, pages and unknown paths. */
    public void admitPublic(RoutingContext ctx) {
        requireConnectionSlot(ctx, ClientConnection.of(ctx.request()).mayUseReserve());
        limit(ctx);
        ctx.next();
    }

    public void admitOrganiser(RoutingContext ctx) {
        requireConnectionSlotUnlessKey(ctx);
        limit(ctx);
        crossSiteCheck.requireSameSite(ctx);
        ctx.next();
    }

    public void admitIngest(RoutingContext ctx) {
        requireConnectionSlotUnlessKey(ctx);
        crossSiteCheck.requireSameSite(ctx);
        ctx.next();
    }

    /** The key is checked later. On a reserved connection a wrong key closes the connection. */
    private static void requireConnectionSlotUnlessKey(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        requireConnectionSlot(
                ctx,
                CredentialHeaders.arePresent(request)
                        || ClientConnection.of(request).mayUseReserve());
    }

    private static void requireConnectionSlot(RoutingContext ctx, boolean hasOne) {
        if (!hasOne) {
            ctx.response().putHeader("Connection", "close");
            throw new RefusedException(
                    ErrorCode.Unavailable, "The service has as many connections as it may have; try again shortly.");
        }
    }

    private void limit(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        ClientConnection connection = ClientConnection.of(request);
        AddressLimits address = connection.addressLimits(request);
        RejectionReason rejection = connection.rejection();
        if (rejection != null) {
            ctx.response().putHeader("Connection", "close");
            throw refusal(ctx, rejection, address.connectWaitNanos());
        }
        long wait = address.takeRequest();
        if (wait > 0) {
            throw refusal(ctx, RejectionReason.REQUEST_RATE, wait);
        }
    }

    /** Called before a spectator is admitted. */
    public void admitSpectator(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        ClientConnection connection = ClientConnection.of(request);
        requireConnectionSlot(ctx, connection.claimPublicSlot());
        if (connection.isProxied()) {
            AddressLimits address = connection.addressLimits(request);
            RejectionReason rejection = connection.admitSpectator(address);
            if (rejection != null) {
                throw refusal(ctx, rejection, address.connectWaitNanos());
            }
        }
    }

    private RefusedException refusal(RoutingContext ctx, RejectionReason reason, long waitNanos) {
        return refusal(ctx.request(), rejections, reason, waitNanos);
    }

    /** A refusal for a rate limit. It is counted, and {@code Retry-After} is set on the response. */
    public static RefusedException refusal(
            HttpServerRequest request, RejectionCounters rejections, RejectionReason reason, long waitNanos) {
        rejections.count(reason);
        long seconds = Math.max(1, (waitNanos + SECOND_NANOS - 1) / SECOND_NANOS);
        request.response().putHeader("Retry-After", Long.toString(seconds));
        String message =
                switch (reason) {
                    case CONNECTIONS -> "There are too many connections from your address; close some.";
                    case CONNECT_RATE -> "Your address opens connections too fast; try again a little later.";
                    case FAILED_CREDENTIALS ->
                        "Your address has sent too many wrong keys or passwords; try again a little later.";
                    default -> "Your address sends requests too fast; try again a little later.";
                };
        return new RefusedException(ErrorCode.RateLimited, message);
    }
}

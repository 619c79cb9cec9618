package org.gatecast.http.server;

import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.Refusal;

/** The largest body that a request may have, for the response to a larger one. */
public final class BodyLimit {
    private static final ContextKey<Long> BYTES = new ContextKey<>("bodyLimit");

    private BodyLimit() {}

    static void set(RoutingContext ctx, long bytes) {
        BYTES.set(ctx, bytes);
    }

    /** Why a request with a body that is too large is refused; names the limit if the request's route has one. */
    public static Refusal refusal(RoutingContext ctx) {
        Long limit = BYTES.get(ctx);
        return limit == null
                ? new Refusal(ErrorCode.PayloadTooLarge, "The body is larger than this call takes.")
                : refusal(limit, "The body is larger than the " + limit + " bytes that this call takes.");
    }

    static Refusal refusal(long limit, String message) {
        return new Refusal(ErrorCode.PayloadTooLarge, message, Map.of("maxBytes", limit));
    }
}

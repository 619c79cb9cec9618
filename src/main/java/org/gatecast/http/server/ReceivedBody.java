package org.gatecast.http.server;

import io.vertx.ext.web.RoutingContext;

/** A request's body after it has arrived, and before it is parsed. */
final class ReceivedBody {
    private static final ContextKey<Integer> INFLATED_LENGTH = new ContextKey<>("inflatedLength");

    private final byte[] sent;
    private final Integer inflatedLength;

    private ReceivedBody(byte[] sent, Integer inflatedLength) {
        this.sent = sent;
        this.inflatedLength = inflatedLength;
    }

    /**
     * Called when the body has arrived: reserves memory for a compressed one.
     *
     * @param limitBytes for the inflated body
     */
    static void admit(RoutingContext ctx, long limitBytes) {
        if (GzipBody.isGzip(ctx.request())) {
            int length = GzipBody.length(RequestBodies.bytes(ctx), limitBytes);
            BodyMemoryHandler.reserveInflated(ctx, length);
            INFLATED_LENGTH.set(ctx, length);
        }
        ctx.next();
    }

    static ReceivedBody of(RoutingContext ctx) {
        return new ReceivedBody(RequestBodies.bytes(ctx), INFLATED_LENGTH.get(ctx));
    }

    /** In bytes, when it is inflated. */
    int length() {
        return inflatedLength == null ? sent.length : inflatedLength;
    }

    /** The bytes to parse. Inflates; any thread. */
    byte[] plain() {
        return inflatedLength == null ? sent : GzipBody.inflate(sent, inflatedLength);
    }
}

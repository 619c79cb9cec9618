package org.gatecast.http.errors;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.gatecast.http.server.BodyLimit;
import org.gatecast.http.server.JsonResponses;
import org.gatecast.http.server.RequestIds;
import org.gatecast.http.server.SecurityHeaders;
import org.gatecast.lifecycle.MemoryWatch;
import org.gatecast.limits.RejectionCounters;
import org.gatecast.limits.RejectionReason;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * Responds to every request that fails, with the contract's error body. The detail of an unexpected failure is logged with
 * the request id and not sent. One per event loop.
 */
public final class ErrorResponses {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);
    private static final String RETRY_AFTER_SECONDS = "2";
    private static final int MAX_LOGGED_CHARS = 200;

    private final RefusalMetrics metrics;
    private final RejectionCounters rejections;
    private final MemoryWatch memory;

    public ErrorResponses(RefusalMetrics metrics, RejectionCounters rejections, MemoryWatch memory) {
        this.metrics = metrics;
        this.rejections = rejections;
        this.memory = memory;
    }

    /** Called before any route is added: every response gets a request id, and every failure is handled here. */
    public void installOn(Router router) {
        router.route().handler(ctx -> {
            RequestIds.of(ctx.request());
            ctx.next();
        });
        router.route().failureHandler(ctx -> send(ctx, ctx.statusCode()));
        // Failures of requests that match no route.
        for (int status : new int[] {400, 404, 405, 413, 414, 415, 500}) {
            router.errorHandler(status, ctx -> send(ctx, status));
        }
    }

    /** Responds to a request that is not valid HTTP, and closes its connection. */
    public void sendMalformed(HttpServerRequest request) {
        rejections.count(RejectionReason.MALFORMED);
        Refusal refusal = MalformedRequests.refusal(request);
        metrics.count(refusal.code());
        log(request, refusal);
        SecurityHeaders.on(request.response())
                .setStatusCode(refusal.code().httpStatus())
                .putHeader("Content-Type", JsonResponses.TYPE)
                .putHeader("Connection", "close")
                .end(body(refusal).encode())
                .eventually(() -> request.connection().close());
    }

    private void send(RoutingContext ctx, int status) {
        if (ctx.response().ended() || ctx.response().headWritten()) {
            ctx.request().connection().close();
        } else if (ctx.failure() instanceof HttpClosedException) {
            clientClosed(ctx);
        } else {
            send(ctx, refusal(ctx, status));
        }
    }

    private void send(RoutingContext ctx, Refusal refusal) {
        if (refusal.code() == ErrorCode.Unauthorized) {
            rejections.count(RejectionReason.WRONG_KEY);
        }
        metrics.count(refusal.code());
        RefusalListener listener = RefusalListener.LISTENER.get(ctx);
        if (listener == null) {
            log(ctx.request(), refusal);
        } else {
            listener.refused(refusal);
        }
        int status = refusal.code().httpStatus();
        if ((status == 429 || status == 503) && !ctx.response().headers().contains("Retry-After")) {
            ctx.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (!ctx.request().isEnded()) {
            UnreadBodyDrain.closeWhenRead(ctx);
        }
        JsonResponses.send(ctx, status, body(refusal));
    }

    private static JsonObject body(Refusal refusal) {
        JsonObject body = new JsonObject().put("error", refusal.code().name()).put("message", refusal.message());
        refusal.extra().forEach((key, value) -> body.put(key, JsonResponses.plain(value)));
        return body;
    }

    private static void log(HttpServerRequest request, Refusal refusal) {
        logLine(request)
                .addKeyValue("status", refusal.code().httpStatus())
                .addKeyValue("error", refusal.code())
                .addKeyValue("requestId", RequestIds.of(request))
                .log("refused: {}", refusal.message());
    }

    /** No client is left to respond to. A request with a listener is logged by it. */
    private static void clientClosed(RoutingContext ctx) {
        if (RefusalListener.LISTENER.get(ctx) == null) {
            logLine(ctx.request())
                    .addKeyValue("requestId", RequestIds.of(ctx.request()))
                    .log("The client closed the connection during its request");
        }
        ctx.response().reset();
    }

    /** Without the query, and with a path of limited length. */
    private static LoggingEventBuilder logLine(HttpServerRequest request) {
        String path = request.path();
        return LOG.atInfo()
                .addKeyValue("method", request.method())
                .addKeyValue("path", path == null ? "-" : path.substring(0, Math.min(path.length(), MAX_LOGGED_CHARS)));
    }

    private Refusal refusal(RoutingContext ctx, int status) {
        if (ctx.failure() instanceof RefusedException refused) {
            return refused.refusal();
        }
        return switch (status) {
            case 400 -> new Refusal(ErrorCode.InvalidRequest, "The request is malformed.");
            case 404 ->
                new Refusal(
                        ErrorCode.NotFound,
                        "There is nothing at " + ctx.request().path() + ".");
            case 405 -> new Refusal(ErrorCode.MethodNotAllowed, "This address does not support that method.");
            case 413 -> BodyLimit.refusal(ctx);
            case 415 -> new Refusal(ErrorCode.UnsupportedMediaType, "This call does not take that media type.");
            default -> internalError(ctx);
        };
    }

    private Refusal internalError(RoutingContext ctx) {
        String id = RequestIds.of(ctx.request());
        LOG.error(
                "Request {} {} {} failed",
                id,
                ctx.request().method(),
                ctx.request().path(),
                ctx.failure());
        if (MemoryWatch.isOutOfMemory(ctx.failure())) {
            memory.requestFailed(ctx.failure());
            return new Refusal(ErrorCode.Unavailable, "The service has no memory for this; try again shortly.");
        }
        return new Refusal(ErrorCode.Internal, "Something went wrong here; request id " + id + ".");
    }
}

package org.gatecast.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Consumer;
import org.gatecast.lifecycle.MemoryWatch;
import org.gatecast.limits.MalformedRequestException;
import org.gatecast.limits.RejectionCounters;
import org.gatecast.limits.RejectionReason;
import org.gatecast.limits.RequestMonitor;
import org.gatecast.limits.UnsupportedHttpVersionException;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every way a request can fail into the contract's one form; what nobody foresaw is logged, not told. */
final class ErrorResponses {
    private static final Logger LOG = LoggerFactory.getLogger(ErrorResponses.class);
    private static final String LISTENER = "refusalListener";
    private static final String REJECTIONS = "turnstile";
    private static final String METRICS = "refusalCounts";
    private static final String MEMORY = "memoryWatch";
    private static final String RETRY_AFTER_SECONDS = "2";
    private static final long LINGER_MILLIS = 2_000;
    private static final int MAX_PATH_CHARS = 200;

    private ErrorResponses() {}

    /** Before any route: every answer carries a request id, every failure ends here. */
    static void install(Router router, IngestMetrics ingestMetrics, RejectionCounters rejections, MemoryWatch memory) {
        router.route().handler(ctx -> {
            RequestIds.of(ctx.request());
            ctx.put(METRICS, ingestMetrics);
            ctx.put(REJECTIONS, rejections);
            ctx.put(MEMORY, memory);
            ctx.next();
        });
        router.route().failureHandler(ctx -> send(ctx, ctx.statusCode()));
        for (int status : new int[] {400, 404, 405, 413, 414, 415, 500}) {
            // Some of these meet no route, and so come by nothing above.
            router.errorHandler(status, ctx -> {
                ctx.put(METRICS, ingestMetrics);
                ctx.put(MEMORY, memory);
                send(ctx, status);
            });
        }
    }

    /** What is refused before it is a request: nothing of it can be trusted, so the connection ends with it. */
    static void sendMalformed(HttpServerRequest request, IngestMetrics ingestMetrics, RejectionCounters rejections) {
        rejections.count(RejectionReason.MALFORMED);
        Throwable cause = request.decoderResult().cause();
        RequestIds.of(request);
        ErrorCode code = cause instanceof UnsupportedHttpVersionException
                ? ErrorCode.HttpVersionNotSupported
                : ErrorCode.InvalidRequest;
        String message = malformed(cause);
        ingestMetrics.refused(code);
        log(request, new Refusal(code, message));
        JsonObject body = new JsonObject().put("error", code.name()).put("message", message);
        SecurityHeaders.on(request.response())
                .setStatusCode(code.httpStatus())
                .putHeader("Content-Type", JsonResponses.TYPE)
                .putHeader("Connection", "close")
                .end(body.encode())
                .eventually(() -> request.connection().close());
    }

    private static String malformed(Throwable cause) {
        if (cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException) {
            return "The request's first line or its headers are longer than this service takes.";
        }
        if (cause instanceof UnsupportedHttpVersionException) {
            return "This service speaks HTTP/1.1 and HTTP/1.0.";
        }
        return cause instanceof MalformedRequestException
                ? "The request is malformed: " + cause.getMessage() + "."
                : "The request is malformed.";
    }

    /** From here on a body is refused whose chunks cannot be read; it is at once if that is known already. */
    static void refuseBrokenBody(RoutingContext ctx) {
        RequestMonitor.of(ctx.request())
                .onBrokenBody(() -> ctx.fail(new RefusedException(
                        ErrorCode.InvalidRequest, "The body is malformed: its chunks cannot be read.")));
    }

    /** Should the request be refused from here on, {@code listener} is told why, on the request's event loop. */
    static void notifyListener(RoutingContext ctx, Consumer<Refusal> listener) {
        ctx.put(LISTENER, listener);
    }

    private static void send(RoutingContext ctx, int status) {
        if (ctx.response().ended() || ctx.response().headWritten()) {
            ctx.request().connection().close();
            return;
        }
        if (ctx.failure() instanceof HttpClosedException) {
            clientClosed(ctx);
            return;
        }
        send(ctx, refusal(ctx, status));
    }

    static void send(RoutingContext ctx, Refusal refusal) {
        if (refusal.code() == ErrorCode.Unauthorized) {
            ctx.<RejectionCounters>get(REJECTIONS).count(RejectionReason.WRONG_KEY);
        }
        Consumer<Refusal> listener = ctx.get(LISTENER);
        if (listener != null) {
            listener.accept(refusal);
        }
        count(ctx, refusal);
        JsonObject body = new JsonObject().put("error", refusal.code().name()).put("message", refusal.message());
        refusal.extra().forEach((key, value) -> body.put(key, JsonResponses.plain(value)));
        int status = refusal.code().httpStatus();
        if ((status == 429 || status == 503) && !ctx.response().headers().contains("Retry-After")) {
            ctx.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (!ctx.request().isEnded()) {
            ctx.response().putHeader("Connection", "close");
            closeWhenBodyRead(ctx);
        }
        JsonResponses.send(ctx, status, body);
    }

    /**
     * Lets go of a connection on which a body still comes that nobody wants. Not at once: who is still sending would lose
     * the answer with the connection.
     */
    private static void closeWhenBodyRead(RoutingContext ctx) {
        HttpServerRequest request = ctx.request();
        long timer =
                ctx.vertx().setTimer(LINGER_MILLIS, late -> request.connection().close());
        request.connection().closeHandler(closed -> ctx.vertx().cancelTimer(timer));
        request.exceptionHandler(broken -> {})
                .handler(unread -> {})
                .endHandler(read -> closeIfRead(request))
                .resume();
        ctx.addEndHandler(answered -> closeIfRead(request));
    }

    private static void closeIfRead(HttpServerRequest request) {
        if (request.isEnded() && request.response().ended()) {
            request.connection().close();
        }
    }

    /** Every refusal is told once: by the line of its ingest call, or by one of its own. */
    private static void count(RoutingContext ctx, Refusal refusal) {
        IngestMetrics ingestMetrics = ctx.get(METRICS);
        ingestMetrics.refused(refusal.code());
        IngestCallLog call = IngestCallLog.of(ctx);
        if (call == null) {
            log(ctx.request(), refusal);
        } else {
            call.refused(refusal);
        }
    }

    private static void log(HttpServerRequest request, Refusal refusal) {
        LOG.atInfo()
                .addKeyValue("method", request.method())
                .addKeyValue("path", shown(request.path()))
                .addKeyValue("status", refusal.code().httpStatus())
                .addKeyValue("error", refusal.code())
                .addKeyValue("requestId", RequestIds.of(request))
                .log("refused: {}", refusal.message());
    }

    /** Without the query, and of bearable length. */
    private static String shown(String path) {
        return path == null ? "-" : path.substring(0, Math.min(path.length(), MAX_PATH_CHARS));
    }

    /** The caller is gone before its request was whole: nobody's fault here, and nobody to answer. */
    private static void clientClosed(RoutingContext ctx) {
        if (IngestCallLog.of(ctx) == null) {
            LOG.atInfo()
                    .addKeyValue("method", ctx.request().method())
                    .addKeyValue("path", shown(ctx.request().path()))
                    .addKeyValue("requestId", RequestIds.of(ctx.request()))
                    .log("The caller hung up in the middle of its request");
        }
        ctx.response().reset();
    }

    private static Refusal refusal(RoutingContext ctx, int status) {
        Throwable failure = ctx.failure();
        if (failure instanceof RefusedException refused) {
            return refused.refusal();
        }
        return switch (status) {
            case 400 -> new Refusal(ErrorCode.InvalidRequest, "The request is malformed.");
            case 404 ->
                new Refusal(
                        ErrorCode.NotFound,
                        "There is nothing at " + ctx.request().path() + ".");
            case 405 -> new Refusal(ErrorCode.MethodNotAllowed, "This address does not answer that method.");
            case 413 -> new Refusal(ErrorCode.PayloadTooLarge, "The body is larger than this call takes.");
            case 415 -> new Refusal(ErrorCode.UnsupportedMediaType, "This call does not take that media type.");
            default -> internalError(ctx, failure);
        };
    }

    private static Refusal internalError(RoutingContext ctx, Throwable failure) {
        String id = RequestIds.of(ctx.request());
        LOG.error(
                "Request {} {} {} failed",
                id,
                ctx.request().method(),
                ctx.request().path(),
                failure);
        if (MemoryWatch.isOutOfMemory(failure)) {
            ctx.<MemoryWatch>get(MEMORY).requestFailed(failure);
            return new Refusal(ErrorCode.Unavailable, "The service has no memory for this; try again shortly.");
        }
        return new Refusal(ErrorCode.Internal, "Something went wrong here; request id " + id + ".");
    }
}

package org.gatecast.http;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.gatecast.guard.Turned;
import org.gatecast.guard.Turnstile;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.Refusal;
import org.gatecast.model.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns every way a request can fail into the contract's one form; what nobody foresaw is logged, not told. */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
    private static final String REQUEST_ID = "X-Request-Id";
    private static final Pattern FOREIGN_ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String LISTENER = "refusalListener";
    private static final String TURNSTILE = "turnstile";
    private static final String RETRY_AFTER_SECONDS = "2";

    private Failures() {}

    /** Before any route: every answer carries a request id, every failure ends here. */
    static void handleOn(Router router, Turnstile turnstile) {
        router.route().handler(ctx -> {
            String given = ctx.request().getHeader(REQUEST_ID);
            String id = given != null && FOREIGN_ID.matcher(given).matches() ? given : newId();
            ctx.response().putHeader(REQUEST_ID, id);
            ctx.put(TURNSTILE, turnstile);
            ctx.next();
        });
        router.route().failureHandler(ctx -> answer(ctx, ctx.statusCode()));
        for (int status : new int[] {400, 404, 405, 413, 414, 415, 500}) {
            router.errorHandler(status, ctx -> answer(ctx, status));
        }
    }

    /** Unique enough to be found in a log; no secret, so it draws on no secure randomness. */
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** What is refused before it is a request: nothing of it can be trusted, so the connection ends with it. */
    static void answerMalformed(HttpServerRequest request, Turnstile turnstile) {
        turnstile.count(Turned.MALFORMED);
        Throwable cause = request.decoderResult().cause();
        boolean tooLong = cause instanceof TooLongHttpHeaderException || cause instanceof TooLongHttpLineException;
        String message = tooLong
                ? "The request's first line or its headers are longer than this service takes."
                : "The request is malformed.";
        JsonObject body =
                new JsonObject().put("error", ErrorCode.InvalidRequest.name()).put("message", message);
        SecurityHeaders.on(request.response())
                .setStatusCode(ErrorCode.InvalidRequest.httpStatus())
                .putHeader("Content-Type", Json.TYPE)
                .putHeader("Connection", "close")
                .end(body.encode())
                .eventually(() -> request.connection().close());
    }

    /** Should the request be refused from here on, {@code listener} is told why, on the request's event loop. */
    static void tell(RoutingContext ctx, Consumer<Refusal> listener) {
        ctx.put(LISTENER, listener);
    }

    private static void answer(RoutingContext ctx, int status) {
        if (ctx.response().ended() || ctx.response().headWritten()) {
            ctx.request().connection().close();
            return;
        }
        answer(ctx, refusal(ctx, status));
    }

    static void answer(RoutingContext ctx, Refusal found) {
        Refusal refusal =
                found.code() == ErrorCode.Unauthorized ? Entrance.unauthorized(ctx, ctx.get(TURNSTILE), found) : found;
        Consumer<Refusal> listener = ctx.get(LISTENER);
        if (listener != null) {
            listener.accept(refusal);
        }
        JsonObject body = new JsonObject().put("error", refusal.code().name()).put("message", refusal.message());
        refusal.extra().forEach((key, value) -> body.put(key, Json.plain(value)));
        int status = refusal.code().httpStatus();
        if ((status == 429 || status == 503) && !ctx.response().headers().contains("Retry-After")) {
            ctx.response().putHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        if (!ctx.request().isEnded()) {
            // The rest of a body that nobody will read must not be taken for the next request.
            ctx.response().putHeader("Connection", "close");
        }
        Json.answer(ctx, status, body);
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
            default -> unforeseen(ctx, failure);
        };
    }

    private static Refusal unforeseen(RoutingContext ctx, Throwable failure) {
        String id = ctx.response().headers().get(REQUEST_ID);
        LOG.error(
                "Request {} {} {} failed",
                id,
                ctx.request().method(),
                ctx.request().path(),
                failure);
        return new Refusal(ErrorCode.Internal, "Something went wrong here; request id " + id + ".");
    }
}

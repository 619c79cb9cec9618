package org.gatecast.booth.push;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatecast.canoe123.push.PushCall;
import org.gatecast.canoe123.push.PushOutcome;
import org.gatecast.canoe123.push.PushOutcome.Accepted;
import org.gatecast.canoe123.push.PushOutcome.KeyRefused;
import org.gatecast.canoe123.push.PushOutcome.NotNow;
import org.gatecast.canoe123.push.PushOutcome.Refused;
import org.gatecast.canoe123.push.PushOutcome.Retryable;
import org.gatecast.canoe123.push.PushOutcome.Unreachable;

/**
 * Sends calls with the event's key over connections that are kept alive. Longer bodies are compressed, unless the server has
 * refused that. Completes on the caller's event loop.
 */
final class IngestClient {
    /** One for each lane, one for the check of the key, and one for the operator's requests. */
    private static final int CONNECTIONS = 5;

    /** A shorter body fits into one packet anyway. */
    private static final int COMPRESSED_FROM_BYTES = 1_024;

    private static final int UNSUPPORTED_MEDIA_TYPE = 415;

    /** Less than any server or proxy keeps an idle connection. */
    private static final int KEEP_ALIVE_SECONDS = 20;

    private static final int MAX_REASON = 300;
    private static final long MAX_WAIT_MILLIS = 60_000;

    private final Vertx vertx;
    private final PushTarget target;
    private final Duration connect;
    private HttpClient client;
    private boolean compresses = true;
    private Long roundTripMillis;

    IngestClient(Vertx vertx, PushTarget target, Duration connect) {
        this.vertx = vertx;
        this.target = target;
        this.connect = connect;
        client = newClient();
    }

    private HttpClient newClient() {
        return vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(KEEP_ALIVE_SECONDS).setSsl(target.isEncrypted()),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /** Closes all connections: calls under way end without a response, and the next ones have new connections. */
    void reconnect() {
        HttpClient old = client;
        client = newClient();
        old.close();
    }

    /** Never fails. */
    Future<PushOutcome> post(PushCall call) {
        if (!compresses || call.body().length() < COMPRESSED_FROM_BYTES) {
            return send(HttpMethod.POST, call.path(), call.headers(), call.body(), call.timeout());
        }
        Map<String, String> headers = new HashMap<>(call.headers());
        headers.put("Content-Encoding", "gzip");
        return Gzip.compress(vertx, call.body())
                .compose(body -> send(HttpMethod.POST, call.path(), headers, body, call.timeout()))
                .compose(outcome -> {
                    if (outcome instanceof Refused refused && refused.status() == UNSUPPORTED_MEDIA_TYPE) {
                        compresses = false;
                        return post(call);
                    }
                    return Future.succeededFuture(outcome);
                });
    }

    /** Never fails. */
    Future<PushOutcome> patch(String path, JsonObject body, Duration timeout) {
        return send(HttpMethod.PATCH, path, PushCall.JSON, body.toBuffer(), timeout);
    }

    /** From the start of the last short call to its response; {@code null} before the first. */
    Long roundTripMillis() {
        return roundTripMillis;
    }

    /** Never fails. */
    Future<PushOutcome> get(String path, Duration timeout) {
        return send(HttpMethod.GET, path, Map.of(), null, timeout);
    }

    Future<Void> close() {
        return client.close();
    }

    private Future<PushOutcome> send(
            HttpMethod method, String path, Map<String, String> headers, Buffer body, Duration timeout) {
        RequestOptions options = new RequestOptions()
                .setMethod(method)
                .setAbsoluteURI(target.server() + path)
                .setConnectTimeout(connect.toMillis())
                .setIdleTimeout(timeout.toMillis())
                .putHeader("X-API-Key", target.key());
        headers.forEach(options::putHeader);
        long begun = System.nanoTime();
        return client.request(options)
                .compose(
                        request -> (body == null ? request.send() : request.send(body))
                                .compose(response -> response.body().map(read -> outcome(response, read)))
                                .onSuccess(outcome -> {
                                    if (body == null || body.length() < COMPRESSED_FROM_BYTES) {
                                        roundTripMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
                                    }
                                })
                                .otherwise(failure -> new Retryable("no response: " + reasonOf(failure), 0)),
                        failure -> Future.succeededFuture(new Unreachable("no connection: " + reasonOf(failure))));
    }

    private static PushOutcome outcome(HttpClientResponse response, Buffer body) {
        int status = response.statusCode();
        JsonObject json = json(body);
        if (status / 100 == 2) {
            return new Accepted(json);
        }
        String message = json.getValue("message") instanceof String text ? text : response.statusMessage();
        // The reason becomes a part of a sentence.
        String reason = status + " " + shortened(message == null ? "" : message.replaceAll("\\.$", ""));
        if (status == 401) {
            return new KeyRefused(reason);
        }
        if (status == 403) {
            return new NotNow(reason);
        }
        return status == 408 || status == 429 || status >= 500
                ? new Retryable(reason, retryAfterMillis(response))
                : new Refused(status, reason);
    }

    private static JsonObject json(Buffer body) {
        try {
            return body.length() == 0 ? new JsonObject() : new JsonObject(body);
        } catch (DecodeException e) {
            return new JsonObject();
        }
    }

    private static long retryAfterMillis(HttpClientResponse response) {
        String seconds = response.getHeader("Retry-After");
        return seconds != null && seconds.matches("\\d{1,4}")
                ? Math.min(MAX_WAIT_MILLIS, 1_000 * Long.parseLong(seconds))
                : 0;
    }

    private static String reasonOf(Throwable failure) {
        return shortened(failure.getMessage() == null ? failure.toString() : failure.getMessage());
    }

    private static String shortened(String text) {
        return text.length() <= MAX_REASON ? text : text.substring(0, MAX_REASON) + "…";
    }
}

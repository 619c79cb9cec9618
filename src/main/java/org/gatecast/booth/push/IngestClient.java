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
import java.util.Map;
import org.gatecast.booth.push.PushOutcome.Accepted;
import org.gatecast.booth.push.PushOutcome.KeyRefused;
import org.gatecast.booth.push.PushOutcome.NotNow;
import org.gatecast.booth.push.PushOutcome.Refused;
import org.gatecast.booth.push.PushOutcome.Retryable;

/** Sends calls with the event's key over connections that are kept alive. Completes on the caller's event loop. */
final class IngestClient {
    /** One for each lane, and one for the check of the key. */
    private static final int CONNECTIONS = 4;

    /** Less than any server or proxy keeps an idle connection. */
    private static final int KEEP_ALIVE_SECONDS = 20;

    private static final int MAX_REASON = 300;
    private static final long MAX_WAIT_MILLIS = 60_000;

    private final PushTarget target;
    private final Duration connect;
    private final HttpClient client;

    IngestClient(Vertx vertx, PushTarget target, Duration connect) {
        this.target = target;
        this.connect = connect;
        client = vertx.createHttpClient(
                new HttpClientOptions().setKeepAliveTimeout(KEEP_ALIVE_SECONDS).setSsl(target.isEncrypted()),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS));
    }

    /** Never fails. */
    Future<PushOutcome> post(PushCall call) {
        return send(HttpMethod.POST, call.path(), call.headers(), call.body(), call.timeout());
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
        return client.request(options)
                .compose(request -> body == null ? request.send() : request.send(body))
                .compose(response -> response.body().map(read -> outcome(response, read)))
                .otherwise(failure -> new Retryable("no response: " + reasonOf(failure), 0));
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
                : new Refused(reason);
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

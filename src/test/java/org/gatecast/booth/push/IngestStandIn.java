package org.gatecast.booth.push;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import org.gatecast.testing.Await;

/** In the place of a service: records the calls, and responds what a test tells it to. */
final class IngestStandIn implements AutoCloseable {
    static final String EVENT = "/api/v1/admin/events/race";
    static final String AUDIENCE = EVENT + "/audience";
    static final String STATUS = EVENT + "/status";
    static final String RESULTS = "/api/v1/ingest/results";
    static final String ONCOURSE = "/api/v1/ingest/oncourse";
    static final String XML = "/api/v1/ingest/xml";
    private static final Response NEVER = new Response(0, "", 0);
    private static final Response UNKNOWN = new Response(404, "{}", 0);

    private final Vertx vertx = Vertx.vertx();
    private final HttpServer server;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final Map<String, Queue<Response>> once = new ConcurrentHashMap<>();
    private final Map<String, Response> always = new ConcurrentHashMap<>();

    /**
     * @param body inflated
     * @param bytes of the body on the line
     */
    record Call(String path, String key, String body, int bytes, Map<String, String> headers) {
        JsonObject json() {
            return new JsonObject(body);
        }
    }

    private volatile boolean refusesCompressed;

    private record Response(int status, String body, int retryAfterSeconds) {}

    IngestStandIn() throws TimeoutException {
        this(0);
    }

    /**
     * @param port 0 for any free one
     */
    IngestStandIn(int port) throws TimeoutException {
        always(EVENT, 200, "{\"status\": \"running\"}");
        always(RESULTS, 200, "{\"updated\": 1000, \"changed\": 1}");
        always(ONCOURSE, 200, "{\"active\": 1}");
        always(XML, 200, "{\"imported\": {}}");
        server = vertx.createHttpServer()
                .requestHandler(this::respond)
                .listen(port, "127.0.0.1")
                .await(10, TimeUnit.SECONDS);
    }

    String address() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return server.actualPort();
    }

    /** As a service that knows nothing of compressed bodies. */
    void refuseCompressed() {
        refusesCompressed = true;
    }

    void always(String path, int status, String body) {
        always.put(path, new Response(status, body, 0));
    }

    /** The next call gets this response, those after it what was told before. */
    void once(String path, int status, String body, int retryAfterSeconds) {
        once.computeIfAbsent(path, first -> new ConcurrentLinkedQueue<>())
                .add(new Response(status, body, retryAfterSeconds));
    }

    void neverRespondTo(String path) {
        always.put(path, NEVER);
    }

    List<Call> calls(String path) {
        return calls.stream().filter(call -> call.path.equals(path)).toList();
    }

    Call awaitCall(String path, int number) {
        Await.until("call " + number + " of " + path, () -> calls(path).size() >= number, () -> calls);
        return calls(path).get(number - 1);
    }

    private void respond(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            Map<String, String> headers = new ConcurrentHashMap<>();
            request.headers().forEach(headers::put);
            boolean compressed = "gzip".equals(request.getHeader("Content-Encoding"));
            String text = compressed ? inflated(body.getBytes()) : body.toString();
            calls.add(new Call(request.path(), request.getHeader("X-API-Key"), text, body.length(), headers));
            if (compressed && refusesCompressed) {
                request.response().setStatusCode(415).end("{}");
                return;
            }
            Response planned =
                    once.getOrDefault(request.path(), new ArrayDeque<>()).poll();
            Response response = planned != null ? planned : always.getOrDefault(request.path(), UNKNOWN);
            if (response.status > 0) {
                if (response.retryAfterSeconds > 0) {
                    request.response().putHeader("Retry-After", String.valueOf(response.retryAfterSeconds));
                }
                request.response().setStatusCode(response.status).end(response.body);
            }
        });
    }

    private static String inflated(byte[] body) {
        try (GZIPInputStream gzip = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return new String(gzip.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
    }
}

package org.gatecast.management;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.lang.management.ManagementFactory;
import java.lang.management.RuntimeMXBean;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.IntConsumer;
import org.gatecast.config.Settings;
import org.gatecast.lifecycle.ServiceLifecycle;

/** The operators' port: {@code /live}, {@code /ready}, {@code /metrics}, {@code /info}. */
public final class ManagementVerticle extends VerticleBase {
    private static final String JSON = "application/json";
    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final int IDLE_SECONDS = 75;

    private final Settings.Management settings;
    private final ServiceLifecycle lifecycle;
    private final PrometheusMetrics prometheus;
    private final int schemaVersion;
    private final IntConsumer onListening;
    private HttpServer server;
    private ReadinessCheck readiness;

    /**
     * @param schemaVersion of the database
     * @param onListening called with the port that the server listens on
     */
    public ManagementVerticle(
            Settings.Management settings,
            ServiceLifecycle lifecycle,
            PrometheusMetrics prometheus,
            int schemaVersion,
            IntConsumer onListening) {
        this.settings = settings;
        this.lifecycle = lifecycle;
        this.prometheus = prometheus;
        this.schemaVersion = schemaVersion;
        this.onListening = onListening;
    }

    @Override
    public Future<?> start() {
        readiness = new ReadinessCheck(vertx, lifecycle);
        server = vertx.createHttpServer(new HttpServerOptions()
                .setHost(settings.host())
                .setPort(settings.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS)
                .setHttp2ClearTextEnabled(false));
        return server.requestHandler(this::respond)
                .listen()
                .recover(failure -> Future.failedFuture(new IllegalStateException(
                        "the operators' port " + settings.port() + " cannot be listened on; set MANAGEMENT_PORT to a"
                                + " free one",
                        failure)))
                .onSuccess(listening -> onListening.accept(listening.actualPort()));
    }

    @Override
    public Future<?> stop() {
        return server.close()
                .eventually(() -> vertx.executeBlocking(() -> {
                    prometheus.close();
                    return null;
                }));
    }

    private void respond(HttpServerRequest request) {
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        if (!reads) {
            request.response().putHeader("Allow", "GET, HEAD");
            refuse(request, 405, "MethodNotAllowed", "This port supports GET and HEAD only.");
            return;
        }
        switch (request.path()) {
            case "/live" ->
                respond(request, 200, JSON, new JsonObject().put("live", true).encode());
            case "/ready" ->
                readiness
                        .check()
                        .onSuccess(report -> respond(
                                request,
                                report.ready() ? 200 : notReadyStatus(request),
                                JSON,
                                report.json().encode()));
            case "/metrics" ->
                vertx.executeBlocking(prometheus::scrape)
                        .onSuccess(text -> respond(request, 200, TEXT, text))
                        .onFailure(failure -> refuse(request, 500, "Internal", "The metrics failed: " + failure));
            case "/info" ->
                vertx.executeBlocking(() -> info())
                        .onSuccess(info -> respond(request, 200, JSON, info.encodePrettily()));
            default ->
                refuse(request, 404, "NotFound", "There is /live, /ready, /metrics and /info here, nothing else.");
        }
    }

    /** HAProxy keeps the connections to a node that responds 404, and closes those to a node that responds nothing. */
    private static int notReadyStatus(HttpServerRequest request) {
        return "404".equals(request.getParam("not-ready")) ? 404 : 503;
    }

    private JsonObject info() {
        BuildInfo build = BuildInfo.read();
        RuntimeMXBean jvm = ManagementFactory.getRuntimeMXBean();
        return new JsonObject()
                .put("version", build.version())
                .put("commit", build.commit())
                .put("java", build.java())
                .put("vertx", build.vertx())
                .put("schemaVersion", schemaVersion)
                .put("startedAt", Instant.ofEpochMilli(jvm.getStartTime()).toString())
                .put("uptimeSeconds", jvm.getUptime() / 1_000)
                .put("phase", lifecycle.phase().name().toLowerCase(Locale.ROOT));
    }

    private static void refuse(HttpServerRequest request, int status, String error, String message) {
        respond(
                request,
                status,
                JSON,
                new JsonObject().put("error", error).put("message", message).encode());
    }

    private static void respond(HttpServerRequest request, int status, String type, String body) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", type)
                .putHeader("Cache-Control", "no-store")
                .end(body);
    }
}

package org.gatecast.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpMethod;
import io.vertx.junit5.VertxExtension;
import io.vertx.junit5.VertxTestContext;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatecast.config.Settings;
import org.gatecast.lifecycle.MemoryWatch;
import org.gatecast.lifecycle.ServiceLifecycle;
import org.gatecast.metrics.MetricsRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The operators' port, deployed by itself. */
@ExtendWith(VertxExtension.class)
class ManagementVerticleTest {
    private static final int SCHEMA = 7;

    private final ServiceLifecycle lifecycle = new ServiceLifecycle(MemoryWatch.ofThisProcess(() -> {}));
    private final MetricsRegistry metrics = new MetricsRegistry();
    private final AtomicInteger port = new AtomicInteger();
    private HttpClientAgent client;

    @BeforeEach
    void deploy(Vertx vertx, VertxTestContext test) {
        client = vertx.createHttpClient();
        metrics.counter("gatecast_test_total", "A count of the test.", () -> 3);
        vertx.deployVerticle(new ManagementVerticle(
                        new Settings.Management(true, "127.0.0.1", 0, 10),
                        lifecycle,
                        new PrometheusMetrics(metrics),
                        SCHEMA,
                        port::set))
                .onComplete(test.succeedingThenComplete());
    }

    @Test
    void aStartingServiceIsLiveAndNotReady(VertxTestContext test) {
        get("/live")
                .compose(live -> get("/ready")
                        .onSuccess(ready -> test.verify(() -> {
                            assertThat(live.status).isEqualTo(200);
                            assertThat(ready.status).isEqualTo(503);
                            assertThat(ready.body).contains("is being opened");
                        })))
                .onComplete(test.succeedingThenComplete());
    }

    @Test
    void theMetricsAreThoseOfTheRegistry(VertxTestContext test) {
        get("/metrics")
                .onSuccess(response ->
                        test.verify(() -> assertThat(response.body).contains("gatecast_test_total 3", "jvm_memory")))
                .onComplete(test.succeedingThenComplete());
    }

    @Test
    void theInfoNamesTheSchemaAndThePhase(VertxTestContext test) {
        get("/info")
                .onSuccess(response -> test.verify(() -> assertThat(response.body)
                        .contains("\"schemaVersion\" : " + SCHEMA, "\"phase\" : \"starting\"")))
                .onComplete(test.succeedingThenComplete());
    }

    @Test
    void otherMethodsAndPathsAreRefused(VertxTestContext test) {
        send(HttpMethod.POST, "/live")
                .compose(post -> get("/nothing")
                        .onSuccess(unknown -> test.verify(() -> {
                            assertThat(post.status).isEqualTo(405);
                            assertThat(unknown.status).isEqualTo(404);
                        })))
                .onComplete(test.succeedingThenComplete());
    }

    private record Reply(int status, String body) {}

    private Future<Reply> get(String path) {
        return send(HttpMethod.GET, path);
    }

    private Future<Reply> send(HttpMethod method, String path) {
        return client.request(method, port.get(), "127.0.0.1", path)
                .compose(request -> request.send())
                .compose((HttpClientResponse response) ->
                        response.body().map((Buffer body) -> new Reply(response.statusCode(), body.toString())));
    }
}

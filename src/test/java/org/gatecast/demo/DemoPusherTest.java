package org.gatecast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DemoPusherTest {
    private static final JsonObject BODY = new JsonObject().put("results", List.of());

    private final Queue<Integer> statuses = new ArrayDeque<>();
    private final List<String> calls = new ArrayList<>();
    private String retryAfterSeconds = "0";
    private String response = "{\"apiKey\": \"abc\"}";
    private HttpServer service;

    @BeforeEach
    void aServiceWithGivenResponses() throws IOException {
        service = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        service.createContext("/", exchange -> {
            calls.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " master "
                    + exchange.getRequestHeaders().getFirst("X-Master-Key") + " key "
                    + exchange.getRequestHeaders().getFirst("X-API-Key"));
            byte[] body = response.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Retry-After", retryAfterSeconds);
            exchange.sendResponseHeaders(statuses.size() > 1 ? statuses.remove() : statuses.element(), body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        service.start();
    }

    @AfterEach
    void stopTheService() {
        service.stop(0);
    }

    @Test
    void theMasterPasswordCreatesTheEventAndTheKeyDoesEverythingElse() throws InterruptedException {
        statuses.add(201);
        DemoPusher booth = booth();

        booth.create("demo", "Demo");
        booth.enter("startlist");
        booth.push("/api/v1/ingest/results", BODY);

        assertThat(calls)
                .containsExactly(
                        "POST /api/v1/admin/events master secret key null",
                        "PATCH /api/v1/admin/events/demo/status master null key abc",
                        "POST /api/v1/ingest/results master null key abc");
    }

    @Test
    void aBusyServiceIsAskedAgain() throws InterruptedException {
        statuses.addAll(List.of(429, 503, 500, 200));

        assertThat(booth().push("/", BODY).isRefusal()).isFalse();
        assertThat(calls).hasSize(4);
    }

    @Test
    void aCallIsNotRepeatedBeforeRetryAfter() throws InterruptedException {
        statuses.addAll(List.of(429, 200));
        retryAfterSeconds = "2";
        long requested = System.nanoTime();

        booth().push("/", BODY);

        assertThat(Duration.ofNanos(System.nanoTime() - requested)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void aServiceThatStaysBusyIsGivenUp() throws InterruptedException {
        statuses.add(503);

        DemoPusher.PushResponse pushResponse = booth().push("/", BODY);

        assertThat(pushResponse.isRefusal()).isTrue();
        assertThat(pushResponse).hasToString("POST /: 503 {\"apiKey\": \"abc\"}");
        assertThat(calls).hasSize(5);
    }

    /** The first attempt was carried out, but its response was lost. */
    @Test
    void aStateThatTheEventHasAlreadyIsEntered() throws InterruptedException {
        statuses.addAll(List.of(503, 400));
        response = "{\"error\": \"InvalidTransition\", \"currentStatus\": \"startlist\"}";

        assertThat(booth().enter("startlist").isRefusal()).isFalse();
        assertThat(booth().enter("running").isRefusal()).isTrue();
    }

    @Test
    void aRefusalIsFinal() throws InterruptedException {
        statuses.add(403);

        assertThat(booth().push("/", BODY).isRefusal()).isTrue();
        assertThat(calls).hasSize(1);
    }

    private DemoPusher booth() {
        return new DemoPusher(
                URI.create("http://localhost:" + service.getAddress().getPort() + "/"), "secret");
    }
}

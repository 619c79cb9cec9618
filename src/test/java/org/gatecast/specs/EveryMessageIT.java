package org.gatecast.specs;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.HttpExchange;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.Recording;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** WebSocket and event stream: every way of being accepted or refused, and every message. */
class EveryMessageIT {
    private static final String RACE = "K1M_ST_BR2_6";
    private static final String EVENT = "/api/v1/events/E";

    @RegisterExtension
    final TestServer server = TestServer.with("spectators.per-event", "1", "spectators.official-grace-millis", "200");

    private final ContractListener contract = new ContractListener();
    private ApiClient api;
    private BoothClient booth;

    @BeforeEach
    void anEventIsRunning() {
        api = server.api();
        booth = api.createEvent("E")
                .imported(Recording.xml(server.clock().today()))
                .through("startlist", "running");
    }

    @Test
    void aWebSocketReceivesEveryMessage() {
        try (SpectatorClient spectatorClient = SpectatorClient.connect(api, "E")) {
            for (Recording.Call call : Recording.calls()) {
                if (call.isResults() || call.millis() < 8_000) {
                    assertThat(booth.push(call).status()).isEqualTo(200);
                }
            }
            spectatorClient.await("riders", message -> message.data().has("oncourse"));
            booth.through("finished");
            spectatorClient.awaitStatus("finished");
            spectatorClient.assertSameAsRest();
        }
    }

    @Test
    void aSubscriptionToARaceReceivesItsMessages() {
        try (SpectatorClient spectatorClient = SpectatorClient.open(api, "E", "?race=" + RACE)) {
            JsonNode full = spectatorClient
                    .await("full", message -> message.type().equals("full"))
                    .data();
            assertThat(full.get("results").get(RACE))
                    .isEqualTo(api.results("E", RACE).body().get("results"));
            assertThat(full.get("startlists").get(RACE))
                    .isEqualTo(api.startlist("E", RACE).body().get("startlist"));
        }
    }

    @Test
    void aWebSocketHandshakeIsAcceptedAndTheNextRejected() {
        try (RawSpectator first =
                        RawSpectator.connect(api.port(), "E", "Sec-WebSocket-Extensions", "permessage-deflate");
                RawSpectator second = RawSpectator.connect(api.port(), "E")) {
            assertThat(first.handshake().status()).isEqualTo(101);
            assertThat(second.handshake().status()).isEqualTo(503);
            for (RawSpectator spectator : List.of(first, second)) {
                contract.received(exchange("/ws", spectator.handshake()));
            }
            assertThat(api.get(EVENT + "/stream").status()).isEqualTo(503);
        }
    }

    @Test
    void anEventStreamReceivesEveryMessage() throws IOException, InterruptedException {
        HttpResponse<InputStream> stream = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + api.port() + EVENT + "/stream"))
                                .build(),
                        BodyHandlers.ofInputStream());
        booth.results(json("{'results': [{'raceId': '%s', 'bib': 9, 'time': 9000}]}".formatted(RACE)));
        booth.through("finished", "official");
        Buffer all = Buffer.buffer(stream.body().readAllBytes());
        contract.received(exchange(
                "/stream", new ApiResponse(stream.statusCode(), stream.headers(), all, MissingNode.getInstance())));

        List<Map<String, String>> events = events(all.toString());
        assertThat(events).hasSizeGreaterThanOrEqualTo(2);
        for (Map<String, String> event : events.subList(0, events.size() - 1)) {
            JsonNode message = json(event.get("data").replace("'", "\\u0027"));
            contract.received(message);
            assertThat(event)
                    .containsEntry("id", message.get("cursor").asText())
                    .hasSize(2);
        }
        assertThat(events.get(0).get("data")).startsWith("{\"type\":\"full\"");
        Map<String, String> last = events.get(events.size() - 1);
        assertThat(last).containsEntry("event", "close").hasSize(2);
        contract.received(json(last.get("data")));
    }

    @Test
    void rejectedHandshakesAndStreamsAreDocumented() {
        assertThat(api.get(EVENT + "/ws").status()).isEqualTo(400);
        for (String path : List.of("/ws", "/stream")) {
            assertThat(api.get("/api/v1/events/none" + path).status()).isEqualTo(404);
            assertThat(api.delete(EVENT + path).status()).isEqualTo(405);
        }
        booth.through("finished", "official");
        for (String path : List.of("/ws", "/stream")) {
            assertThat(api.get(EVENT + path).status()).isEqualTo(410);
        }
    }

    private static HttpExchange exchange(String path, ApiResponse response) {
        HttpHeaders none = HttpHeaders.of(Map.of(), (name, value) -> true);
        return new HttpExchange("GET", EVENT + path, none, Buffer.buffer(), response);
    }

    /** The fields of each event; comments and the wish to be left alone for a while are none. */
    private static List<Map<String, String>> events(String stream) {
        return Arrays.stream(stream.split("\n\n", -1))
                .filter(event -> !event.isBlank() && !event.startsWith(":") && !event.startsWith("retry: "))
                .map(event -> Arrays.stream(event.split("\n", -1))
                        .map(line -> line.split(": ", 2))
                        .collect(toMap(field -> field[0], field -> field[1])))
                .toList();
    }
}

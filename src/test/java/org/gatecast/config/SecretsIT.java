package org.gatecast.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.ServerProcess;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A whole run with a detailed log: it contains no key and no password, and every call has its line. */
class SecretsIT {
    private static final String MASTER = "master-Passw0rd-of-this-run";
    private static final String OLD_MASTER = "0ld-one-still-valid";
    private static final String WRONG_MASTER = "a-guess-at-the-master";
    private static final String WRONG_KEY = "deadbeef".repeat(8);
    private static final Pattern OPERATORS = Pattern.compile("For operators: (http://\\S+)");

    @TempDir
    private Path directory;

    private final List<String> responses = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"text", "json"})
    void logsMetricsAndErrorsContainNoKeyAndNoPassword(String format) throws Exception {
        try (ServerProcess service = ServerProcess.start(
                directory,
                Map.of(
                        "PORT",
                        "0",
                        "GATECAST_HTTP_HOST",
                        "127.0.0.1",
                        "DATABASE_PATH",
                        directory.resolve("race.db").toString(),
                        "MASTER_PASSWORDS",
                        MASTER + "," + OLD_MASTER,
                        "LOG_LEVEL",
                        "DEBUG",
                        "LOG_FORMAT",
                        format))) {
            ApiClient api = new ApiClient(service.port());
            BoothClient booth = race(api.asMaster(MASTER));
            refusals(api, booth);
            closeInTheMiddle(api, booth);
            try (RawSpectator spectator = RawSpectator.connect(api.port(), "RACE")) {
                assertThat(spectator.handshake().header("X-Request-Id")).isNotBlank();
            }
            responses.add(get(operators(service) + "/metrics"));
            responses.add(get(operators(service) + "/info"));
            Await.until(
                    "the caller who hung up is told of", () -> lines(service).contains("client_gone"));
            assertThat(service.stop()).isZero();

            String log = lines(service);
            assertThat(log).contains("call-1", "call-2");
            assertThat(Stream.of(MASTER, OLD_MASTER, WRONG_MASTER, WRONG_KEY, booth.apiKey()))
                    .allSatisfy(secret -> {
                        assertThat(log).doesNotContain(secret);
                        assertThat(responses).noneMatch(reply -> reply.contains(secret));
                    });
            assertThat(log).doesNotContain("Exception", "\tat ");
            if (format.equals("json")) {
                assertEveryLineIsJson(service);
            }
        }
    }

    private static BoothClient race(ApiClient master) {
        BoothClient booth = master.createEvent("RACE");
        return booth.imported(ExportXml.small(LocalDate.now(ZoneOffset.UTC)).toString())
                .through("startlist", "running");
    }

    private void refusals(ApiClient api, BoothClient booth) {
        JsonNode results = json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000, 'pen': 0}]}");
        String path = "/api/v1/ingest/results";
        ApiResponse taken = api.post(path, results, "X-API-Key", booth.apiKey(), "X-Request-Id", "call-1");
        assertThat(taken.status()).isEqualTo(200);
        readMessages(
                401,
                api.post(path, results, "X-API-Key", WRONG_KEY, "X-Request-Id", "call-2"),
                api.get("/api/v1/admin/events", "X-Master-Key", WRONG_MASTER),
                api.get("/api/v1/admin/events", "X-API-Key", booth.apiKey()),
                api.get("/api/v1/admin/events/OTHER/config", "X-API-Key", booth.apiKey()));
        readMessages(
                400,
                api.send("POST", path, "{\"".getBytes(StandardCharsets.UTF_8), "X-API-Key", booth.apiKey()),
                api.asMaster(OLD_MASTER)
                        .post(
                                "/api/v1/admin/events",
                                json("{'eventId': 'no id at all', 'mainTitle': 'x'}"),
                                "X-Master-Key",
                                OLD_MASTER),
                RawHttpClient.sendBytes(
                        api.port(), "GET /%zz HTTP/1.1\r\nHost: x\r\nX-API-Key: " + booth.apiKey() + "\r\n\r\n"),
                RawHttpClient.sendBytes(
                        api.port(),
                        "GET / HTTP/1.1\r\nHost: x\r\nX-API-Key: " + booth.apiKey() + "\r\nX-Long: "
                                + "x".repeat(10_000) + "\r\n\r\n"));
    }

    private void readMessages(int status, ApiResponse... refused) {
        for (ApiResponse response : refused) {
            assertThat(response.status()).as("%s", response).isEqualTo(status);
            assertThat(response.header("X-Request-Id")).as("%s", response).isNotBlank();
            responses.add(response.toString());
        }
    }

    private static void closeInTheMiddle(ApiClient api, BoothClient booth) {
        try {
            RawHttpClient.sendAndClose(
                    api.port(),
                    "POST /api/v1/ingest/results HTTP/1.1\r\nHost: x\r\nX-API-Key: " + booth.apiKey()
                            + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"results\": [");
        } catch (UncheckedIOException e) {
            throw new AssertionError(e);
        }
    }

    private static String operators(ServerProcess service) {
        Matcher address = OPERATORS.matcher(lines(service));
        assertThat(address.find()).isTrue();
        return address.group(1).replaceAll("\".*", "");
    }

    private static String get(String address) throws Exception {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(address)).build(), BodyHandlers.ofString())
                .body();
    }

    private static String lines(ServerProcess service) {
        return String.join("\n", service.output()) + "\n" + String.join("\n", service.errors());
    }

    private static void assertEveryLineIsJson(ServerProcess service) {
        List<JsonNode> lines = service.output().stream().map(ApiClient::parse).toList();
        JsonNode call = lines.stream()
                .filter(line -> line.path("requestId").asText().equals("call-1"))
                .findFirst()
                .orElseThrow();
        assertThat(call.path("event").asText()).isEqualTo("RACE");
        assertThat(call.path("source").asText()).isEqualTo("results");
        assertThat(call.path("outcome").asText()).isEqualTo("changed");
        assertThat(call.path("matched").asInt()).isEqualTo(1);
        assertThat(call.path("changed").asInt()).isEqualTo(1);
        assertThat(call.path("bytes").asInt()).isPositive();
        assertThat(call.path("millis").isNumber()).isTrue();
        assertThat(lines.stream().filter(line -> line.path("requestId").asText().equals("call-2")))
                .as("a refusal is told once")
                .hasSize(1)
                .allSatisfy(line -> {
                    assertThat(line.path("outcome").asText()).isEqualTo("refused");
                    assertThat(line.path("error").asText()).isEqualTo("Unauthorized");
                    assertThat(line.path("message").asText()).contains("unknown");
                });
    }
}

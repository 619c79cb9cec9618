package org.gatecast.booth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatecast.booth.push.PushTarget;
import org.gatecast.booth.setup.ConnectionString;
import org.gatecast.canoe123.RecordedStream;
import org.gatecast.canoe123.StandInTimingPc;
import org.gatecast.canoe123.StreamPlayer;
import org.gatecast.canoe123.push.PushTimes;
import org.gatecast.canoe123.reader.ReaderTimes;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.FreePort;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The booth with its page, a service, and a stand-in of the timing PC: from the first set-up to a running race. */
class BoothProcessIT {
    @RegisterExtension
    private final TestServer server = TestServer.with("http.port", String.valueOf(FreePort.next()));

    @TempDir
    private Path directory;

    private final StandInTimingPc pc = new StandInTimingPc();
    private final Vertx vertx = Vertx.vertx(Booth.vertxOptions().setUseDaemonThread(true));
    private BoothProcess process;

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
        pc.close();
    }

    @Test
    void theOperatorPastesOneStringAndTheRaceRuns() throws Exception {
        BoothClient organiser = server.api().createEvent("race");
        start(List.of());
        assertThat(light("server")).isEqualTo("off setup.needed");
        assertThat(post("/status", "{\"status\": \"startlist\"}").message()).isEqualTo("the booth is not set up");
        assertThat(state().has("waiting")).isFalse();
        assertThat(pc.accepted()).isZero();
        assertThat(files()).isEmpty();

        assertThat(setUp(organiser.apiKey()).status()).isEqualTo(204);
        pc.awaitClient();
        awaitLight("server", "green server.open");
        awaitLight("canoe123", "amber canoe123.silent");
        assertThat(light("export")).isEqualTo("off export.none");
        assertThat(light("result")).isEqualTo("off result.none");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(setupFile())))
                .isEqualTo("rw-------");
        assertThat(state().toString()).doesNotContain(organiser.apiKey());

        assertThat(post("/export", "<half").message()).contains("line");
        assertThat(post("/export", Recording.xml(server.clock().today())).status())
                .isEqualTo(204);
        awaitLight("export", "green export.accepted");
        assertThat(post("/status", "{\"status\": \"startlist\"}").status()).isEqualTo(204);
        Await.until(
                "the page shows the new state",
                () -> state().get("status").asText().equals("startlist"));
        assertThat(post("/status", "{\"status\": \"official\"}").status()).isEqualTo(204);
        awaitLight("server", "amber server.official");
    }

    @Test
    void theAutomaticModeWalksTheStatesByTheStreamAndAButtonEndsIt() throws Exception {
        BoothClient organiser = server.api().createEvent("race");
        start(List.of());
        setUp(organiser.apiKey());
        pc.awaitClient();
        assertThat(post("/automatic", "{\"on\": true}").status()).isEqualTo(204);
        assertThat(Files.readString(setupFile())).contains("\"automatic\" : true");
        post("/export", Recording.xml(server.clock().today()));
        Await.until(
                "it publishes the start list",
                () -> server.api().get("/api/v1/events/race").status() == 200);
        SpectatorClient spectator = server.watch("race");
        playOverAndOver(RecordedStream.messages().subList(0, 300));
        spectator.awaitStatus("running");
        awaitLight("canoe123", "green canoe123.receiving");
        awaitLight("result", "green result.accepted");
        Await.until("spectators are counted", () -> state().path("spectators").asInt() == 1, () -> state());

        assertThat(post("/status", "{\"status\": \"finished\"}").status()).isEqualTo(204);
        spectator.awaitStatus("finished");
        assertThat(state().get("automatic").asBoolean()).isFalse();
        assertThat(pc.received()).isZero();
    }

    @Test
    void whatWasGivenOnThePageIsKnownAfterARestart() throws Exception {
        BoothClient organiser = server.api().createEvent("race");
        start(List.of());
        setUp(organiser.apiKey());
        awaitLight("server", "green server.open");
        vertx.undeploy(process.deploymentID()).await(10, TimeUnit.SECONDS);
        start(List.of());

        awaitLight("server", "green server.open");
        assertThat(state().at("/setup/event").asText()).isEqualTo("race");
    }

    @Test
    void aNewKeyIsTakenWhileTheBoothRuns() throws Exception {
        BoothClient organiser = server.api().createEvent("race");
        start(List.of());
        setUp("f".repeat(64));
        awaitLight("server", "red server.keyRefused");
        assertThat(setUp(organiser.apiKey()).status()).isEqualTo(204);

        awaitLight("server", "green server.open");
    }

    @Test
    void aServerThatIsAwayIsFoundWhenTheOperatorSaysSo() throws Exception {
        BoothClient organiser = server.api().createEvent("race");
        server.stop();
        start(List.of(), withWaits(Duration.ofMinutes(10)));
        setUp(organiser.apiKey());
        awaitLight("server", "red server.unreachable");
        server.start();
        assertThat(post("/retry", "{}").status()).isEqualTo(204);

        awaitLight("server", "green server.open");
    }

    @Test
    void aRaceDoesNotFailBecauseThePagesPortIsInUseAndTheSetUpDoes() throws Exception {
        BoothClient organiser = server.api().createEvent("race");
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = String.valueOf(busy.getLocalPort());
            assertThatThrownBy(() -> start(List.of("--port", port)))
                    .hasMessageContaining("port " + port)
                    .hasMessageContaining("--port");
            start(List.of(
                    "--port",
                    port,
                    "--server",
                    "http://127.0.0.1:" + server.port(),
                    "--event",
                    "race",
                    "--key",
                    organiser.apiKey(),
                    "--canoe123",
                    "127.0.0.1:" + pc.port()));
            pc.awaitClient();
            assertThat(process.address()).isEmpty();
        }
    }

    private void playOverAndOver(List<RecordedStream.Message> messages) {
        Thread thread = new Thread(
                () -> {
                    while (!pc.isClosed()) {
                        new StreamPlayer(pc, 20).play(messages);
                    }
                },
                "player");
        thread.setDaemon(true);
        thread.start();
    }

    private void start(List<String> arguments) throws TimeoutException {
        start(arguments, PushTimes.DEFAULT);
    }

    private void start(List<String> arguments, PushTimes times) throws TimeoutException {
        BoothOptions options = BoothOptions.of(
                arguments, Map.of("GATECAST_BOOTH_STATE", stateDirectory().toString(), "GATECAST_BOOTH_PORT", "0"));
        process = new BoothProcess(options, server.clock(), ReaderTimes.DEFAULT, times);
        vertx.deployVerticle(process).await(10, TimeUnit.SECONDS);
    }

    private static PushTimes withWaits(Duration wait) {
        PushTimes usual = PushTimes.DEFAULT;
        return new PushTimes(
                usual.connect(),
                usual.liveResponse(),
                usual.response(),
                usual.exportResponse(),
                wait,
                wait,
                wait,
                wait,
                wait,
                usual.onCourse(),
                usual.refresh(),
                usual.heartbeat(),
                usual.resend());
    }

    private ApiResponse setUp(String key) {
        PushTarget target = new PushTarget("http://127.0.0.1:" + server.port(), "race", key);
        String connection = ConnectionString.write(target);
        return post(
                "/setup", "{\"connection\": \"%s\", \"canoe123\": \"127.0.0.1:%s\"}".formatted(connection, pc.port()));
    }

    private void awaitLight(String name, String expected) {
        Await.until("the light " + name + " is " + expected, () -> light(name).equals(expected), this::state);
    }

    /** Color and sentence. */
    private String light(String name) {
        JsonNode light = state().at("/lights/" + name);
        return light.get("color").asText() + " " + light.get("sentence").asText();
    }

    private JsonNode state() {
        return RawHttpClient.sendBytes(port(), "GET /state HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\n\r\n")
                .body();
    }

    private ApiResponse post(String path, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                "POST %s HTTP/1.1\r\nHost: 127.0.0.1:%2$s\r\nOrigin: http://127.0.0.1:%2$s\r\nContent-Length: %3$s\r\n\r\n"
                        .formatted(path, port(), bytes.length);
        return RawHttpClient.sendBytes(port(), head + new String(bytes, StandardCharsets.ISO_8859_1));
    }

    private int port() {
        return Integer.parseInt(process.address().replaceAll(".*:(\\d+)/", "$1"));
    }

    private Path stateDirectory() {
        return directory.resolve("state");
    }

    private Path setupFile() {
        return stateDirectory().resolve("booth.json");
    }

    private List<Path> files() throws IOException {
        try (var files = Files.list(directory)) {
            return files.toList();
        }
    }
}

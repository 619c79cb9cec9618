package org.gatecast.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.InstalledProgram;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.Recording;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TemporaryDirectory;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The quickstart: its commands as they are written, and its steps, call by call. */
class QuickstartIT {
    private static final Path DOCUMENT = Path.of("specs/quickstart.md");
    private static final String AFTER_EACH = "== the end of an example ==";

    @RegisterExtension
    final TestServer server = TestServer.with("security.master-passwords", "paddle");

    /**
     * All commands but those that start the service and the spectators, and what follows the last of them: 200 more spectators, who
     * are counted elsewhere.
     */
    @Test
    void theCommandsRespondAsTheDocumentSays() throws Exception {
        InstalledProgram.assume("bash");
        InstalledProgram.assume("curl");
        List<ShellExample> examples = ShellExample.of(DOCUMENT).stream()
                .filter(example -> !example.commands().contains("java -jar"))
                .filter(example -> !example.commands().contains("wscat"))
                .filter(example -> !example.commands().endsWith("/stream\n"))
                .takeWhile(example -> !example.commands().contains("FULL"))
                .toList();
        assertThat(examples).hasSizeGreaterThan(10);
        String script = examples.stream()
                .map(example -> example.commands() + "echo; echo '" + AFTER_EACH + "'\n")
                .collect(Collectors.joining())
                .replace(
                        "http://localhost:8080",
                        "http://localhost:" + server.api().port());

        String[] outputs = run(script).split(AFTER_EACH, -1);

        for (int i = 0; i < examples.size(); i++) {
            assertThat(ShellExample.withoutLineBreaks(outputs[i]))
                    .as("line %d of %s", examples.get(i).line(), DOCUMENT)
                    .matches(examples.get(i).expected());
        }
    }

    /** Runs commands where {@code src} is that of the project, and returns what they print. */
    private static String run(String script) throws IOException {
        try (TemporaryDirectory directory = TemporaryDirectory.create("gatecast-quickstart")) {
            Path project = directory.path();
            Files.createSymbolicLink(project.resolve("src"), Path.of("src").toAbsolutePath());
            Path output = directory.path().resolve("output.txt");
            Process shell = new ProcessBuilder("bash", "-c", script)
                    .directory(project.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            try {
                Await.until("the commands have ended", () -> !shell.isAlive());
            } finally {
                shell.destroyForcibly();
            }
            Files.delete(project.resolve("src"));
            return Files.readString(output);
        }
    }

    @Test
    void anEventGoesFromItsCreationToOfficialResultsBeforeItsSpectators() {
        ApiClient api = server.api();

        ApiResponse created = api.post(
                "/api/v1/admin/events",
                json("{'eventId': 'TEST.WS', 'mainTitle': 'WebSocket Test'}"),
                "X-Master-Key",
                "paddle");
        assertThat(created.status()).isEqualTo(201);
        assertThat(created.body().get("apiKey").asText()).matches("[0-9a-f]{64}");
        BoothClient booth =
                new BoothClient(api, "TEST.WS", created.body().get("apiKey").asText());

        assertThat(booth.importXml(Recording.xml(server.clock().today())).status())
                .isEqualTo(200);
        assertThat(booth.status("startlist").status()).isEqualTo(200);
        assertThat(booth.status("running").status()).isEqualTo(200);

        SpectatorClient spectator = server.watch("TEST.WS");
        assertThat(spectator.messages().get(0).type()).isEqualTo("full");
        assertThat(spectator.status()).isEqualTo("running");

        ApiResponse pushed =
                booth.results(json("{'results': [{'raceId': 'K1M_ST_BR1_6', 'bib': 9, 'time': 9523, 'pen': 200}]}"));
        assertThat(pushed.body()).isEqualTo(json("{'updated': 1, 'changed': 1}"));
        var diff = spectator.await("the result", message -> message.data().has("results"));
        assertThat(diff.data().get("raceId").asText()).isEqualTo("K1M_ST_BR1_6");
        JsonNode row = spectator.row("K1M_ST_BR1_6", 9);
        assertThat(row.get("prevTime").asInt()).isEqualTo(9523);
        assertThat(row.get("prevPen").asInt()).isEqualTo(200);
        assertThat(row.get("prevTotal").asInt()).isEqualTo(9723);

        booth.through("finished");
        spectator.awaitStatus("finished");
        spectator.assertSameAsRest();

        long official = System.nanoTime();
        booth.through("official");
        spectator.awaitStatus("official");
        try (RawSpectator late = RawSpectator.connect(api.port(), "TEST.WS")) {
            RefusalCheck.assertRefusal(late.handshake(), 410, "EventOfficial", "official");
        }
        assertThat(spectator.isOpen()).isTrue();
        SpectatorClient.Closed closed = spectator.awaitClosed();
        assertThat(closed.code()).isEqualTo(1000);
        assertThat(closed.reason()).isEqualTo("Event results are official");
        assertThat(Duration.ofNanos(closed.atNanos() - official))
                .isBetween(Duration.ofSeconds(5), Duration.ofSeconds(7));
    }
}

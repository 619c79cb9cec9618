package org.gatecast.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.PartialRequest;
import org.gatecast.testing.ProcessSignal;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.SpectatorClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process stands still for a while, by SIGSTOP or with its machine: spectators and riders on course stay. */
class ProcessPauseIT {
    private static final int SPECTATORS = 40;
    private static final int ANSWER_MILLIS = 2_000;
    private static final int PAUSE_MILLIS = 6_000;

    @TempDir
    private Path directory;

    @Test
    void noClientThatAnswersIsClosedAndNoRiderIsRemoved() throws IOException, InterruptedException {
        try (ServerProcess service = service()) {
            BoothClient booth = new ApiClient(service.port())
                    .createEvent("TEST")
                    .imported(ExportXml.small(LocalDate.now(Clock.systemUTC())).toString())
                    .through("startlist", "running");
            List<SpectatorClient> watchers = IntStream.range(0, SPECTATORS)
                    .mapToObj(i -> SpectatorClient.connect(booth.api(), "TEST"))
                    .toList();
            booth.oncourse(json("{'oncourse': [{'participantId': '1.K1M', 'raceId': 'K1M_BR1', 'bib': 1}]}"));
            watchers.forEach(spectator -> spectator.await(
                    "a rider", message -> message.data().path("oncourse").size() == 1));
            int before = watchers.get(0).messages().size();
            PartialRequest slow = PartialRequest.begin(
                    service.port(),
                    "PATCH",
                    "/api/v1/admin/events/TEST/status",
                    json("{'status': 'finished'}").toString().getBytes(java.nio.charset.StandardCharsets.UTF_8),
                    "X-API-Key",
                    booth.apiKey(),
                    "Content-Type",
                    "application/json");

            ProcessSignal.send("STOP", service.pid());
            // The length of the pause is what is tested.
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            ProcessSignal.send("CONT", service.pid());

            assertThat(slow.finish().status()).isEqualTo(200);
            // Two rounds of pings pass, and who is to be cut is.
            TimeUnit.MILLISECONDS.sleep(2 * ANSWER_MILLIS);
            booth.through("running");
            watchers.forEach(spectator -> spectator.awaitStatus("running"));
            assertThat(watchers).allMatch(SpectatorClient::isOpen);
            assertThat(watchers.get(0).messagesSince(before).get(0).data().has("oncourse"))
                    .as("a rider who left for lack of news that nobody had read")
                    .isFalse();
            watchers.forEach(SpectatorClient::close);
        }
    }

    /** The booth has sent the call, and newer ones, to another node since. */
    @Test
    void aCallThatTheBoothGaveUpDuringThePauseIsNotCarriedOut() throws IOException {
        try (ServerProcess service = service()) {
            BoothClient booth = new ApiClient(service.port())
                    .createEvent("TEST")
                    .imported(ExportXml.small(LocalDate.now(Clock.systemUTC())).toString())
                    .through("startlist", "running");
            String body = json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 7777, 'pen': 0}]}")
                    .toString();

            ProcessSignal.send("STOP", service.pid());
            RawHttpClient.sendAndClose(
                    service.port(),
                    ("POST /api/v1/ingest/results HTTP/1.1\r\nHost: x\r\nX-API-Key: %s\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s")
                            .formatted(booth.apiKey(), body.length(), body));
            ProcessSignal.send("CONT", service.pid());

            // Everything that arrived before is done by then: calls of an event are carried out in order.
            booth.results(json("{'results': [{'raceId': 'K1M_BR1', 'bib': 2, 'time': 8888, 'pen': 0}]}"));
            assertThat(booth.api().results("TEST", "K1M_BR1").toString())
                    .contains("8888")
                    .doesNotContain("7777");
        }
    }

    private ServerProcess service() {
        return ServerProcess.start(
                directory,
                Map.of(
                        "PORT", "0",
                        "GATECAST_HTTP_HOST", "127.0.0.1",
                        "DATABASE_PATH", directory.resolve("race.db").toString(),
                        "GATECAST_SPECTATORS_PING_INTERVAL_MILLIS", Integer.toString(ANSWER_MILLIS),
                        "GATECAST_SPECTATORS_PONG_TIMEOUT_MILLIS", Integer.toString(ANSWER_MILLIS),
                        "GATECAST_LIMITS_HEAD_TIMEOUT_MILLIS", Integer.toString(ANSWER_MILLIS),
                        "GATECAST_LIMITS_BODY_TIMEOUT_MILLIS", Integer.toString(2 * ANSWER_MILLIS),
                        "GATECAST_SPECTATORS_ONCOURSE_EXPIRY_MILLIS", Integer.toString(2 * ANSWER_MILLIS)));
    }
}

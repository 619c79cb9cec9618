package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.SmallDisk;
import org.gatecast.testing.SpectatorClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full disk: nothing unsaved is acknowledged, spectators stay connected, and the service recovers by itself. */
class DiskFullIT {
    private static final String RACE = "K1M_FIN";

    @TempDir
    private Path directory;

    private final LocalDate today = LocalDate.now(Clock.systemUTC());

    @Test
    void callsAreRefusedWhileTheDiskIsFull() throws IOException {
        try (SmallDisk disk = SmallDisk.mount(directory);
                ServerProcess service = service()) {
            BoothClient booth = race(service);
            SpectatorClient spectator = SpectatorClient.connect(booth.api(), "TEST");
            disk.fill();
            assertRefusedAndWatched(booth, spectator);
            disk.free();
            assertTakenAgain(booth, spectator);
            assertThat(String.join("\n", service.output())).contains("has no space left on its disk");
            spectator.close();
            service.stop();
        }
    }

    @Test
    void callsAreRefusedWhileTheFileSizeIsLimited() throws IOException {
        try (ServerProcess service = service()) {
            BoothClient booth = race(service);
            SpectatorClient spectator = SpectatorClient.connect(booth.api(), "TEST");
            assumeTrue(limitFiles(service, "300000:unlimited"), "nobody here may limit a process");
            assertRefusedAndWatched(booth, spectator);
            assertThat(limitFiles(service, "unlimited")).isTrue();
            assertTakenAgain(booth, spectator);
            spectator.close();
        }
    }

    /**
     * @param bytes that no file of the process may grow beyond
     */
    private static boolean limitFiles(ServerProcess service, String bytes) {
        try {
            return new ProcessBuilder("prlimit", "--fsize=" + bytes, "--pid", Long.toString(service.pid()))
                            .inheritIO()
                            .start()
                            .onExit()
                            .join()
                            .exitValue()
                    == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private void assertRefusedAndWatched(BoothClient booth, SpectatorClient spectator) {
        RefusalCheck refusals = new RefusalCheck(booth.api());
        refusals.assertRefused(503, "Unavailable", "nothing changed", () -> booth.importXml(large(2)));
        refusals.assertRefused(503, "Unavailable", "nothing changed", () -> booth.importXml(large(3)));
        assertThat(booth.oncourse(json("{'oncourse': [{'participantId': '3.K1M', 'raceId': 'K1M_FIN', 'bib': 3,"
                                + " 'time': 1234}]}"))
                        .status())
                .isEqualTo(200);
        spectator.await("a rider", message -> message.data().path("oncourse").size() == 1);
        assertThat(booth.api().results("TEST", RACE).status()).isEqualTo(200);
        SpectatorClient newcomer = SpectatorClient.connect(booth.api(), "TEST");
        newcomer.assertSameAsRest();
        newcomer.close();
    }

    private void assertTakenAgain(BoothClient booth, SpectatorClient spectator) {
        int before = spectator.messages().size();
        Await.until("there is room again", () -> booth.importXml(large(2)).status() == 200);
        spectator.awaitSince(before, "the import", message -> message.type().equals("full"));
        assertThat(booth.results(json("{'results': [{'raceId': 'K1M_FIN', 'bib': 1, 'time': 7000, 'pen': 0}]}"))
                        .body())
                .isEqualTo(json("{'updated': 1, 'changed': 1}"));
        spectator.await("the result", message -> message.data().toString().contains("7000"));
        spectator.assertSameAsRest();
    }

    private BoothClient race(ServerProcess service) {
        return new ApiClient(service.port())
                .createEvent("TEST")
                .imported(ExportXml.big(today, 20).toString())
                .through("startlist", "running");
    }

    /** More than a small disk holds. */
    private String large(int edition) {
        return ExportXml.big(today, 1_998 + edition).toString();
    }

    private ServerProcess service() {
        return ServerProcess.start(
                directory,
                Map.of(
                        "PORT",
                        "0",
                        "GATECAST_HTTP_HOST",
                        "127.0.0.1",
                        "DATABASE_PATH",
                        directory.resolve("race.db").toString()));
    }
}

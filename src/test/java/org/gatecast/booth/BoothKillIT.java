package org.gatecast.booth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.gatecast.canoe123.RecordedStream;
import org.gatecast.canoe123.ShownTables;
import org.gatecast.canoe123.StandInTimingPc;
import org.gatecast.canoe123.StreamPlayer;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.FreePort;
import org.gatecast.testing.Recording;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.SpectatorClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded stream, twenty times faster, through a booth and a service that are processes of their own and are killed
 * (SIGKILL) in the middle of it: the service once, the booth while the service is down and again while it sends.
 */
class BoothKillIT {
    private static final int SPEED = 20;
    private static final int SERVICE_KILLED_AT = 150;
    private static final int BOOTH_KILLED_AT = 420;
    private static final int SERVICE_BACK_AT = 600;
    private static final int BOOTH_KILLED_AGAIN_AT = 800;

    @TempDir
    private Path directory;

    private final StandInTimingPc pc = new StandInTimingPc();
    private final StreamPlayer player = new StreamPlayer(pc, SPEED);
    private final int port = FreePort.next();

    @AfterEach
    void stop() {
        pc.close();
    }

    @Test
    void spectatorsSeeTheLastTablesThoughBoothAndServiceWereKilled() throws IOException {
        List<RecordedStream.Message> messages = RecordedStream.messages();
        player.keepClockRunning();
        String key;
        try (ServerProcess service = service()) {
            BoothClient organiser =
                    new ApiClient(service.port()).createEvent("race").through("startlist", "running");
            key = organiser.apiKey();
            Files.writeString(export(), Recording.xml(LocalDate.now(Clock.systemUTC())));
            try (ServerProcess booth = booth(key)) {
                Await.until(
                        "the export is imported",
                        () -> !organiser.api().raceIds("race").isEmpty());
                player.play(messages.subList(0, SERVICE_KILLED_AT));
                service.kill();
                player.play(messages.subList(SERVICE_KILLED_AT, BOOTH_KILLED_AT));
                Await.until("tables wait on disk", () -> kept().size() > 2, this::kept);
                booth.kill();
            }
        }
        List<String> keptOverTheKill = kept();
        assertThat(keptOverTheKill).hasSizeGreaterThan(2);

        ServerProcess booth = booth(key);
        player.play(messages.subList(BOOTH_KILLED_AT, SERVICE_BACK_AT));
        try (ServerProcess service = service();
                SpectatorClient spectator = SpectatorClient.connect(new ApiClient(service.port()), "race")) {
            player.play(messages.subList(SERVICE_BACK_AT, BOOTH_KILLED_AGAIN_AT));
            booth.kill();
            booth = booth(key);
            player.play(messages.subList(BOOTH_KILLED_AGAIN_AT, messages.size()));

            // The booth folds a table with what is sent, so the last one may be on its way for a moment.
            Await.until("nothing waits any more", () -> kept().isEmpty(), this::kept);
            Await.until("all tables are shown", () -> ShownTables.areShown(new ApiClient(port), spectator));
            ShownTables.compare(new ApiClient(port), spectator);
            spectator.assertSameAsRest();
        } finally {
            booth.kill();
        }
        assertThat(pc.received()).isZero();
    }

    private ServerProcess service() {
        ServerProcess process = ServerProcess.start(
                directory,
                Map.of(
                        "PORT",
                        String.valueOf(port),
                        "GATECAST_HTTP_HOST",
                        "127.0.0.1",
                        "DATABASE_PATH",
                        directory.resolve("race.db").toString()));
        process.port();
        return process;
    }

    /** Started and connected, so that the next messages reach it. */
    private ServerProcess booth(String key) {
        int before = pc.accepted();
        ServerProcess process = ServerProcess.start(
                directory,
                Map.of("GATECAST_BOOTH_KEY", key),
                "booth",
                "--server",
                "http://127.0.0.1:" + port,
                "--event",
                "race",
                "--canoe123",
                "127.0.0.1:" + pc.port(),
                "--export",
                export().toString(),
                "--state",
                state().toString(),
                "--port",
                "0");
        Await.until("the booth is connected", () -> pc.accepted() > before, process::output);
        return process;
    }

    private Path export() {
        return directory.resolve("export.xml");
    }

    private Path state() {
        return directory.resolve("state");
    }

    private List<String> kept() {
        return KeptFiles.in(state());
    }
}

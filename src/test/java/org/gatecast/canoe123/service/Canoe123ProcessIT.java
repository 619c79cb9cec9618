package org.gatecast.canoe123.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.gatecast.canoe123.RecordedStream;
import org.gatecast.canoe123.StandInTimingPc;
import org.gatecast.canoe123.StreamPlayer;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.ServerProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the process of a service says in its log about Canoe123, and what it loads. */
class Canoe123ProcessIT {
    private static final String UNKNOWN = "There is no event race: what Canoe123 sends is not used until it is created";
    private static final String OFFICIAL =
            "The results of event race are official: what Canoe123 sends is not used any more";
    private static final String NOT_NOW = "Event race is draft, which takes no results data";

    @TempDir
    private Path directory;

    private final StandInTimingPc pc = new StandInTimingPc();

    @AfterEach
    void stop() {
        pc.close();
    }

    @Test
    void whyAnEventTakesNothingIsSaidOnce() {
        Map<String, String> settings = Map.of(
                "GATECAST_CANOE123_HOST",
                "127.0.0.1",
                "GATECAST_CANOE123_PORT",
                String.valueOf(pc.port()),
                "GATECAST_CANOE123_EVENT",
                "race");
        try (ServerProcess service = service(settings)) {
            ApiClient api = new ApiClient(service.port());
            StreamPlayer player = new StreamPlayer(pc, 100);
            pc.awaitClient();
            player.play(RecordedStream.messages());
            awaitLine(service, UNKNOWN);
            BoothClient organiser = api.createEvent("race");
            awaitLine(service, NOT_NOW);
            organiser.importXml(Recording.xml());
            player.play(RecordedStream.messages());
            organiser.through("startlist", "running", "finished", "official");
            awaitLine(service, OFFICIAL);
            player.play(RecordedStream.messages());

            assertThat(lines(service, UNKNOWN)).isOne();
            assertThat(lines(service, NOT_NOW)).isOne();
            assertThat(lines(service, OFFICIAL)).isOne();
        }
    }

    @Test
    void aServiceWithoutTheSettingLoadsNothingOfIt() throws IOException {
        Path classes = directory.resolve("classes.txt");
        try (ServerProcess service = service(Map.of("JDK_JAVA_OPTIONS", "-Xlog:class+load:file=" + classes))) {
            new ApiClient(service.port()).createEvent("race");
        }
        assertThat(Files.readString(classes))
                .contains("org.gatecast.store.StoreVerticle ")
                .doesNotContain("org.gatecast.canoe123", "org.gatecast.booth");
    }

    private static void awaitLine(ServerProcess service, String text) {
        Await.until("the log says: " + text, () -> lines(service, text) > 0, service::output);
    }

    private static long lines(ServerProcess service, String text) {
        return service.output().stream().filter(line -> line.contains(text)).count();
    }

    private ServerProcess service(Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("PORT", "0");
        environment.put("GATECAST_HTTP_HOST", "127.0.0.1");
        environment.put("DATABASE_PATH", directory.resolve("race.db").toString());
        ServerProcess process = ServerProcess.start(directory, environment);
        process.port();
        return process;
    }
}

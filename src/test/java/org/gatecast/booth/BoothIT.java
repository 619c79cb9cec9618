package org.gatecast.booth;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.gatecast.booth.push.PushTarget;
import org.gatecast.booth.setup.BoothSetup;
import org.gatecast.canoe123.RecordedStream;
import org.gatecast.canoe123.ShownRiders;
import org.gatecast.canoe123.ShownTables;
import org.gatecast.canoe123.StandInTimingPc;
import org.gatecast.canoe123.StreamPlayer;
import org.gatecast.canoe123.push.PushTimes;
import org.gatecast.canoe123.reader.HostPort;
import org.gatecast.canoe123.reader.ReaderTimes;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.FreePort;
import org.gatecast.testing.Recording;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * The recorded stream, twenty times faster, from a stand-in of the timing PC through the booth into the service, while the
 * booth and the service are stopped and started.
 */
class BoothIT {
    private static final int SPEED = 20;
    private static final int SERVER_DOWN_FROM = 150;
    private static final int NEW_BOOTH_AT = 420;
    private static final int SERVER_UP_FROM = 600;
    private static final ReaderTimes READER = new ReaderTimes(
            Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(200));
    private static final PushTimes PUSHER = new PushTimes(
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20),
            Duration.ofMillis(50),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofMillis(200),
            Duration.ofMinutes(1),
            Duration.ofMillis(50),
            Duration.ofMillis(400),
            Duration.ofSeconds(10),
            Duration.ofSeconds(20));

    /** The booth must find the service again where it was. */
    @RegisterExtension
    private final TestServer server =
            TestServer.with("http.port", String.valueOf(FreePort.next()), "spectators.oncourse-expiry-millis", "2000");

    @TempDir
    private Path directory;

    private final StandInTimingPc pc = new StandInTimingPc();
    private final Vertx vertx = Vertx.vertx(Booth.vertxOptions().setUseDaemonThread(true));
    private final StreamPlayer player = new StreamPlayer(pc, SPEED);
    private Booth booth;

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
        pc.close();
    }

    @Test
    void spectatorsSeeTheLastTablesAndClocksThoughBoothAndServiceWereStoppedInBetween() throws Exception {
        BoothClient organiser = server.api().createEvent("race").through("startlist", "running");
        Files.writeString(export(), Recording.xml(server.clock().today()));
        startBooth(organiser.apiKey());
        pc.awaitClient();
        Await.until(
                "the export is imported", () -> !server.api().raceIds("race").isEmpty());

        List<RecordedStream.Message> messages = RecordedStream.messages();
        player.play(messages.subList(0, SERVER_DOWN_FROM));
        server.stop();
        player.play(messages.subList(SERVER_DOWN_FROM, NEW_BOOTH_AT));
        Await.until("tables wait on disk", () -> kept().size() > 2, this::kept);
        vertx.undeploy(booth.deploymentID()).await(10, TimeUnit.SECONDS);
        startBooth(organiser.apiKey());
        Await.until("the new booth is connected", () -> pc.accepted() == 2);
        pc.awaitClient();
        player.play(messages.subList(NEW_BOOTH_AT, SERVER_UP_FROM));
        server.start();
        SpectatorClient spectator = server.watch("race");
        player.play(messages.subList(SERVER_UP_FROM, messages.size()));

        Await.until("nothing waits any more", () -> kept().isEmpty(), this::kept);
        player.keepLastRiders();
        Await.until(
                "exactly the last riders are on course",
                () -> ShownRiders.equal(booth.state().riders(), spectator),
                spectator::oncourse);
        ShownTables.compare(server.api(), spectator);
        assertThat(spectator.oncourse()).isNotEmpty();
        assertThat(server.api().oncourse("race").body().get("oncourse")).isEqualTo(spectator.oncourse());
        assertThat(pc.received()).isZero();
    }

    @Test
    void whatCameBeforeTheExportIsSentAgainAlsoWhenSomebodyElseSentTheExport() throws Exception {
        BoothClient organiser = server.api().createEvent("race").through("startlist", "running");
        startBooth(organiser.apiKey(), PUSHER.withHeartbeat(Duration.ofMillis(100), Duration.ofSeconds(20)));
        pc.awaitClient();
        new StreamPlayer(pc, 200).play(RecordedStream.messages());
        Await.until("tables were ignored", () -> outcomes(organiser).contains("ignored"));
        Await.until("nothing waits any more", () -> kept().isEmpty(), this::kept);
        player.keepClockRunning();
        organiser.importXml(Recording.xml(server.clock().today()));
        SpectatorClient spectator = server.watch("race");

        Await.until("all tables are shown", () -> ShownTables.areShown(server.api(), spectator));
    }

    private List<String> outcomes(BoothClient organiser) {
        return server.api()
                .get("/api/v1/admin/events/race/ingests", "X-API-Key", organiser.apiKey())
                .body()
                .get("ingests")
                .findValuesAsText("outcome");
    }

    private void startBooth(String key) throws TimeoutException {
        startBooth(key, PUSHER);
    }

    private void startBooth(String key, PushTimes times) throws TimeoutException {
        BoothSetup setup = new BoothSetup(
                new PushTarget("http://127.0.0.1:" + server.port(), "race", key),
                new HostPort("127.0.0.1", pc.port()),
                export(),
                false);
        booth = new Booth(setup, directory.resolve("state"), server.clock(), READER, times);
        vertx.deployVerticle(booth).await(10, TimeUnit.SECONDS);
    }

    private Path export() {
        return directory.resolve("export.xml");
    }

    private List<String> kept() {
        return KeptFiles.in(directory.resolve("state"));
    }
}

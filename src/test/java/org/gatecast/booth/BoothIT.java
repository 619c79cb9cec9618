package org.gatecast.booth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.gatecast.booth.push.PushTarget;
import org.gatecast.booth.push.PushTimes;
import org.gatecast.booth.reader.HostPort;
import org.gatecast.booth.reader.ReaderTimes;
import org.gatecast.booth.setup.BoothSetup;
import org.gatecast.booth.stream.OnCourseRider;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
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
    private static final Pattern BIB = Pattern.compile(" Bib=\"\\d+\"");
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
            Duration.ofMillis(400));

    /** The booth must find the service again where it was. */
    @RegisterExtension
    private final TestServer server =
            TestServer.with("http.port", String.valueOf(freePort()), "spectators.oncourse-expiry-millis", "2000");

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
        keepClockRunning(messages);
        Await.until("exactly the last riders are on course", () -> equalsLastRiders(spectator), spectator::oncourse);
        ShownTables.compare(server.api(), spectator);
        assertThat(spectator.oncourse()).isNotEmpty();
        assertThat(server.api().oncourse("race").body().get("oncourse")).isEqualTo(spectator.oncourse());
        assertThat(pc.received()).isZero();
    }

    private void startBooth(String key) throws TimeoutException {
        BoothSetup setup = new BoothSetup(
                new PushTarget("http://127.0.0.1:" + server.port(), "race", key),
                new HostPort("127.0.0.1", pc.port()),
                export(),
                false);
        booth = new Booth(setup, directory.resolve("state"), server.clock(), READER, PUSHER);
        vertx.deployVerticle(booth).await(10, TimeUnit.SECONDS);
    }

    private Path export() {
        return directory.resolve("export.xml");
    }

    /** The riders who are on course at the recording's end stay there, as they are. */
    private void keepClockRunning(List<RecordedStream.Message> messages) {
        Map<String, RecordedStream.Message> last = new HashMap<>();
        for (RecordedStream.Message message : messages.subList(messages.size() - 12, messages.size())) {
            if (message.xml().contains("<TimeOfDay") || message.xml().contains("<OnCourse")) {
                Matcher bib = BIB.matcher(message.xml());
                last.put(bib.find() ? bib.group() : "clock", message);
            }
        }
        Thread clock = new Thread(
                () -> {
                    while (!pc.isClosed()) {
                        last.values().forEach(message -> pc.send(message.bytes()));
                        LockSupport.parkNanos(50_000_000);
                    }
                },
                "clock");
        clock.setDaemon(true);
        clock.start();
    }

    private boolean equalsLastRiders(SpectatorClient spectator) {
        List<String> expected =
                booth.state().riders().stream().map(BoothIT::clocks).sorted().toList();
        List<String> shown = new ArrayList<>();
        spectator.oncourse().forEach(entry -> shown.add(clocks(entry)));
        return !expected.isEmpty() && shown.stream().sorted().toList().equals(expected);
    }

    private static String clocks(OnCourseRider rider) {
        return String.join(
                " ",
                rider.key().raceId(),
                String.valueOf(rider.key().bib()),
                String.valueOf(rider.time()),
                String.valueOf(rider.pen()),
                String.valueOf(rider.total()),
                String.valueOf(rider.gates()),
                String.valueOf(rider.start()),
                String.valueOf(rider.finish()),
                String.valueOf(rider.ttbDiff()));
    }

    private static String clocks(JsonNode entry) {
        List<String> gates = new ArrayList<>();
        entry.get("gates")
                .forEach(gate -> gates.add(gate.isObject() ? gate.get("penalty").asText() : gate.asText()));
        return String.join(
                " ",
                entry.get("raceId").asText(),
                entry.get("bib").asText(),
                entry.get("time").asText(),
                entry.get("pen").asText(),
                entry.get("total").asText(),
                gates.toString(),
                localTime(entry.get("dtStart")),
                localTime(entry.get("dtFinish")),
                entry.get("ttbDiff").asText());
    }

    private static String localTime(JsonNode timestamp) {
        return timestamp.isNull()
                ? "null"
                : OffsetDateTime.parse(timestamp.asText()).toLocalTime().toString();
    }

    private List<String> kept() {
        try (Stream<Path> files = Files.walk(directory.resolve("state"))) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("lock"))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            // A file was deleted meanwhile.
            return List.of("changing");
        }
    }

    private static int freePort() {
        try (ServerSocket any = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return any.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

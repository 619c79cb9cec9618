package org.gatecast.booth;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.gatecast.booth.push.PushTarget;
import org.gatecast.booth.setup.BoothSetup;
import org.gatecast.canoe123.RecordedStream;
import org.gatecast.canoe123.ShownTables;
import org.gatecast.canoe123.StandInTimingPc;
import org.gatecast.canoe123.StreamPlayer;
import org.gatecast.canoe123.push.PushTimes;
import org.gatecast.canoe123.reader.HostPort;
import org.gatecast.canoe123.reader.ReaderTimes;
import org.gatecast.merge.StreamSources;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two booths for the same race, or a booth and the pusher in the field, at once or one after the other: spectators see one truth, no
 * run comes back, and no row is there twice.
 */
class DualRunsIT {
    private static final int SPEED = 20;
    private static final int RESTART_AT = 520;

    @RegisterExtension
    private final TestServer server = TestServer.with();

    @TempDir
    private Path directory;

    private final StandInTimingPc pc = new StandInTimingPc();
    private final Vertx vertx = Vertx.vertx(Booth.vertxOptions().setUseDaemonThread(true));
    private final StreamPlayer player = new StreamPlayer(pc, SPEED);
    private BoothClient organiser;
    private SpectatorClient spectator;

    @BeforeEach
    void createEvent() throws IOException {
        String xml = Recording.xml(server.clock().today());
        organiser = server.api().createEvent("race").imported(xml).through("startlist", "running");
        Files.writeString(export(), xml);
        spectator = server.watch("race");
    }

    @AfterEach
    void stop() throws TimeoutException {
        vertx.close().await(10, TimeUnit.SECONDS);
        pc.close();
    }

    @Test
    void twoBoothsAtOnceShowOneRace() throws TimeoutException {
        startBooth("main");
        startBooth("reserve");
        Await.until("both are connected", () -> pc.accepted() == 2);
        player.play(RecordedStream.messages());

        awaitTheTruth();
    }

    @Test
    void aBoothThatIsRestartedShowsNothingTwiceAndNothingOld() throws TimeoutException {
        List<RecordedStream.Message> messages = RecordedStream.messages();
        Booth first = startBooth("main");
        pc.awaitClient();
        player.play(messages.subList(0, RESTART_AT));
        vertx.undeploy(first.deploymentID()).await(10, TimeUnit.SECONDS);
        startBooth("main");
        Await.until("the new booth is connected", () -> pc.accepted() == 2);
        player.play(messages.subList(RESTART_AT, messages.size()));

        awaitTheTruth();
    }

    @Test
    void aBoothAndThePusherAtOnceShowWhatTheBoothSays() throws Exception {
        startBooth("main");
        pc.awaitClient();
        CompletableFuture<Void> pusher = CompletableFuture.runAsync(() -> push(Recording.calls()));
        player.play(RecordedStream.messages());
        pusher.get(60, TimeUnit.SECONDS);

        awaitTheTruth();
        assertThat(RiderHistory.of(spectator).riders()).isPositive();
        assertThat(RiderHistory.of(spectator).flickers()).isEmpty();
        // The pusher, whose calls come between, does not say whom television shows.
        Await.until("all television clocks were shown", () -> RiderHistory.of(spectator)
                .televisionClocks()
                .equals(Set.of(
                        "C1W_ST_BR2_6 1 odd",
                        "C1W_ST_BR2_6 2 even",
                        "K1M_ST_BR2_6 9 odd",
                        "K1M_ST_BR2_6 10 even",
                        "K1M_ST_BR2_6 11 odd",
                        "K1M_ST_BR2_6 12 even",
                        "K1M_ST_BR2_6 13 odd")));
    }

    @Test
    void aPusherThatWasThereBeforeIsReplacedByTheBooth() throws TimeoutException {
        Recording.tables()
                .forEach(call -> assertThat(organiser.push(call).status()).isEqualTo(200));
        // Alone, the pusher took penalties back and brought them again. The spectators of the change come now.
        spectator = server.watch("race");
        int ofPusher = resultCalls();
        startBooth("main");
        pc.awaitClient();
        sendLastTables();
        Await.until("the booth has told its tables", () -> resultCalls() > ofPusher);
        Await.until("all tables are shown", () -> difference().isEmpty(), this::difference);
        assertThat(organiser.push(lastTable()).body().get("changed").asInt()).isZero();

        // The pusher's last table may have told spectators all that the booth's tables do, so perhaps no row changes.
        awaitTables();
    }

    @Test
    void whenTheBoothHasGoneThePusherIsEnoughAndTheBoothSendsEverythingWhenItIsBack() throws TimeoutException {
        Booth booth = startBooth("main");
        pc.awaitClient();
        player.play(RecordedStream.messages());
        awaitTheTruth();
        vertx.undeploy(booth.deploymentID()).await(10, TimeUnit.SECONDS);
        Recording.Call last = lastTable();
        assertThat(organiser.push(last).body().get("changed").asInt()).isZero();
        assertThat(organiser.results(disqualified(last)).body().get("changed").asInt())
                .isZero();

        server.clock().advance(StreamSources.SILENCE);
        assertThat(organiser.push(last).body().get("changed").asInt()).isZero();
        assertThat(organiser.results(disqualified(last)).body().get("changed").asInt())
                .isEqualTo(1);
        Await.until("the disqualification is shown", () -> "DSQ".equals(statusOfFirst(last)));

        startBooth("main");
        Await.until("the booth is back", () -> pc.accepted() == 2);
        sendLastTables();
        Await.until("all tables are shown", () -> difference().isEmpty(), this::difference);
    }

    private int resultCalls() {
        return server.api()
                .get("/api/v1/admin/events/race/ingests", "X-API-Key", organiser.apiKey())
                .body()
                .at("/sources/results/calls")
                .asInt();
    }

    private static Recording.Call lastTable() {
        List<Recording.Call> tables = Recording.tables();
        return tables.get(tables.size() - 1);
    }

    private void sendLastTables() {
        RecordedStream.lastTableMessages().forEach(table -> pc.send(table.bytes()));
        RecordedStream.messages().stream()
                .filter(message -> message.xml().contains("<Schedule"))
                .forEach(schedule -> pc.send(schedule.bytes()));
    }

    /** As the pusher does it: one call after the other. */
    private void push(List<Recording.Call> calls) {
        long begun = System.nanoTime();
        for (Recording.Call call : calls) {
            long due = begun + TimeUnit.MILLISECONDS.toNanos(call.millis()) / SPEED;
            while (System.nanoTime() < due) {
                LockSupport.parkNanos(due - System.nanoTime());
            }
            assertThat(organiser.push(call).status()).isEqualTo(200);
        }
    }

    /** The table with another status of its first row. */
    private static JsonNode disqualified(Recording.Call table) {
        ObjectNode body = table.body().deepCopy();
        ((ObjectNode) body.get("results").get(0)).put("status", "DSQ");
        return body;
    }

    private String statusOfFirst(Recording.Call table) {
        JsonNode first = table.body().get("results").get(0);
        JsonNode row = spectator.rows(first.get("raceId").asText()).stream()
                .filter(shown -> shown.get("bib").asInt() == first.get("bib").asInt())
                .findFirst()
                .orElseThrow();
        return row.get("currStatus").asText();
    }

    private void awaitTheTruth() {
        awaitTables();
        assertThat(RowHistory.of(spectator).rows()).isPositive();
    }

    private void awaitTables() {
        Await.until("all tables are shown", () -> difference().isEmpty(), this::difference);
        ShownTables.compare(server.api(), spectator);
        spectator.assertSameAsRest();
        assertThat(RowHistory.of(spectator).flickers()).isEmpty();
        for (String race : server.api().raceIds("race")) {
            assertThat(server.api().results("race", race).body().get("results").findValuesAsText("bib"))
                    .doesNotHaveDuplicates();
        }
        assertThat(pc.received()).isZero();
    }

    /** From the recording's last tables; empty if there is none. */
    private String difference() {
        try {
            ShownTables.compare(server.api(), spectator);
            return "";
        } catch (AssertionError | NullPointerException | IndexOutOfBoundsException notYet) {
            return notYet.toString();
        }
    }

    private Booth startBooth(String state) throws TimeoutException {
        BoothSetup setup = new BoothSetup(
                new PushTarget("http://127.0.0.1:" + server.port(), "race", organiser.apiKey()),
                new HostPort("127.0.0.1", pc.port()),
                export(),
                false);
        ReaderTimes reader = new ReaderTimes(
                Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMillis(200));
        PushTimes times = PushTimes.DEFAULT.withOnCourse(Duration.ofMillis(50), Duration.ofMillis(400));
        Booth booth = new Booth(setup, directory.resolve(state), server.clock(), reader, times);
        vertx.deployVerticle(booth).await(10, TimeUnit.SECONDS);
        return booth;
    }

    private Path export() {
        return directory.resolve("export.xml");
    }
}

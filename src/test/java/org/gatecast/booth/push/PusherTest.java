package org.gatecast.booth.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.booth.push.IngestStandIn.AUDIENCE;
import static org.gatecast.booth.push.IngestStandIn.EVENT;
import static org.gatecast.booth.push.IngestStandIn.ONCOURSE;
import static org.gatecast.booth.push.IngestStandIn.RESULTS;
import static org.gatecast.booth.push.IngestStandIn.STATUS;
import static org.gatecast.booth.push.IngestStandIn.XML;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.gatecast.canoe123.push.DataKind;
import org.gatecast.canoe123.push.LaneProblem;
import org.gatecast.canoe123.push.LastCall;
import org.gatecast.canoe123.push.PushTimes;
import org.gatecast.canoe123.stream.OnCourseRider;
import org.gatecast.canoe123.stream.ResultTable;
import org.gatecast.canoe123.stream.ResultTableRow;
import org.gatecast.canoe123.stream.RiderKey;
import org.gatecast.testing.Await;
import org.gatecast.testing.TestClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PusherTest {
    private static final String RACE = "K1M_ST_BR1_6";
    private static final PushTimes FAST = new PushTimes(
            Duration.ofSeconds(5),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofSeconds(20),
            Duration.ofMillis(20),
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            Duration.ofMillis(50),
            Duration.ofMillis(10),
            Duration.ofMillis(300),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2));
    private static final String REFUSAL = "{\"error\": \"InvalidRequest\", \"message\": \"results is required\"}";

    @TempDir
    private Path state;

    private final Vertx vertx = Vertx.vertx();
    private final Context loop = vertx.getOrCreateContext();
    private final TestClock clock = new TestClock(Instant.parse("2026-06-20T10:00:00Z"));
    private IngestStandIn service;
    private SpoolDirectory directory;
    private Pusher pusher;

    @BeforeEach
    void startService() throws TimeoutException {
        service = new IngestStandIn();
    }

    @AfterEach
    void stop() throws TimeoutException {
        if (pusher != null) {
            stopPusher();
        }
        vertx.close().await(10, TimeUnit.SECONDS);
        service.close();
    }

    @Test
    void aTableIsSentWholeOnceAndThenOnlyItsNews() {
        start();
        table(RACE, row(1, 9000, 1), row(2, 9100, 2), row(3, null, null));
        assertThat(bibs(service.awaitCall(RESULTS, 1))).containsExactly(1, 2, 3);
        awaitNothingKept();
        table(RACE, row(1, 9000, 2), row(2, 9100, 3), row(3, 8000, 1));
        IngestStandIn.Call news = service.awaitCall(RESULTS, 2);

        assertThat(bibs(news)).containsExactly(3);
        assertThat(news.key()).isEqualTo("secret");
        assertThat(rows(news).getJsonObject(0))
                .isEqualTo(new JsonObject()
                        .put("raceId", RACE)
                        .put("participantId", "3.K1M")
                        .put("bib", 3)
                        .put("time", 8000)
                        .put("pen", 200)
                        .put("total", 8200)
                        .putNull("status")
                        .put("rnk", 1)
                        .put("gates", new JsonArray("[{\"gate\":1,\"pen\":0},{\"gate\":3,\"pen\":2}]")));
    }

    @Test
    void aRankAloneIsNewsOnlyWhereTheServiceDoesNotRank() {
        start();
        table("X1M_X4_1", row(1, 9000, 1));
        service.awaitCall(RESULTS, 1);
        table("X1M_X4_1", row(1, 9000, 2));

        assertThat(rows(service.awaitCall(RESULTS, 2)).getJsonObject(0).getInteger("rnk"))
                .isEqualTo(2);
    }

    @Test
    void theStatusOfARaceIsSentWhenItChanges() {
        service.always(RESULTS, 200, "{\"updated\": 0, \"races\": 1}");
        start();
        schedule(Map.of(RACE, "3", "UNREADABLE", "?"));
        assertThat(races(service.awaitCall(RESULTS, 1)))
                .containsExactly(new JsonObject().put("raceId", RACE).put("raceStatus", 3));
        schedule(Map.of(RACE, "3"));
        schedule(Map.of(RACE, "4"));

        assertThat(races(service.awaitCall(RESULTS, 2)))
                .containsExactly(new JsonObject().put("raceId", RACE).put("raceStatus", 4));
    }

    @Test
    void theStatusOfRacesThatTheServiceDoesNotKnowIsSentAgainAfterTheNextImport() {
        service.always(RESULTS, 200, "{\"updated\": 0, \"ignored\": true}");
        start();
        schedule(Map.of(RACE, "3"));
        service.awaitCall(RESULTS, 1);
        service.always(RESULTS, 200, "{\"updated\": 0, \"races\": 1}");
        export("<export/>");

        assertThat(races(service.awaitCall(RESULTS, 2))).hasSize(1);
    }

    @Test
    void resultsDoNotWaitBehindAnExport() {
        service.neverRespondTo(XML);
        start();
        export("<export/>");
        service.awaitCall(XML, 1);
        table(RACE, row(1, 9000, 1));
        service.awaitCall(RESULTS, 1);

        Await.until("the export alone is kept", () -> kept().equals(List.of("export.xml")), this::kept);
    }

    @Test
    void aRefusedCallIsNotSentAgainAndHoldsBackNothing() {
        service.once(RESULTS, 400, REFUSAL, 0);
        start();
        table(RACE, row(1, 9000, 1));
        service.awaitCall(RESULTS, 1);
        awaitNothingKept();
        table(RACE, row(1, 9000, 1), row(2, 9100, 2));

        assertThat(bibs(service.awaitCall(RESULTS, 2))).containsExactly(2);
    }

    @Test
    void whileTheServiceIsNotAvailableTheNewestTableAloneWaits() {
        service.always(RESULTS, 503, "{}");
        start();
        table(RACE, row(1, 9000, 1));
        service.awaitCall(RESULTS, 2);
        table(RACE, row(1, 9500, 1));
        Await.until("the newest is sent", () -> service.calls(RESULTS).stream().anyMatch(call -> time(call) == 9500));
        service.always(RESULTS, 200, "{\"updated\": 1}");
        awaitNothingKept();

        List<IngestStandIn.Call> calls = service.calls(RESULTS);
        assertThat(time(calls.get(calls.size() - 1))).isEqualTo(9500);
    }

    @Test
    void retryAfterIsObeyed() {
        service.once(RESULTS, 429, "{}", 1);
        start();
        table(RACE, row(1, 9000, 1));
        service.awaitCall(RESULTS, 1);
        long begun = System.nanoTime();
        service.awaitCall(RESULTS, 2);

        // Without the header the wait would be 20 ms.
        assertThat(System.nanoTime() - begun).isGreaterThan(500_000_000);
    }

    @Test
    void dataThatTheEventsStateDoesNotAdmitIsKeptAndSentLater() {
        service.once(RESULTS, 403, "{\"message\": \"Event race is startlist, which takes no results data.\"}", 0);
        start();
        table(RACE, row(1, 9000, 1));

        assertThat(bibs(service.awaitCall(RESULTS, 2))).containsExactly(1);
        awaitNothingKept();
    }

    @Test
    void aWrongKeySendsNothingAndEverythingIsKept() {
        service.always(EVENT, 401, "{\"message\": \"The key in X-API-Key belongs to another event.\"}");
        start();
        service.awaitCall(EVENT, 2);
        table(RACE, row(1, 9000, 1));
        export("<export/>");
        Await.until("both are on disk", () -> kept().size() == 2);
        assertThat(service.calls(RESULTS)).isEmpty();
        assertThat(service.calls(XML)).isEmpty();

        service.always(EVENT, 200, "{\"status\": \"running\"}");
        service.awaitCall(RESULTS, 1);
        service.awaitCall(XML, 1);
        awaitNothingKept();
    }

    @Test
    void aWrongKeyIsNotTriedForever() {
        service.always(EVENT, 401, "{}");
        start();
        service.awaitCall(EVENT, 13);
        // The response is on its way when the call is there.
        Await.until("it is given up", () -> onLoop(() -> pusher.isGivenUp()));
        assertThat(service.calls(EVENT)).hasSize(13);
    }

    @Test
    void anOfficialEventGetsNothing() {
        service.always(EVENT, 200, "{\"status\": \"official\"}");
        start();
        service.awaitCall(EVENT, 1);
        table(RACE, row(1, 9000, 1));
        Await.until("it is given up", () -> onLoop(() -> pusher.isGivenUp()));

        assertThat(service.calls(RESULTS)).isEmpty();
    }

    @Test
    void anEventThatBecomesOfficialEndsThePushing() {
        start();
        table(RACE, row(1, 9000, 1));
        service.awaitCall(RESULTS, 1);
        service.always(EVENT, 200, "{\"status\": \"official\"}");
        service.always(RESULTS, 403, "{\"message\": \"Event race is official, which takes no results data.\"}");
        table(RACE, row(1, 9500, 1));

        Await.until("it is given up", () -> onLoop(() -> pusher.isGivenUp()));
    }

    @Test
    void rowsThatTheServiceDidNotKnowAreSentAgainAfterTheNextExport() {
        service.once(RESULTS, 200, "{\"updated\": 0, \"ignored\": true}", 0);
        start();
        table(RACE, row(1, 9000, 1), row(2, 9100, 2));
        service.awaitCall(RESULTS, 1);
        awaitNothingKept();
        export("<export/>");

        assertThat(bibs(service.awaitCall(RESULTS, 2))).containsExactly(1, 2);
    }

    @Test
    void anExportIsSentOnlyWhenItChangedAndWithItsTimeIfItWaited() {
        service.always(XML, 503, "{}");
        start();
        export("<export/>");
        service.awaitCall(XML, 1);
        clock.advance(Duration.ofMinutes(1));
        service.awaitCall(XML, service.calls(XML).size() + 2);
        Await.until("it is on disk", () -> !kept().isEmpty());
        service.always(XML, 200, "{}");
        awaitNothingKept();
        int sent = service.calls(XML).size();
        export("<export/>");
        export("<export>2</export>");
        IngestStandIn.Call last = service.awaitCall(XML, sent + 1);

        assertThat(service.calls(XML).get(0).headers()).doesNotContainKey("X-Exported-At");
        assertThat(service.calls(XML).get(sent - 1).headers()).containsEntry("X-Exported-At", "2026-06-20T10:00:00Z");
        assertThat(last.body()).isEqualTo("<export>2</export>");
    }

    @Test
    void whatWaitedIsSentByTheNextBoothOnTheSameDisk() {
        service.always(EVENT, 503, "{}");
        start();
        for (int race = 0; race < 40; race++) {
            table("K1M_BR1_" + race, row(1, 9000 + race, 1));
        }
        table("K1M_BR1_0", row(1, 8000, 1));
        export("<export/>");
        stopPusher();
        assertThat(kept()).hasSize(41);
        assertThat(service.calls(RESULTS)).isEmpty();

        service.always(EVENT, 200, "{\"status\": \"running\"}");
        start();
        IngestStandIn.Call results = service.awaitCall(RESULTS, 1);
        service.awaitCall(XML, 1);
        awaitNothingKept();

        // Forty races in one call, each with its newest table.
        assertThat(rows(results)).hasSize(40);
        assertThat(results.body()).contains("\"time\":8000").doesNotContain("\"time\":9000");
    }

    @Test
    void aDamagedFileIsDeletedAndTheOthersAreSent() throws IOException {
        Files.writeString(state.resolve("table-41.json"), "{\"raceId\": \"A\", \"rows\": [{\"bib\"");
        Files.writeString(
                state.resolve("table-42.json"),
                "{\"raceId\":\"B\",\"rows\":[{\"raceId\":\"B\",\"bib\":7,\"time\":1}]}");
        Files.writeString(state.resolve("table-43.json.tmp"), "{");
        start();

        assertThat(bibs(service.awaitCall(RESULTS, 1))).containsExactly(7);
        awaitNothingKept();
    }

    @Test
    void aLongTableIsSentInSeveralCalls() {
        start();
        List<ResultTableRow> rows = new ArrayList<>();
        for (int bib = 1; bib <= 450; bib++) {
            rows.add(row(bib, 9000 + bib, bib));
        }
        onLoop(() -> {
            pusher.table(new ResultTable(RACE, true, rows));
            return null;
        });
        service.awaitCall(RESULTS, 3);
        awaitNothingKept();

        assertThat(service.calls(RESULTS)).hasSize(3);
        assertThat(service.calls(RESULTS).stream().flatMap(call -> bibs(call).stream()))
                .doesNotHaveDuplicates()
                .hasSize(450);
    }

    @Test
    void ridersAreSentWhenTheyChangeAndBeforeTheServiceDropsThem() {
        start();
        riders(rider(1, 500), rider(2, 300));
        assertThat(riderBibs(service.awaitCall(ONCOURSE, 1))).containsExactly(1, 2);
        riders(rider(1, 600), rider(2, 300));
        JsonObject changed =
                service.awaitCall(ONCOURSE, 2).json().getJsonArray("oncourse").getJsonObject(0);
        service.awaitCall(ONCOURSE, 3);
        riders();

        assertThat(changed)
                .isEqualTo(new JsonObject()
                        .put("raceId", RACE)
                        .put("participantId", "1.K1M")
                        .put("bib", 1)
                        .put("position", 1)
                        .put("gates", new JsonArray().add(2).addNull())
                        .put("dtStart", "2026-06-20T09:59:00.000Z")
                        .put("time", 600)
                        .put("pen", 200)
                        .put("total", 800));
        assertThat(kept()).isEmpty();
    }

    @Test
    void theReportSaysWhatWaitsWhatWasRefusedAndWhatTheServerSaid() {
        service.once(RESULTS, 400, REFUSAL, 0);
        service.always(EVENT, 200, "{\"status\": \"running\", \"validTransitions\": [\"finished\"]}");
        service.always(AUDIENCE, 200, "{\"spectators\": 7}");
        service.always(XML, 503, "{\"message\": \"The service is busy.\"}");
        start();
        assertThat(report().results()).isNull();
        table(RACE, row(1, 9000, 1));
        export("<export/>");
        Await.until("the call is refused", () -> !report().refused().isEmpty(), this::report);
        Await.until("the export is delayed", () -> !report().problems().isEmpty(), this::report);
        Await.until("spectators are counted", () -> report().spectators() != null, this::report);

        PushReport report = report();
        assertThat(report.server()).isEqualTo(PushReport.ServerState.OPEN);
        assertThat(report.eventStatus()).isEqualTo("running");
        assertThat(report.transitions()).containsExactly("finished");
        assertThat(report.spectators()).isEqualTo(7);
        assertThat(report.roundTripMillis()).isNotNegative();
        assertThat(report.exportWaiting()).isTrue();
        assertThat(report.problems())
                .containsExactly(new LaneProblem(false, DataKind.EXPORT, "503 The service is busy"));
        assertThat(report.refused())
                .containsExactly(new RefusedCall(clock.instant(), DataKind.RESULTS, "400 results is required"));
        assertThat(report.results().outcome()).isEqualTo(LastCall.Outcome.REFUSED);
        assertThat(report.results().raceId()).isEqualTo(RACE);
        assertThat(report.waitingRows()).isZero();
    }

    @Test
    void theStateIsChangedAndARefusalIsInTheWordsOfTheServer() {
        service.always(STATUS, 200, "{\"status\": \"finished\"}");
        start();
        Await.until("the key is checked", () -> report().server() == PushReport.ServerState.OPEN, this::report);
        assertThat(await(onLoop(() -> pusher.changeStatus("finished")))).isNull();
        assertThat(service.calls(STATUS).get(0).json().getString("status")).isEqualTo("finished");
        service.always(STATUS, 400, "{\"message\": \"The event cannot become draft.\"}");

        assertThat(await(onLoop(() -> pusher.changeStatus("draft")))).isEqualTo("400 The event cannot become draft");
    }

    @Test
    void aLaneThatWaitedForAnotherStateGoesOnWhenTheEventHasIt() throws TimeoutException {
        service.always(RESULTS, 403, "{\"message\": \"Event race is startlist.\"}");
        service.always(EVENT, 200, "{\"status\": \"startlist\"}");
        start(withWaits(Duration.ofMinutes(5)));
        table(RACE, row(1, 9000, 1));
        Await.until(
                "the state is known to be the reason",
                () -> report().problems().stream().anyMatch(LaneProblem::notNow),
                this::report);
        service.always(RESULTS, 200, "{\"updated\": 1}");
        service.always(STATUS, 200, "{\"status\": \"running\"}");
        service.always(EVENT, 200, "{\"status\": \"running\"}");
        assertThat(await(onLoop(() -> pusher.changeStatus("running")))).isNull();

        awaitNothingKept();
    }

    @Test
    void whatWaitsForTheNetworkIsSentAtOnceWhenThereIsASignOfIt() throws TimeoutException {
        int port = service.port();
        service.close();
        start(withWaits(Duration.ofMinutes(5)), "http://127.0.0.1:" + port);
        table(RACE, row(1, 9000, 1));
        Await.until(
                "the server is known to be unreachable",
                () -> report().server() == PushReport.ServerState.UNREACHABLE,
                this::report);
        assertThat(report().waitingRows()).isEqualTo(1);
        service = new IngestStandIn(port);
        onLoop(() -> {
            pusher.retryNow();
            return null;
        });

        assertThat(bibs(service.awaitCall(RESULTS, 1))).containsExactly(1);
        awaitNothingKept();
    }

    @Test
    void aCallThatHangsIsSentAgainWhenTheMachineHasAnotherAddress() {
        service.neverRespondTo(RESULTS);
        start();
        table(RACE, row(1, 9000, 1));
        service.awaitCall(RESULTS, 1);
        service.always(RESULTS, 200, "{\"updated\": 1}");
        onLoop(() -> {
            pusher.networkChanged();
            return null;
        });

        assertThat(bibs(service.awaitCall(RESULTS, 2))).containsExactly(1);
        awaitNothingKept();
    }

    @Test
    void aLongBodyIsCompressedAndAShortOneIsNot() {
        start();
        table(RACE, row(1, 9000, 1));
        IngestStandIn.Call first = service.awaitCall(RESULTS, 1);
        List<ResultTableRow> rows = new ArrayList<>();
        for (int bib = 1; bib <= 100; bib++) {
            rows.add(row(bib, 9001 + bib, bib));
        }
        table(RACE, rows.toArray(ResultTableRow[]::new));
        IngestStandIn.Call second = service.awaitCall(RESULTS, 2);

        assertThat(first.headers()).doesNotContainKey("Content-Encoding");
        assertThat(second.headers()).containsEntry("Content-Encoding", "gzip");
        assertThat(bibs(second)).hasSize(100);
        assertThat(second.bytes()).isLessThan(second.body().length() / 5);
    }

    @Test
    void aServerThatTakesNoCompressedBodiesGetsPlainOnes() {
        service.refuseCompressed();
        start();
        export("<export>" + " ".repeat(5_000) + "</export>");
        service.awaitCall(XML, 2);
        awaitNothingKept();
        export("<export>" + " ".repeat(6_000) + "</export>");
        service.awaitCall(XML, 3);

        assertThat(service.calls(XML).stream().map(call -> call.headers().containsKey("Content-Encoding")))
                .containsExactly(true, false, false);
        assertThat(report().refused()).isEmpty();
    }

    private static PushTimes withWaits(Duration wait) {
        return new PushTimes(
                FAST.connect(),
                FAST.liveResponse(),
                FAST.response(),
                FAST.exportResponse(),
                wait,
                wait,
                wait,
                wait,
                wait,
                FAST.onCourse(),
                FAST.refresh(),
                FAST.heartbeat(),
                FAST.resend());
    }

    private PushReport report() {
        return onLoop(() -> pusher.report());
    }

    private void start() {
        start(FAST);
    }

    private void start(PushTimes times) {
        start(times, service.address());
    }

    private void start(PushTimes times, String address) {
        directory = SpoolDirectory.open(state);
        pusher = new Pusher(vertx, new PushTarget(address, "race", "secret"), times, directory, clock);
        await(onLoop(() -> pusher.start()));
    }

    private void stopPusher() {
        await(onLoop(() -> pusher.stop()));
        directory.close();
        pusher = null;
    }

    private <T> T onLoop(Supplier<T> task) {
        Promise<T> done = Promise.promise();
        loop.runOnContext(v -> done.complete(task.get()));
        return await(done.future());
    }

    private static <T> T await(Future<T> future) {
        try {
            return future.await(10, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private void table(String race, ResultTableRow... rows) {
        onLoop(() -> {
            pusher.table(new ResultTable(race, true, Arrays.asList(rows)));
            return null;
        });
    }

    private void schedule(Map<String, String> statuses) {
        onLoop(() -> {
            pusher.schedule(statuses);
            return null;
        });
    }

    private static JsonArray races(IngestStandIn.Call call) {
        return call.json().getJsonArray("races");
    }

    private void riders(OnCourseRider... riders) {
        onLoop(() -> {
            pusher.riders(List.of(riders));
            return null;
        });
    }

    private void export(String xml) {
        onLoop(() -> {
            pusher.export(xml.getBytes(StandardCharsets.UTF_8));
            return null;
        });
    }

    private static ResultTableRow row(int bib, Integer time, Integer rank) {
        Integer pen = time == null ? null : 200;
        return new ResultTableRow(
                bib + ".K1M",
                bib,
                0,
                null,
                false,
                time,
                pen,
                time == null ? null : time + pen,
                rank,
                time == null ? null : Arrays.asList(0, null, 2));
    }

    private static OnCourseRider rider(int bib, int time) {
        return new OnCourseRider(
                new RiderKey(RACE, bib),
                bib + ".K1M",
                bib,
                Arrays.asList(2, null),
                false,
                LocalTime.of(9, 59),
                null,
                time,
                200,
                time + 200,
                null,
                null,
                null,
                null);
    }

    private static JsonArray rows(IngestStandIn.Call call) {
        return call.json().getJsonArray("results");
    }

    private static List<Integer> bibs(IngestStandIn.Call call) {
        return rows(call).stream()
                .map(row -> ((JsonObject) row).getInteger("bib"))
                .toList();
    }

    private static List<Integer> riderBibs(IngestStandIn.Call call) {
        return call.json().getJsonArray("oncourse").stream()
                .map(rider -> ((JsonObject) rider).getInteger("bib"))
                .toList();
    }

    private static int time(IngestStandIn.Call call) {
        return rows(call).getJsonObject(0).getInteger("time");
    }

    private void awaitNothingKept() {
        Await.until("nothing is kept on disk", () -> kept().isEmpty(), this::kept);
    }

    private List<String> kept() {
        try (Stream<Path> files = Files.list(state)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("lock"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.Frame;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An event's life as its spectators see it: messages, closed connections, and what survives a restart. */
class EventLifecycleIT {
    private static final int GRACE_MILLIS = 1_500;

    @RegisterExtension
    final TestServer server = TestServer.with("spectators.official-grace-millis", Integer.toString(GRACE_MILLIS));

    @Test
    void everyStatusChangeIsSent() {
        BoothClient booth = imported("TEST").through("startlist");
        SpectatorClient spectator = server.watch("TEST");
        for (String status : List.of("running", "finished", "running", "finished", "official")) {
            booth.through(status);
            spectator.awaitStatus(status);
        }
        assertThat(spectator.messages().stream().skip(1).map(SpectatorClient.ReceivedMessage::data))
                .containsExactly(
                        json("{'status': 'running'}"),
                        json("{'status': 'finished'}"),
                        json("{'status': 'running'}"),
                        json("{'status': 'finished'}"),
                        json("{'status': 'official'}"));
    }

    @Test
    void skippedStatesAreEnteredAndSentOneByOne() {
        BoothClient booth = imported("TEST");
        ApiResponse begun = booth.status("running");
        assertThat(begun.body().get("through")).isEqualTo(json("['startlist']"));
        SpectatorClient spectator = server.watch("TEST");
        ApiResponse ended = booth.status("official");
        assertThat(ended.body().get("through")).isEqualTo(json("['finished']"));

        assertThat(spectator.awaitClosed().reason()).isEqualTo("Event results are official");
        assertThat(spectator.messages().stream().skip(1).map(SpectatorClient.ReceivedMessage::data))
                .containsExactly(json("{'status': 'finished'}"), json("{'status': 'official'}"));
        assertThat(spectator.messages().stream()
                        .map(message -> message.message().get("cursor"))
                        .distinct())
                .as("each state is a commit of its own")
                .hasSize(3);
        spectator.assertSameAsRest();
        assertThat(server.api().event("TEST").body().at("/event/status").asText())
                .isEqualTo("official");
    }

    @Test
    void aSpectatorSinceTheStartListReceivesEveryStatus() {
        BoothClient booth = imported("TEST").through("startlist");
        SpectatorClient spectator = server.watch("TEST");
        booth.through("official");

        spectator.awaitClosed();
        assertThat(spectator.messages().stream().skip(1).map(SpectatorClient.ReceivedMessage::data))
                .containsExactly(
                        json("{'status': 'running'}"), json("{'status': 'finished'}"), json("{'status': 'official'}"));
    }

    @Test
    void officialResultsRejectNewSpectatorsAndCloseTheOthers() {
        BoothClient booth = imported("TEST").through("startlist", "running", "finished");
        SpectatorClient spectator = server.watch("TEST");
        long official = System.nanoTime();
        booth.through("official");
        try (RawSpectator late = RawSpectator.connect(server.port(), "TEST")) {
            assertThat(late.handshake().status()).isEqualTo(410);
        }
        SpectatorClient.Closed closed = spectator.awaitClosed();
        assertThat(closed.code()).isEqualTo(1000);
        assertThat(closed.reason()).isEqualTo("Event results are official");
        assertThat(Duration.ofNanos(closed.atNanos() - official))
                .isGreaterThanOrEqualTo(Duration.ofMillis(GRACE_MILLIS));
        spectator.assertSameAsRest();
        try (RawSpectator late = RawSpectator.connect(server.port(), "TEST")) {
            assertThat(late.handshake().status()).isEqualTo(410);
        }
    }

    @Test
    void aWithdrawnEventClosesItsSpectatorsWithoutSendingDraft() {
        BoothClient booth = imported("TEST").through("startlist");
        SpectatorClient spectator = server.watch("TEST");
        booth.through("draft");
        SpectatorClient.Closed closed = spectator.awaitClosed();
        assertThat(closed.code()).isEqualTo(1000);
        assertThat(closed.reason()).isNotBlank().doesNotContain("draft");
        assertThat(spectator.messages())
                .hasSize(1)
                .noneMatch(message -> message.message().toString().contains("draft"));
        assertThat(server.api().event("TEST").status()).isEqualTo(404);

        booth.through("startlist");
        SpectatorClient back = server.watch("TEST");
        booth.through("running");
        back.awaitStatus("running");
        back.assertSameAsRest();
    }

    @Test
    void aDeletedEventClosesItsSpectatorsAndLeavesNothing() {
        BoothClient booth = imported("TEST").through("startlist", "running");
        booth.results(result(9_000));
        SpectatorClient spectator = server.watch("TEST");
        SpectatorClient bystander = watcherOf(imported("OTHER").through("startlist"));
        assertThat(server.api().deleteEvent("TEST").body()).isEqualTo(json("{'deleted': true, 'eventId': 'TEST'}"));

        SpectatorClient.Closed closed = spectator.awaitClosed();
        assertThat(closed.code()).isEqualTo(1000);
        assertThat(closed.reason()).isNotBlank();
        assertThat(server.api().event("TEST").status()).isEqualTo(404);
        assertThat(booth.config().status()).isEqualTo(401);
        assertThat(bystander.isOpen()).isTrue();

        BoothClient again = imported("TEST").through("startlist");
        assertThat(again.apiKey()).isNotEqualTo(booth.apiKey());
        assertThat(server.api()
                        .results("TEST", "K1M_BR1")
                        .body()
                        .at("/results/0/total")
                        .isNull())
                .isTrue();
        server.watch("TEST").assertSameAsRest();
    }

    @Test
    void beforeTheFirstExportTheStreamIsIgnored() {
        BoothClient booth = server.api().createEvent("TEST").through("startlist", "running");
        SpectatorClient spectator = server.watch("TEST");
        assertThat(booth.results(result(9_000)).body()).isEqualTo(json("{'updated': 0, 'ignored': true}"));
        assertThat(booth.oncourse(rider(1)).body()).isEqualTo(json("{'active': 0, 'ignored': true}"));
        booth.imported(small().toString());
        spectator.await("the export", message -> message.data().path("races").size() == 2);
        assertThat(spectator.messages()).hasSize(2).allMatch(message -> message.type()
                .equals("full"));
        spectator.assertSameAsRest();
        assertThat(server.api().oncourse("TEST").body().get("oncourse")).isEmpty();
    }

    @Test
    void everyExportWithAChangeIsSentAsFull() {
        BoothClient booth = imported("TEST").through("startlist", "running");
        booth.results(result(9_000));
        SpectatorClient spectator = server.watch("TEST");
        List<ExportXml> exports = List.of(
                small().rider("K1M", 4, "DOGWOOD", "Dan", "ZS").start("K1M_BR1", "K1M", 4),
                small().race("K1M_FIN", "K1M", "FIN").result("K1M_FIN", "K1M", 2, 80_000, 0),
                small().raceClass("C1M", "ZS"),
                small().result("K1M_BR1", "K1M", 2, 88_000, 50));
        for (ExportXml export : exports) {
            int received = spectator.messages().size();
            booth.imported(export.toString());
            spectator.awaitSince(
                    received, "the export", message -> message.type().equals("full"));
            spectator.assertSameAsRest();
        }
        assertThat(spectator.row("K1M_BR1", 1).get("total").asInt()).isEqualTo(9_000);
        assertThat(spectator.row("K1M_BR1", 2).get("total").asInt()).isEqualTo(13_800);
        assertThat(server.api().results("TEST", "K1M_FIN").status()).isEqualTo(404);
        assertThat(server.api().event("TEST").body().at("/event/mainTitle").asText())
                .isEqualTo("Test of TEST");
    }

    @Test
    void aRepeatedCallChangesNothingAndSendsNothing() {
        BoothClient booth = imported("TEST");
        repeated("config", () -> booth.configure(json("{'displayMode': 'detailed', 'showOnCourse': true}")));
        booth.through("startlist", "running");
        SpectatorClient spectator = server.watch("TEST");
        repeated("results", () -> booth.results(result(9_000)));
        repeated(
                "results with more of the same",
                () -> booth.results(json("{'results': [{'raceId': 'K1M_BR1',"
                        + " 'bib': 1, 'time': 9000, 'pen': 0}, {'raceId': 'K1M_BR1', 'bib': 77, 'time': 1},"
                        + " {'raceId': 'NO_SUCH', 'bib': 1, 'time': 1}]}")));
        repeated("export", () -> booth.importXml(small().toString()));
        repeated("merge strategy", () -> booth.configure(json("{'mergeStrategy': 'latest'}")));
        booth.through("finished");
        spectator.awaitStatus("finished");
        assertThat(spectator.messages().stream()
                        .skip(1)
                        .map(SpectatorClient.ReceivedMessage::data)
                        .filter(data -> data.has("results")))
                .as("one row in two races, told once")
                .hasSize(2);
        assertThat(spectator.redundant()).isZero();
    }

    private void repeated(String what, Supplier<ApiResponse> call) {
        ApiResponse first = call.get();
        assertThat(first.status()).as(what).isEqualTo(200);
        String cursor = cursor();
        ApiResponse second = call.get();
        assertThat(second.status()).as(what).isEqualTo(200);
        assertThat(cursor()).as("cursor after repeated %s", what).isEqualTo(cursor);
        if (second.body().has("changed")) {
            assertThat(second.body().get("changed").asInt()).isZero();
            assertThat(second.body().get("updated")).isEqualTo(first.body().get("updated"));
        } else {
            assertThat(second.body()).isEqualTo(first.body());
        }
    }

    /** Where the only event stands; nobody sees a draft's cursor, which is as good as any. */
    private String cursor() {
        try (RawSpectator newcomer = RawSpectator.connect(server.port(), "TEST")) {
            return newcomer.handshake().status() == 101
                    ? newcomer.readNext(Frame.TEXT).message().get("cursor").asText()
                    : "none";
        }
    }

    @Test
    void unknownRowsAreSkipped() {
        BoothClient booth = imported("TEST").through("startlist", "running");
        ApiResponse response = booth.results(json("{'results': [{'raceId': 'NO_SUCH', 'bib': 1, 'time': 1},"
                + " {'raceId': 'K1M_BR1', 'bib': 99, 'time': 1}, {'raceId': 'K1M_BR1', 'participantId': '99.K1M',"
                + " 'bib': 99, 'time': 1}, {'raceId': 'K1M_BR1', 'bib': 2, 'time': 9100, 'pen': 0}]}"));
        assertThat(response.body())
                .isEqualTo(json("{'updated': 1, 'changed': 1, 'skipped':"
                        + " [{'index': 0, 'reason': 'unknownRace'}, {'index': 1, 'reason': 'unknownRider'},"
                        + " {'index': 2, 'reason': 'unknownRider'}]}"));
        JsonNode rows = server.api().results("TEST", "K1M_BR1").body().get("results");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(0).get("bib").asInt()).isEqualTo(2);
        assertThat(rows.get(0).get("total").asInt()).isEqualTo(9_100);
    }

    @Test
    void acknowledgedCallsSurviveARestart() {
        BoothClient booth = imported("TEST");
        booth.configure(json("{'displayMode': 'detailed', 'mergeStrategy': 'latest'}"));
        booth.through("startlist", "running");
        booth.results(result(9_000));
        SpectatorClient spectator = server.watch("TEST");
        JsonNode table = server.api().results("TEST", "K1M_BR1").body();
        JsonNode detail = server.api().event("TEST").body();
        JsonNode admin = server.api().adminEvents();

        server.restart();

        assertThat(spectator.awaitClosed().code()).isIn(1001, 1012);
        assertThat(server.api().results("TEST", "K1M_BR1").body()).isEqualTo(table);
        assertThat(server.api().event("TEST").body()).isEqualTo(detail);
        assertThat(server.api().adminEvents()).isEqualTo(admin);
        BoothClient after = new BoothClient(server.api(), "TEST", booth.apiKey());
        assertThat(after.config().body()).isEqualTo(json("{'displayMode': 'detailed', 'mergeStrategy': 'latest'}"));
        assertThat(after.results(result(9_000)).body()).isEqualTo(json("{'updated': 1, 'changed': 0}"));
        SpectatorClient back = server.watch("TEST");
        after.results(result(8_999));
        Await.until(
                "the new result is told",
                () -> back.row("K1M_BR1", 1).get("time").asInt() == 8_999);
        back.assertSameAsRest();
    }

    private BoothClient imported(String eventId) {
        return server.api().createEvent(eventId).imported(small().toString());
    }

    private ExportXml small() {
        return ExportXml.small(server.clock().today());
    }

    private SpectatorClient watcherOf(BoothClient booth) {
        return server.watch(booth.eventId());
    }

    private static JsonNode result(int time) {
        return json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': %d, 'pen': 0}]}".formatted(time));
    }

    private static JsonNode rider(int bib) {
        return json("{'oncourse': [{'raceId': 'K1M_BR1', 'bib': %1$d, 'participantId': '%1$d.K1M'}]}".formatted(bib));
    }
}

package org.gatecast.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.Api.json;

import java.util.List;
import org.gatecast.testing.Booth;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The way through networks that let no WebSocket pass: the same messages as server-sent events. */
class LiveEventStreamIT {
    private static final String RUN_1 = "K1M_ST_BR1_6";
    private static final String STREAM = "/api/v1/events/" + Replay.EVENT + "/stream";
    private static final String WS = "/api/v1/events/" + Replay.EVENT + "/ws";
    private static final String RESULT = "{'results': [{'raceId': 'K1M_ST_BR1_6', 'bib': 9, 'time': 9000}]}";

    @RegisterExtension
    final TestServer server = TestServer.with(
            "live.ping-interval-millis", "400",
            "live.pong-timeout-millis", "200",
            "live.official-grace-millis", "100");

    private Booth booth;

    @BeforeEach
    void anEventIsRunning() {
        booth = Replay.ready(server).booth();
    }

    @Test
    void itSpeaksAsEventStreamsDo() {
        try (Sitting sitting = welcomed(stream())) {
            assertThat(sitting.answer())
                    .startsWith("HTTP/1.1 200 OK")
                    .containsIgnoringCase("Content-Type: text/event-stream")
                    .containsIgnoringCase("Cache-Control: no-store")
                    .containsIgnoringCase("Access-Control-Allow-Origin: *");
        }
    }

    @Test
    void itBringsTheSameMessagesAsAWebSocketUnderTheirCursors() {
        try (Sitting events = welcomed(stream());
                Sitting socket = welcomed(Sitting.at(server.api().port(), WS))) {
            booth.results(json(RESULT));
            booth.through("finished");
            events.readUntil(() -> last(events).data().has("status"));
            socket.readUntil(() -> last(socket).data().has("status"));
            assertThat(texts(events)).isEqualTo(texts(socket));
            assertThat(events.ear().said()).allMatch(said -> said.cursor().equals(said.id()));
        }
    }

    @Test
    void theLastEventsIdIsWhereItGoesOn() {
        String id;
        try (Sitting before = welcomed(stream())) {
            id = last(before).id();
        }
        booth.results(json(RESULT));
        int port = server.api().port();
        for (Sitting sitting : List.of(
                stream("Last-Event-ID: " + id),
                Sitting.atEventStream(port, STREAM + "?since=" + id),
                Sitting.atEventStream(port, STREAM + "?since=nonsense", "Last-Event-ID: " + id))) {
            try (sitting) {
                sitting.readUntil(() -> sitting.ear().said().size() == 3);
                assertThat(sitting.ear().said()).extracting(Ear.Said::type).containsOnly("diff");
            }
        }
        try (Sitting lost = welcomed(stream("Last-Event-ID: nonsense"))) {
            assertThat(last(lost).type()).isEqualTo("full");
        }
    }

    @Test
    void aRaceIsAskedForAsInAWebSocket() {
        try (Sitting sitting = welcomed(Sitting.atEventStream(server.api().port(), STREAM + "?race=" + RUN_1))) {
            assertThat(last(sitting).data().get("results").get(RUN_1))
                    .isEqualTo(server.api().results(Replay.EVENT, RUN_1).body().get("results"));
        }
    }

    @Test
    void commentsKeepItAliveAndNeedNoAnswer() {
        try (Sitting sitting = welcomed(stream())) {
            sitting.readUntil(() -> sitting.ear().controls().size() == 5);
            assertThat(sitting.ear().controls()).extracting(Ear.Control::text).containsOnly(":");
            booth.through("finished");
            sitting.readUntil(() -> last(sitting).data().has("status"));
        }
    }

    @Test
    void itEndsWithAnEventThatSaysWhyAndWhetherToComeBack() {
        try (Sitting sitting = welcomed(stream())) {
            booth.through("finished", "official");
            assertThat(sitting.readToItsEnd().text())
                    .isEqualTo("close {\"code\":1000,\"reason\":\"Event results are official\",\"reconnect\":false}");
        }
    }

    @Test
    void aRestartIsWorthComingBackFor() {
        try (Sitting events = welcomed(stream());
                Sitting socket = welcomed(Sitting.ofBrowser(server.api().port(), WS))) {
            server.restart();
            assertThat(events.readToItsEnd().text())
                    .isEqualTo("close {\"code\":1012,\"reason\":\"Restarting\",\"reconnect\":true}");
            assertThat(socket.readToItsEnd().closeCode()).isEqualTo(1012);
        }
    }

    private Sitting stream(String... headers) {
        return Sitting.atEventStream(server.api().port(), STREAM, headers);
    }

    private static Sitting welcomed(Sitting sitting) {
        sitting.readUntil(() -> !sitting.ear().said().isEmpty());
        return sitting;
    }

    private static List<String> texts(Sitting sitting) {
        return sitting.ear().said().stream().map(Ear.Said::text).toList();
    }

    private static Ear.Said last(Sitting sitting) {
        return sitting.ear().said().get(sitting.ear().said().size() - 1);
    }
}

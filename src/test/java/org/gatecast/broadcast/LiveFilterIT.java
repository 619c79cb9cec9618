package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatecast.testing.Frame;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.Recording;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.SpectatorRequest;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a spectator asks for when it comes: races, and what it missed (contract section 3). */
class LiveFilterIT {
    private static final String RUN_1 = "K1M_ST_BR1_6";
    private static final String RUN_2 = "K1M_ST_BR2_6";
    private static final String OTHER = "K1W_ST_BR2_6";

    @RegisterExtension
    final TestServer server = TestServer.with("spectators.subscriptions-per-event", "3");

    private RecordingReplay replay;

    @BeforeEach
    void anEventIsRunning() {
        replay = RecordingReplay.ready(server);
    }

    @Test
    void aSpectatorReceivesOnlyTheRacesItSubscribedToAndNeedsNoRest() {
        try (ReconnectingClientPool clients = new ReconnectingClientPool(server.api(), RecordingReplay.EVENT, 1)) {
            clients.join(ReconnectingClient.Form.PLAIN, RUN_2);
            clients.join(ReconnectingClient.Form.PLAIN, RUN_1, OTHER);
            clients.await(
                    "is welcomed",
                    reconnectingClient -> reconnectingClient.model().cursor() != null);
            Recording.calls().stream().filter(Recording.Call::isResults).forEach(replay.booth()::push);
            replay.finishBefore(clients);
        }
    }

    @Test
    void aChangeOfOneRunIsSentForBothAndTheCursorMovesWithTheSecond() {
        SpectatorClient spectator = server.watch(RecordingReplay.EVENT);
        String before = spectator.cursor();
        result(RUN_1, 9000);
        awaitRace(spectator, RUN_2);
        List<JsonNode> expected = spectator.messagesSince(1).stream()
                .map(SpectatorClient.ReceivedMessage::message)
                .toList();
        assertThat(expected)
                .extracting(message -> message.at("/data/raceId").asText())
                .containsExactly(RUN_1, RUN_2);
        assertThat(expected.get(0).get("cursor").asText()).isEqualTo(before);
        assertThat(expected.get(1).get("cursor").asText()).isNotEqualTo(before);
        assertThat(expected.get(0).at("/data/results"))
                .isEqualTo(expected.get(1).at("/data/results"));
    }

    @Test
    void aSubscriptionToOneRunMovesItsCursorWithItsOneMessage() {
        SpectatorClient spectator = knock("?race=" + RUN_1);
        String before = spectator.cursor();
        result(RUN_1, 9000);
        awaitRace(spectator, RUN_1);
        assertThat(spectator.cursor()).isNotEqualTo(before);
    }

    @Test
    void beyondTheLimitOfSubscriptionsASpectatorReceivesEveryRace() {
        SpectatorClient all = knock("");
        knock("?race=" + RUN_1);
        knock("?race=" + RUN_2);
        SpectatorClient oneTooMany = knock("?race=" + RUN_1 + "&race=" + OTHER);
        assertThat(oneTooMany.messages().get(0).data().has("results")).isFalse();
        result(RUN_2, 9000);
        awaitRace(all, RUN_2);
        awaitRace(oneTooMany, RUN_2);
    }

    @Test
    void aClientThatNamesMoreRacesThanTheLimitReceivesEveryRace() {
        String many = IntStream.range(0, 40).mapToObj(i -> "race=R" + i).collect(Collectors.joining("&"));
        SpectatorClient spectator = knock("?" + many + "&race=" + RUN_1);
        assertThat(spectator.messages().get(0).data().has("results")).isFalse();
        result(RUN_1, 9000);
        awaitRace(spectator, RUN_1);
    }

    @Test
    void aRaceThatDoesNotExistHasNothingToTell() {
        SpectatorClient spectator = knock("?race=no%20such%20race");
        assertThat(spectator.messages().get(0).data().get("results")).isEmpty();
        result(RUN_1, 9000);
        replay.booth().through("finished");
        spectator.awaitStatus("finished");
        assertThat(spectator.messages()).hasSize(2);
    }

    @Test
    void aClientThatReconnectsReceivesWhatItMissedAndNothingElse() {
        String cursor = knock("").cursor();
        result(RUN_2, 9000);
        result(RUN_2, 9001);
        replay.booth().through("finished");
        List<Frame> missed = resumed(cursor);
        assertThat(missed)
                .extracting(message -> message.data().fieldNames().next())
                .containsExactly("raceId", "raceId", "status", "oncourse");
        assertThat(resumed(missed.get(3).cursor())).extracting(Frame::type).containsExactly("diff");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "0",
                "-1",
                "null",
                "undefined",
                "%",
                "../..",
                "'; drop table event; --",
                "\u0000",
                "🛶",
                "ffffffffff-1",
                "99999999999999999999999999999999999999999999"
            })
    void aCursorThatIsNoneOfThisEventGetsFull(String cursor) {
        assertThat(resumed(cursor)).extracting(Frame::type).containsExactly("full");
    }

    @Test
    void aCursorOfADeletedEventGetsFullFromItsSuccessor() {
        String cursor = knock("").cursor();
        server.api().deleteEvent(RecordingReplay.EVENT);
        RecordingReplay.ready(server);
        assertThat(resumed(cursor)).extracting(Frame::type).containsExactly("full");
    }

    @Test
    void aCursorOutlivesTheService() {
        String cursor = knock("").cursor();
        server.restart();
        assertThat(resumed(cursor)).extracting(Frame::type).containsExactly("diff");
    }

    private void result(String race, int time) {
        String body = "{'results': [{'raceId': '%s', 'bib': 9, 'time': %d}]}".formatted(race, time);
        replay.booth().results(json(body));
    }

    private SpectatorClient knock(String query) {
        SpectatorClient spectator = SpectatorClient.open(server.api(), RecordingReplay.EVENT, query);
        spectator.await("it is welcomed", message -> true);
        return spectator;
    }

    private static void awaitRace(SpectatorClient spectator, String race) {
        spectator.await(
                "a result", message -> message.data().path("raceId").asText().equals(race));
    }

    /** The messages that a client with a cursor receives at once. */
    private List<Frame> resumed(String cursor) {
        String query = "?since=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        String request = SpectatorRequest.webSocket("/api/v1/events/" + RecordingReplay.EVENT + "/ws" + query);
        try (RawSpectator client = RawSpectator.send(server.port(), request)) {
            client.readUntil(() -> client.decoder().messages().stream()
                    .anyMatch(message -> message.data().has("oncourse")));
            return client.decoder().messages();
        }
    }
}

package org.gatecast.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.Api.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TestServer;
import org.gatecast.testing.Watcher;
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
    final TestServer server = TestServer.with("live.subscriptions-per-event", "3");

    private Replay replay;

    @BeforeEach
    void anEventIsRunning() {
        replay = Replay.ready(server);
    }

    @Test
    void whoAsksForRacesIsToldOfTheseAloneAndNeedsNoRest() {
        try (Fans fans = new Fans(server.api(), Replay.EVENT, 1)) {
            fans.join(Fan.Form.PLAIN, RUN_2);
            fans.join(Fan.Form.PLAIN, RUN_1, OTHER);
            fans.await("is welcomed", fan -> fan.copy().cursor() != null);
            Recording.calls().stream().filter(Recording.Call::isResults).forEach(replay.booth()::push);
            replay.finishBefore(fans);
        }
    }

    @Test
    void aChangeOfOneRunIsToldUnderBothAndTheCursorMovesWithTheSecond() {
        Watcher watcher = server.watch(Replay.EVENT);
        String before = watcher.cursor();
        result(RUN_1, 9000);
        awaitRace(watcher, RUN_2);
        List<JsonNode> told =
                watcher.heardSince(1).stream().map(Watcher.Heard::message).toList();
        assertThat(told)
                .extracting(message -> message.at("/data/raceId").asText())
                .containsExactly(RUN_1, RUN_2);
        assertThat(told.get(0).get("cursor").asText()).isEqualTo(before);
        assertThat(told.get(1).get("cursor").asText()).isNotEqualTo(before);
        assertThat(told.get(0).at("/data/results")).isEqualTo(told.get(1).at("/data/results"));
    }

    @Test
    void whoAskedForOneRunGetsItsCursorMovedByItsOneMessage() {
        Watcher watcher = knock("?race=" + RUN_1);
        String before = watcher.cursor();
        result(RUN_1, 9000);
        awaitRace(watcher, RUN_1);
        assertThat(watcher.cursor()).isNotEqualTo(before);
    }

    @Test
    void beyondSoManyDifferentWishesOneIsToldOfEveryRace() {
        Watcher all = knock("");
        knock("?race=" + RUN_1);
        knock("?race=" + RUN_2);
        Watcher oneTooMany = knock("?race=" + RUN_1 + "&race=" + OTHER);
        assertThat(oneTooMany.heard().get(0).data().has("results")).isFalse();
        result(RUN_2, 9000);
        awaitRace(all, RUN_2);
        awaitRace(oneTooMany, RUN_2);
    }

    @Test
    void whoAsksForMoreRacesThanAreListenedToIsToldOfEveryRace() {
        String many = IntStream.range(0, 40).mapToObj(i -> "race=R" + i).collect(Collectors.joining("&"));
        Watcher watcher = knock("?" + many + "&race=" + RUN_1);
        assertThat(watcher.heard().get(0).data().has("results")).isFalse();
        result(RUN_1, 9000);
        awaitRace(watcher, RUN_1);
    }

    @Test
    void aRaceThatDoesNotExistHasNothingToTell() {
        Watcher watcher = knock("?race=no%20such%20race");
        assertThat(watcher.heard().get(0).data().get("results")).isEmpty();
        result(RUN_1, 9000);
        replay.booth().through("finished");
        watcher.awaitStatus("finished");
        assertThat(watcher.heard()).hasSize(2);
    }

    @Test
    void whoComesBackIsToldWhatItMissedAndNothingElse() {
        String cursor = knock("").cursor();
        result(RUN_2, 9000);
        result(RUN_2, 9001);
        replay.booth().through("finished");
        List<Ear.Said> missed = told(cursor);
        assertThat(missed)
                .extracting(said -> said.data().fieldNames().next())
                .containsExactly("raceId", "raceId", "status", "oncourse");
        assertThat(told(missed.get(3).cursor())).extracting(Ear.Said::type).containsExactly("diff");
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
        assertThat(told(cursor)).extracting(Ear.Said::type).containsExactly("full");
    }

    @Test
    void aCursorFromBeforeTheEventWasDeletedAndMadeAnewGetsFull() {
        String cursor = knock("").cursor();
        server.api().deleteEvent(Replay.EVENT);
        Replay.ready(server);
        assertThat(told(cursor)).extracting(Ear.Said::type).containsExactly("full");
    }

    @Test
    void aCursorOutlivesTheService() {
        String cursor = knock("").cursor();
        server.restart();
        assertThat(told(cursor)).extracting(Ear.Said::type).containsExactly("diff");
    }

    private void result(String race, int time) {
        String body = "{'results': [{'raceId': '%s', 'bib': 9, 'time': %d}]}".formatted(race, time);
        replay.booth().results(json(body));
    }

    private Watcher knock(String query) {
        Watcher watcher = Watcher.knock(server.api(), Replay.EVENT, query);
        watcher.await("it is welcomed", heard -> true);
        return watcher;
    }

    private static void awaitRace(Watcher watcher, String race) {
        watcher.await("a result", heard -> heard.data().path("raceId").asText().equals(race));
    }

    /** What somebody is told at once who comes with a cursor. */
    private List<Ear.Said> told(String cursor) {
        String query = "?since=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8);
        try (Sitting sitting = Sitting.at(server.api().port(), "/api/v1/events/" + Replay.EVENT + "/ws" + query)) {
            sitting.readUntil(() ->
                    sitting.ear().said().stream().anyMatch(said -> said.data().has("oncourse")));
            return sitting.ear().said();
        }
    }
}

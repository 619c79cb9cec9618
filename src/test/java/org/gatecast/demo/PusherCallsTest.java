package org.gatecast.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatecast.demo.PusherCalls.Call;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.Test;

class PusherCallsTest {
    private static final LocalDate TODAY = LocalDate.of(2031, 2, 28);
    private static final Duration STEP = Duration.ofMillis(250);

    private static final RaceDay DAY = RaceDay.load();
    private static final PusherCalls PUSHER = new PusherCalls(DAY);
    private static final List<Call> ROUND = round();

    @Test
    void callsHaveTheFormOfThoseInTheField() {
        for (String list : List.of("oncourse", "results")) {
            Set<Set<String>> field = forms(
                    Recording.calls().stream()
                            .map(call -> new JsonObject(call.body().toString())),
                    list);

            assertThat(field).hasSize(1);
            assertThat(forms(ROUND.stream().map(Call::body), list)).isEqualTo(field);
        }
    }

    /** What fields rows have. */
    private static Set<Set<String>> forms(Stream<JsonObject> bodies, String list) {
        return bodies.flatMap(body -> rows(body, list))
                .map(JsonObject::fieldNames)
                .collect(Collectors.toSet());
    }

    @Test
    void ridersAreOnCourseFromTheFirstCallOnAndTillTheEnd() {
        List<JsonObject> riders =
                rows(PUSHER.onCourse(DemoReplay.FROM).body(), "oncourse").toList();

        assertThat(riders).extracting(rider -> rider.getInteger("bib")).containsExactly(166, 167, 168, 169, 170);
        assertThat(riders)
                .extracting(rider -> rider.getInteger("time"))
                .containsExactly(13_700, 10_100, 6_700, 3_100, null);
        assertThat(riders).extracting(rider -> rider.getInteger("position")).containsExactly(1, 2, 3, 4, 5);
        for (LocalTime now = DemoReplay.FROM; now.isBefore(DemoReplay.TO); now = now.plusSeconds(1)) {
            assertThat(Stream.of(now, now.minusSeconds(5))
                            .flatMap(then -> rows(PUSHER.onCourse(then).body(), "oncourse")))
                    .as("at %s or just before", now)
                    .isNotEmpty();
        }
    }

    @Test
    void aFinisherHasTimeRankAndGapToTheLeaderOfBothRuns() {
        JsonObject lastOfTheRace = rider("15:13:31.130", 171);

        assertThat(lastOfTheRace.getString("name")).startsWith("LINDENER ");
        assertThat(lastOfTheRace.getString("dtFinish")).isEqualTo("15:13:31.130");
        assertThat(lastOfTheRace.getInteger("time")).isEqualTo(7_962);
        assertThat(lastOfTheRace.getInteger("total")).isEqualTo(7_962);
        assertThat(lastOfTheRace.getInteger("rank")).isEqualTo(6);
        assertThat(lastOfTheRace.getString("ttbDiff")).isEqualTo("+5.66");
        assertThat(rider("15:13:31.100", 171).getInteger("rank")).isNull();
    }

    /** The first run's best was 92.94. */
    @Test
    void aNewLeaderHasTheGapToTheFormerLeader() {
        JsonObject leader = rider("15:15:50.460", 32);

        assertThat(leader.getInteger("total")).isEqualTo(8_295);
        assertThat(leader.getInteger("rank")).isEqualTo(1);
        assertThat(leader.getString("ttbDiff")).isEqualTo("-9.99");
        assertThat(leader.getString("ttbName")).endsWith(". ŽITOWELL");
    }

    @Test
    void gatesArePassedDuringTheRunAndAddUpToThePenalty() {
        JsonObject early = rider("15:09:40.000", 166);
        JsonObject late = rider("15:11:41.000", 166);

        assertThat(early.getJsonArray("gates").stream().filter(Objects::nonNull))
                .containsExactly(0, 0, 50);
        assertThat(early.getInteger("pen")).isEqualTo(5_000);
        assertThat(late.getJsonArray("gates").stream().filter(Objects::nonNull)).hasSize(18);
        assertThat(late.getInteger("pen")).isEqualTo(10_800);
        assertThat(late.getJsonArray("gates")).hasSize(18);
    }

    @Test
    void everyRowOfEveryTableAddsUp() {
        List<JsonObject> rows = ROUND.stream()
                .flatMap(call -> rows(call.body(), "results"))
                .filter(row -> row.getString("status") == null)
                .toList();

        assertThat(rows)
                .hasSizeGreaterThan(400)
                .allSatisfy(row ->
                        assertThat(row.getInteger("total")).isEqualTo(row.getInteger("time") + row.getInteger("pen")))
                .allSatisfy(row -> assertThat(row.getInteger("total")).isBetween(7_300, 70_000));
    }

    @Test
    void aTableFollowsEveryFinishAndAnExportEveryRacesBeginningAndEnd() {
        long finishes = DAY.runs()
                .filter(run ->
                        run.isOver(DemoReplay.TO.minusSeconds(1)) && !run.isOver(DemoReplay.FROM.minusSeconds(1)))
                .count();

        assertThat(ROUND.stream().filter(call -> call.path().endsWith("/results")))
                .hasSize((int) finishes);
        assertThat(ROUND.stream().filter(call -> call.path().endsWith("/xml"))).hasSize(4);
    }

    @Test
    void theResultsOfARoundAreTakenBackAtItsEnd() {
        List<JsonObject> rows = rows(
                        PUSHER.takenBack(DemoReplay.FROM, DemoReplay.TO).body(), "results")
                .toList();

        assertThat(rows)
                .extracting(row -> row.getString("raceId"), row -> row.getInteger("bib"))
                .doesNotHaveDuplicates()
                .contains(tuple("K1M_HO_BR2_7", 171), tuple("C1W_HO_BR2_7", 32), tuple("C1M_HO_BR1_7", 50))
                .doesNotContain(tuple("K1M_HO_BR2_7", 165), tuple("C1M_HO_BR1_7", 51));
        assertThat(rows).allSatisfy(row -> assertThat(
                        row.stream().filter(field -> field.getValue() != null).map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("participantId", "raceId", "bib"));
    }

    private static List<Call> round() {
        List<Call> calls = new ArrayList<>(List.of(PUSHER.onCourse(DemoReplay.FROM)));
        for (LocalTime now = DemoReplay.FROM; now.isBefore(DemoReplay.TO); now = now.plus(STEP)) {
            calls.addAll(PUSHER.between(now, now.plus(STEP), TODAY));
        }
        return calls;
    }

    private static JsonObject rider(String time, int bib) {
        return rows(PUSHER.onCourse(LocalTime.parse(time)).body(), "oncourse")
                .filter(rider -> rider.getInteger("bib") == bib)
                .findFirst()
                .orElseThrow();
    }

    private static Stream<JsonObject> rows(JsonObject body, String list) {
        return body.getJsonArray(list, new JsonArray()).stream().map(JsonObject.class::cast);
    }
}

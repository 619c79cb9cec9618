package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a speaker is told of a race, as the modules of the desk work it out. Rows are written in JSON with single quotes. */
class CommentaryIT {
    private static final Pattern RESULT = Pattern.compile("<Results>(.*?)</Results>", Pattern.DOTALL);

    private static final Pattern SPACE = Pattern.compile(" ");

    @RegisterExtension
    static final Browser browser = new Browser();

    private static ModuleServer modules;

    private BrowserPage page;

    private record Finish(int bib, int total, String at) {}

    @BeforeAll
    static void theModulesAreServed() {
        modules = new ModuleServer();
    }

    @AfterAll
    static void theModulesGo() {
        modules.close();
    }

    @BeforeEach
    void aPageOfNothing() {
        page = browser.page(modules.port()).go("/");
    }

    /** Every finish of a real run, against a count by the totals alone. */
    @ParameterizedTest
    @ValueSource(strings = {"K1M_ST_BR1_6", "K1W_HO_BR1_6", "C1M_ST_BR1_7"})
    void theLeadChangesOfARealRunAreThoseOfItsTotals(String race) {
        List<Finish> finishes = finishes(race);
        List<String> expected = new ArrayList<>();
        int best = Integer.MAX_VALUE;
        int leader = 0;
        for (Finish finish : finishes) {
            if (finish.total < best) {
                expected.add(
                        leader == 0
                                ? finish.bib + " leads"
                                : finish.bib + " from " + leader + " by " + (best - finish.total));
                best = finish.total;
                leader = finish.bib;
            }
        }

        List<String> told = new ArrayList<>();
        for (JsonNode item : told(
                "single-run",
                IntStream.rangeClosed(0, finishes.size())
                        .mapToObj(count -> table(finishes.subList(0, count)))
                        .toList())) {
            if (item.get("kind").asText().equals("leads")) {
                told.add(item.get("bib") + " leads");
            } else if (item.get("kind").asText().equals("lead")) {
                told.add(item.get("bib") + " from " + item.get("from").asText().replace("R", "") + " by "
                        + item.get("by"));
            }
        }
        assertThat(told).isEqualTo(expected).hasSizeGreaterThan(1);
    }

    @Test
    void theFirstThreeAreNoNewsUntilThereAreThree() {
        assertThat(kinds(
                        "single-run",
                        rows("1 1 90"),
                        rows("1 1 90", "2 2 91"),
                        rows("1 1 90", "2 2 91", "3 3 92"),
                        rows("1 1 90", "2 2 91", "4 3 91.5", "3 4 92"),
                        rows("1 1 90", "4 2 90.5", "2 3 91", "3 4 92")))
                .containsExactly(
                        "finish 2", "finish 3", "finish 4", "offPodium 3", "podium 4 3", "corrected 4", "podium 4 2");
    }

    @Test
    void equalTotalsShareAPlaceOrTheOtherRunDecides() {
        assertThat(kinds("single-run", rows("1 1 90"), rows("1 1 90", "2 1 90")))
                .containsExactly("finish 2", "tie 1 shared");
        assertThat(
                        kinds(
                                "best-run-2",
                                second(
                                        "{'bib': 1, 'rnk': 1, 'totalTotal': 9000, 'total': 9000, 'time': 9000, 'betterRunNr': 1}"
                                                + ", {'bib': 2, 'rnk': 2, 'totalTotal': 9100, 'total': 9100, 'time': 9100, 'betterRunNr': 1}"),
                                second(
                                        "{'bib': 2, 'rnk': 1, 'totalTotal': 9000, 'prevTotal': 9100, 'prevTime': 9100, 'total': 9000, 'time': 9000, 'betterRunNr': 2}"
                                                + ", {'bib': 1, 'rnk': 2, 'totalTotal': 9000, 'total': 9000, 'time': 9000, 'betterRunNr': 1}")))
                .containsExactly("finish 2", "lead 2 by 0", "tie 2");
    }

    @Test
    void aLeaderWhoIsDisqualifiedHasNoGap() {
        assertThat(
                        kinds(
                                "single-run",
                                rows("1 1 90", "2 2 91"),
                                json(
                                        "[{'bib': 2, 'name': 'R2', 'rnk': 1, 'total': 9100}, {'bib': 1, 'name': 'R1', 'rnk': null, 'total': 9000, 'status': 'DSQ'}]")))
                .containsExactly("corrected 1", "lead 2 by null");
    }

    /** A rider may start again after a mistake of the timing. */
    @Test
    void aRunThatReplacesAnotherOneIsAFinishAndNoCorrection() {
        String state =
                "{'event': {}, 'races': [{'raceId': 'r', 'raceType': 'single-run'}], 'oncourse': [{'raceId': 'r', 'bib': 1, 'dtFinish': %s, 'total': %s}], 'results': {'r': [{'bib': 1, 'rnk': 1, 'total': %s}]}}";
        ArrayNode states = ApiClient.MAPPER.createArrayNode();
        states.add(json(state.formatted("null", "null", "9000")));
        states.add(json(state.formatted("'10:00:00'", "8800", "8800")));
        states.add(json(state.formatted("'10:00:00'", "8800", "9000")));
        assertThat(stream(news(states)).map(item -> item.get("kind").asText()))
                .containsExactly("clock", "finish", "corrected");
    }

    /** In cross races the order is not one of totals. */
    @Test
    void inAHeatThereIsNoLeadByTotals() {
        assertThat(kinds("cross-heat", rows("1 1 90"), rows("2 1 89", "1 2 90")))
                .containsExactly("finish 2");
    }

    @Test
    void aPenaltyIsToldWhenItFallsAndWhenItIsTakenBack() {
        assertThat(onCourse("[0, null]", "[0, 2]", "[0, 2, 50]", "[0, 0, 50]"))
                .containsExactly("penalty gate 2: 2", "penalty gate 3: 50", "penaltyLess gate 2: 0");
    }

    @Test
    void whatARiderNeedsIsWhatTheOthersHave() {
        JsonNode rows = rows("1 1 90", "2 2 91", "3 3 92", "4 4 93");

        assertThat(needs(rows, null)).isEqualTo("9000 9200");
        assertThat(needs(rows, 4)).isEqualTo("9000 9200");
        assertThat(needs(rows, 2)).isEqualTo("9000 9300 held");
        assertThat(needs(rows, 1)).isEqualTo("9100 held 9300 held");
        assertThat(needs(rows("1 1 90"), null)).isEqualTo("9000 null");
    }

    @Test
    void aGateCountsByItsBoatsAndTheFirstRunUntilTheSecondHasOne() {
        JsonNode race = json("{'raceType': 'best-run-2', 'classId': 'K'}");
        String first =
                "{'total': 9000, 'time': 9000, 'betterRunNr': 1, 'gates': [{'number': 1, 'penalty': 2}, {'number': 2, 'penalty': 50}]}";
        String both =
                "{'total': 9000, 'time': 9000, 'prevTotal': 9100, 'prevTime': 9100, 'betterRunNr': 2, 'gates': [{'number': 1, 'penalty': 0}, {'number': 2, 'penalty': 152}], 'prevGates': [{'number': 1, 'penalty': 2}]}";
        String statistics =
                "[{'classId': 'K', 'runsCounted': 7, 'gates': [{'number': 1, 'touched': 3, 'missed': 1}]}, {'classId': 'L', 'runsCounted': 9, 'gates': []}]";

        assertThat(counts(race, "[" + first + "]", statistics)).isEqualTo("first 1: 1 1/0, 2 0/1");
        assertThat(counts(race, "[" + first + "," + both + "]", statistics)).isEqualTo("race 1: 1 0/0, 2 1/3");
        assertThat(counts(race, "[]", statistics)).isEqualTo("class 7: 1 3/1");
        assertThat(counts(race, "[]", "[]")).isEqualTo("null 0: ");
    }

    private String counts(JsonNode race, String details, String statistics) {
        JsonNode counts =
                ModuleServer.call(page, "screens/hardestGates.js", "countGates", race, json(details), json(statistics));
        return "%s %s: %s"
                .formatted(
                        counts.get("of").asText(),
                        counts.get("runs"),
                        String.join(
                                ", ",
                                stream(counts.get("gates"))
                                        .map(gate ->
                                                gate.get("gate") + " " + gate.get("touched") + "/" + gate.get("missed"))
                                        .toList()));
    }

    private String needs(JsonNode rows, Integer bib) {
        JsonNode needs = ModuleServer.call(page, "screens/commentary.js", "needsOf", rows, bib);
        return need(needs.get("lead")) + " " + need(needs.get("podium"));
    }

    private static String need(JsonNode need) {
        return need.get("under") + (need.get("held").asBoolean() ? " held" : "");
    }

    private List<String> onCourse(String... gates) {
        ArrayNode states = ApiClient.MAPPER.createArrayNode();
        for (String one : gates) {
            states.add(json(
                    "{'event': {}, 'races': [], 'results': {}, 'oncourse': [{'raceId': 'r', 'bib': 1, 'name': 'R1', 'gates': "
                            + one + "}]}"));
        }
        List<String> told = new ArrayList<>();
        news(states)
                .forEach(item ->
                        told.add(item.get("kind").asText() + " gate " + item.get("gate") + ": " + item.get("pen")));
        return told;
    }

    private List<String> kinds(String raceType, JsonNode... tables) {
        List<String> kinds = new ArrayList<>();
        for (JsonNode item : told(raceType, List.of(tables))) {
            String kind = item.get("kind").asText();
            kinds.add(kind + " " + item.get("bib")
                    + switch (kind) {
                        case "podium" -> " " + item.get("rank");
                        case "lead" -> " by " + item.get("by");
                        case "tie" -> item.get("shared").asBoolean() ? " shared" : "";
                        default -> "";
                    });
        }
        return kinds;
    }

    /** The news from each table of a race to the next. */
    private JsonNode told(String raceType, List<JsonNode> tables) {
        ArrayNode states = ApiClient.MAPPER.createArrayNode();
        for (JsonNode table : tables) {
            ObjectNode state = states.addObject();
            state.putObject("event");
            state.putArray("races").addObject().put("raceId", "r").put("raceType", raceType);
            state.putArray("oncourse");
            state.putObject("results").set("r", table);
        }
        return news(states);
    }

    private JsonNode news(JsonNode states) {
        return ApiClient.parse((String) page.scriptToCome(
                """
                const [text, done] = arguments;
                const states = JSON.parse(text);
                import('/screens/commentary.js')
                  .then(({ newsOf }) => done(JSON.stringify(states.slice(1).flatMap((state, i) => newsOf(states[i], state, 'r')))))
                  .catch(failure => done(JSON.stringify('failed: ' + failure)));
                """,
                states.toString()));
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** @param rows each a bib, a rank and a total in seconds */
    private static JsonNode rows(String... rows) {
        ArrayNode table = ApiClient.MAPPER.createArrayNode();
        for (String row : rows) {
            List<String> parts = SPACE.splitAsStream(row).toList();
            table.addObject()
                    .put("bib", Integer.valueOf(parts.get(0)))
                    .put("name", "R" + parts.get(0))
                    .put("rnk", Integer.valueOf(parts.get(1)))
                    .put("total", (int) Math.round(Double.parseDouble(parts.get(2)) * 100));
        }
        return table;
    }

    private static JsonNode second(String rows) {
        return json("[" + rows + "]");
    }

    /** The riders who have finished, ranked by their totals. */
    private static JsonNode table(List<Finish> finished) {
        List<Finish> sorted =
                finished.stream().sorted(Comparator.comparing(Finish::total)).toList();
        ArrayNode table = ApiClient.MAPPER.createArrayNode();
        for (Finish one : sorted) {
            table.addObject()
                    .put("bib", one.bib)
                    .put("name", "R" + one.bib)
                    .put(
                            "rnk",
                            1
                                    + sorted.stream()
                                            .filter(other -> other.total < one.total)
                                            .count())
                    .put("total", one.total);
        }
        return table;
    }

    /** The clean runs of a race in the export, the last finish first, as in a final: the best start last. */
    private static List<Finish> finishes(String race) {
        return RESULT.matcher(Recording.xml())
                .results()
                .map(match -> match.group(1))
                .filter(fields -> Objects.equals(field(fields, "RaceId"), race)
                        && field(fields, "Total") != null
                        && field(fields, "dtFinish") != null
                        && field(fields, "Status") == null)
                .map(fields -> new Finish(
                        Integer.parseInt(field(fields, "Bib").strip()),
                        Integer.parseInt(field(fields, "Total")) / 10,
                        field(fields, "dtFinish").toUpperCase(Locale.ROOT)))
                .sorted(Comparator.comparing(Finish::at).reversed())
                .toList();
    }

    private static String field(String fields, String name) {
        Matcher field = Pattern.compile("<" + name + ">([^<]+)</" + name + ">").matcher(fields);
        return field.find() ? field.group(1) : null;
    }
}

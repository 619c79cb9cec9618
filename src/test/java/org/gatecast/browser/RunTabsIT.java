package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a real race's tables, gates and start lists say on the page. */
class RunTabsIT {
    private static final String FIRST = "K1M_ST_BR1_6";
    private static final String FIRST_PATH = PushedRace.EVENT_PATH + "/r/" + FIRST;
    private static final String SHOWN_ROWS =
            """
            [...document.querySelectorAll('tr[data-race]')].map(row => ['rnk', 'bib', 'time', 'pen', 'total', 'behind']
              .map(field => row.querySelector(`[data-field=${field}]`).innerText.trim() || '-').join(' '))
            """;

    private static final String SHOWN_ON_THE_BOARD = SHOWN_ROWS.replace("'time', 'pen', ", "");

    @RegisterExtension
    static final Browser browser = new Browser();

    /** Riders stay on course while they are looked at. */
    @RegisterExtension
    static final TestServer server = TestServer.with("spectators.oncourse-expiry-millis", "600000");

    private static PushedRace race;

    private BrowserPage page;

    @BeforeAll
    static void theRaceIsOn() {
        race = PushedRace.running(server).playTo(100);
    }

    @BeforeEach
    void anEmptyPage() {
        page = browser.page(server.port());
    }

    @Test
    void theFirstRunsTabRanksByTheFirstRun() {
        page.go(FIRST_PATH).awaitThere("tr[data-race=" + FIRST + "]");

        List<String> shown = page.strings(SHOWN_ROWS);
        assertThat(shown.subList(0, firstRun(null).size())).isEqualTo(firstRun(null));
        assertThat(shown.subList(firstRun(null).size(), shown.size())).allMatch(row -> row.startsWith("- "));
        assertThat(page.has("td[data-run]")).isFalse();
    }

    @Test
    void theFirstRunsTabRanksACategoryByTheFirstRun() {
        page.go(FIRST_PATH + "?cat=ZS").awaitThere("tr[data-race=" + FIRST + "]");

        assertThat(page.strings(SHOWN_ROWS)).startsWith(firstRun("ZS").toArray(String[]::new));
    }

    @Test
    void theSecondRunsTabRanksByTheBetterRunAndMarksIt() {
        page.go(PushedRace.RACE_PATH).awaitThere("tr[data-race]");

        race.awaitOn(page);
        assertThat(page.text("tr[data-race] [data-run].better .counts")).isEqualTo("counts");
        assertThat(page.has("tr[data-race] [data-run='1']")).isTrue();
        assertThat(page.has("tr[data-race] [data-run='2']")).isTrue();
    }

    @Test
    void theBoardsBestOfAFirstRunAreTheFirstRuns() {
        page.go(FIRST_PATH + "?view=board").awaitThere("tr[data-race]");

        List<String> shown = page.strings(SHOWN_ON_THE_BOARD);
        assertThat(shown).hasSizeGreaterThan(3);
        assertThat(firstRun(null).stream()
                        .limit(shown.size())
                        .map(row -> row.replaceAll(" \\S+ \\S+( \\S+ \\S+)$", "$1")))
                .containsExactlyElementsOf(shown);
    }

    @Test
    void gatesAgainstTheStreamAreMarkedAndSplitMarksAreNoGates() {
        List<Integer> upstream = new ArrayList<>();
        JsonNode course = StreamSupport.stream(
                        server.api().event(PushedRace.EVENT).body().get("races").spliterator(), false)
                .filter(one -> one.get("raceId").asText().equals(FIRST))
                .findFirst()
                .orElseThrow()
                .get("gates");
        for (int gate = 1; gate <= course.size(); gate++) {
            if (course.get(gate - 1).asText().equals("R")) {
                upstream.add(gate);
            }
        }
        String words = "upstream gates "
                + String.join(", ", upstream.stream().map(String::valueOf).toList());

        page.go(FIRST_PATH + "/9").awaitThere(".run-card .gates");
        assertMarked(".run-card .gates", course.size(), upstream, words);
        page.go(PushedRace.EVENT_PATH).awaitThere("[data-oncourse] .gates");
        assertMarked("[data-oncourse] .gates", course.size(), upstream, words);
    }

    private void assertMarked(String gates, int count, List<Integer> upstream, String words) {
        String first = "document.querySelector('" + gates + "')";
        assertThat(page.json(first + ".children.length").asInt()).isEqualTo(count);
        assertThat(page.strings("[..." + first
                        + ".children].flatMap((gate, i) => gate.classList.contains('up') ? [String(i + 1)] : [])"))
                .isEqualTo(upstream.stream().map(String::valueOf).toList());
        assertThat(page.json(first + ".getAttribute('aria-label')").asText()).endsWith("; " + words);
    }

    @Test
    void startTimesAreShownAsTheyAreWrittenAndSaidToBeTheVenues() {
        // Nobody of this race has started yet.
        page.go(PushedRace.EVENT_PATH + "/r/C1M_ST_BR2_6?list=start").awaitThere("[data-start]");
        assertThat(page.texts("[data-start] .when")).startsWith("next", "12:45:45", "12:46:30");
        assertThat(page.text(".zone")).contains("venue");

        page.go(PushedRace.EVENT_PATH + "?view=schedule").awaitThere("[data-schedule]");
        assertThat(page.text("[data-schedule=" + FIRST + "] .when")).isEqualTo("08:30");
        assertThat(page.text(".zone")).contains("venue");
    }

    @Test
    void aTeamsSumsAtAGateAreShownAndSaid() {
        BoothClient booth = server.api()
                .createEvent("TEAMS")
                .imported(ExportXml.on(server.clock().today())
                        .course(1, "NRNSNN")
                        .raceClass("K1M", "ZS")
                        .rider("K1M", 1, "ALDER", "Ann", "ZS")
                        .race("TEAMS", "K1M", "TSR")
                        .result(
                                "TEAMS",
                                "K1M",
                                1,
                                ExportXml.field("Time", 90_000)
                                        + ExportXml.field("Pen", 306)
                                        + ExportXml.field("Total", 396_000)
                                        + ExportXml.field("Gates", " 52  4  0150100"))
                        .toString())
                .through("startlist", "running");

        page.go("/e/" + booth.eventId() + "/r/TEAMS/1").awaitThere(".run-card .gates");

        assertThat(page.strings("[...document.querySelectorAll('.run-card .gates i')].map(gate => gate.className + ' '"
                        + " + [...gate.childNodes].map(one => one.data ?? '').join(''))"))
                .containsExactly("missed 52", "touched up 4", "clean ", "missed 150", "missed 100");
        assertThat(page.json("document.querySelector('.run-card .gates').getAttribute('aria-label')")
                        .asText())
                .contains("gate 1 52 s", "gate 2 4 s", "gate 4 150 s", "upstream gates 2");
        assertThat(page.text(".run-card h2")).isEqualTo("team run");
    }

    /** The rows of the first run as REST has them in the combined table, in the order of that run. */
    private static List<String> firstRun(String catId) {
        List<int[]> totals = new ArrayList<>();
        for (JsonNode row : server.api().results(PushedRace.EVENT, FIRST).body().get("results")) {
            boolean both = row.hasNonNull("prevTotal");
            if (row.hasNonNull("prevStatus")
                    || (catId != null && !catId.equals(row.get("catId").asText()))
                    || (!both && row.path("betterRunNr").asInt() != 1)) {
                continue;
            }
            String prefix = both ? "prev" : "";
            totals.add(new int[] {
                number(row, prefix, "total"),
                row.get("bib").asInt(),
                number(row, prefix, "time"),
                number(row, prefix, "pen")
            });
        }
        totals.sort(Comparator.<int[]>comparingInt(row -> row[0]).thenComparingInt(row -> row[1]));
        return totals.stream()
                .map(row -> {
                    long better =
                            totals.stream().filter(other -> other[0] < row[0]).count();
                    String gap = "+" + seconds(row[0] - totals.get(0)[0]);
                    return String.join(
                            " ",
                            String.valueOf(better + 1),
                            String.valueOf(row[1]),
                            seconds(row[2]),
                            String.valueOf(row[3] / 100),
                            seconds(row[0]),
                            better == 0 ? "-" : gap);
                })
                .toList();
    }

    private static String seconds(int hundredths) {
        return String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
    }

    private static int number(JsonNode row, String prefix, String field) {
        String name =
                prefix.isEmpty() ? field : prefix + field.substring(0, 1).toUpperCase(Locale.ROOT) + field.substring(1);
        return row.get(name).asInt();
    }
}

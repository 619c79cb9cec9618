package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.Keys;

/** A row of the real race's table that a spectator taps: both runs gate by gate, in place. */
class RowsUnfoldIT {
    private static final String UNFOLDED = "tr.unfolded";

    @RegisterExtension
    static final Browser browser = new Browser();

    /** Riders stay on course while they are looked at. */
    @RegisterExtension
    final TestServer server = TestServer.with("spectators.oncourse-expiry-millis", "600000");

    private PushedRace race;
    private BrowserPage page;

    @BeforeEach
    void theRaceIsOn() {
        race = PushedRace.running(server).playTo(60);
        page = browser.page(server.port()).go(PushedRace.RACE_PATH);
        page.awaitThere("[data-freshness=live]").awaitThere("tr[data-race][data-bib]");
    }

    @Test
    void aTapShowsBothRunsWithNumberedGatesAndTheDifferenceToTheBestOfEach() {
        JsonNode row = withBothRuns(3);
        page.press(row(row) + " .total").awaitThere(UNFOLDED + " .gates.numbered:not(.waiting)");

        assertThat(page.json("document.querySelector('" + row(row) + "').nextElementSibling.className")
                        .asText())
                .isEqualTo("unfolded");
        assertThat(page.texts(UNFOLDED + " h2")).hasSize(2);
        assertThat(page.texts(UNFOLDED + " h2").get(0)).startsWith("1st run");
        int gates = course().size();
        assertThat(
                        page.strings(
                                "[...document.querySelector('.unfolded .gates').children].map(gate => gate.querySelector('small').innerText)"))
                .hasSize(gates)
                .startsWith("1", "2", "3")
                .endsWith(String.valueOf(gates));
        assertThat(page.json("document.querySelectorAll('.unfolded .run-card:first-child .gates .up').length")
                        .asInt())
                .isEqualTo((int) course().stream().filter("R"::equals).count());
        assertThat(page.text(UNFOLDED + " .legend")).contains("▲ upstream gate.");
        JsonNode best = bestOfFirstRun();
        int gap = row.get("prevTotal").asInt() - firstTotal(best);
        assertThat(page.text(UNFOLDED + " .gap"))
                .startsWith(String.format(
                        Locale.ROOT,
                        "+%.2f to %s: ",
                        gap / 100.0,
                        best.get("name").asText()))
                .endsWith("by penalties");
        assertDifferences(row, best);
    }

    @Test
    void aSecondTapFoldsItAndTheKeyboardDoesTheSame() {
        JsonNode row = withBothRuns(0);
        page.press(row(row) + " .total").awaitThere(UNFOLDED);
        page.press(row(row) + " .total").awaitGone(UNFOLDED);

        page.find(row(row) + " .unfold").sendKeys(Keys.ENTER);
        page.awaitThere(row(row) + " .unfold[aria-expanded=true]").awaitThere(UNFOLDED + " [data-runs]");
        assertThat(page.json("document.getElementById(document.querySelector('.unfold[aria-expanded=true]')"
                                + ".getAttribute('aria-controls')).className")
                        .asText())
                .isEqualTo("unfolded");
        page.find(row(row) + " .unfold").sendKeys(Keys.SPACE);
        page.awaitThere(row(row) + " .unfold[aria-expanded=false]").awaitGone(UNFOLDED);
    }

    @Test
    void theStarOfARowDoesNotUnfoldIt() {
        page.press(row(withBothRuns(0)) + " .star").awaitThere(".star[aria-pressed=true]");
        assertThat(page.has(UNFOLDED)).isFalse();
    }

    @Test
    void whatIsAboveStaysWhereItIsAndTheRowStaysOpenWhileResultsCome() {
        JsonNode row = withBothRuns(4);
        List<String> before = above(row);
        assertThat(before).hasSizeGreaterThan(2);

        page.press(row(row) + " .total").awaitThere(UNFOLDED + " .gates.numbered:not(.waiting)");
        assertThat(above(row)).isEqualTo(before);

        for (int seconds = 70; seconds <= 160; seconds += 10) {
            race.playTo(seconds);
        }
        race.awaitOn(page);
        assertThat(page.json("document.querySelector('" + row(row) + "').nextElementSibling.className")
                        .asText())
                .isEqualTo("unfolded");
        assertThat(page.has(UNFOLDED + " [data-runs='" + row.get("bib").asText() + "'] .gates"))
                .isTrue();
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aNewResultOfTheRiderIsShownInTheOpenRow() {
        JsonNode row = withBothRuns(4);
        page.press(row(row) + " .total").awaitThere(UNFOLDED + " [data-runs]");
        race.booth()
                .results(json(
                        "{'results': [{'participantId': '%s.K1M_ST', 'raceId': '%s', 'bib': %d, 'time': 8200, 'pen': 0,"
                                        .formatted(
                                                row.get("athleteId").asText(),
                                                PushedRace.RACE,
                                                row.get("bib").asInt())
                                + " 'total': 8200}]}"));

        page.await("the run is shown", () -> page.text(UNFOLDED).contains("82.00"));
    }

    @Test
    void aFirstRunUnfoldsToBothRunsToo() {
        page.go(PushedRace.EVENT_PATH + "/r/K1M_ST_BR1_6").awaitThere("tr[data-race] .unfold");
        page.press("tr[data-race] .unfold").awaitThere(UNFOLDED + " .gates.numbered:not(.waiting)");
        assertThat(page.texts(UNFOLDED + " h2")).hasSize(2);
        assertThat(page.text(UNFOLDED + " .gap")).isEqualTo("Best of this run");
    }

    @Test
    void itIsFitForEverybody() {
        page.press(row(withBothRuns(3)) + " .total").awaitThere(UNFOLDED + " .gates.numbered:not(.waiting)");
        AppearanceCheck.inBothThemesAndSizes(page, "unfolded");
        page.sized(390, 844);
        page.script("document.querySelector('.unfolded').scrollIntoView({block: 'center', behavior: 'instant'})");
        page.screenshot("unfolded-phone");
    }

    /** What each gate of the first run says of the difference, against the gates of REST. */
    private void assertDifferences(JsonNode row, JsonNode best) {
        JsonNode mine = detailed(row).get("prevGates");
        JsonNode theirs = detailed(best).hasNonNull("prevGates")
                ? detailed(best).get("prevGates")
                : detailed(best).get("gates");
        for (int gate = 0; gate < mine.size(); gate++) {
            int difference = mine.get(gate).get("penalty").asInt()
                    - theirs.get(gate).get("penalty").asInt();
            String shown = page.json("document.querySelector('.unfolded .gates').children[" + gate
                            + "].querySelector('em')?.innerText ?? ''")
                    .asText();
            assertThat(shown)
                    .as("gate %d", gate + 1)
                    .isEqualTo(difference == 0 ? "" : (difference > 0 ? "+" : "−") + Math.abs(difference));
        }
    }

    private JsonNode detailed(JsonNode row) {
        return server.api()
                .results(
                        PushedRace.EVENT,
                        PushedRace.RACE + "?detailed=true&bib=" + row.get("bib").asText())
                .body()
                .at("/results/0");
    }

    private List<String> above(JsonNode row) {
        return page.strings("(() => { const rows = [...document.querySelectorAll('tr[data-race]')];"
                + " return rows.slice(0, rows.indexOf(document.querySelector('" + row(row) + "')) + 1)"
                + ".map(one => one.dataset.bib + ' ' + (one.getBoundingClientRect().top + scrollY)); })()");
    }

    private static String row(JsonNode row) {
        return "tr[data-bib=\"" + row.get("bib").asText() + "\"]";
    }

    /** The ranked riders with two clean runs, without the best; one of them by number. */
    private JsonNode withBothRuns(int number) {
        return StreamSupport.stream(race.rows().spliterator(), false)
                .filter(row -> row.hasNonNull("prevTotal")
                        && row.hasNonNull("total")
                        && !row.hasNonNull("prevStatus")
                        && !row.hasNonNull("currStatus")
                        && row.get("rnk").asInt() > 1)
                .skip(number)
                .findFirst()
                .orElseThrow();
    }

    private JsonNode bestOfFirstRun() {
        return StreamSupport.stream(race.rows().spliterator(), false)
                .filter(row -> firstTotal(row) != Integer.MAX_VALUE)
                .min((one, other) -> Integer.compare(firstTotal(one), firstTotal(other)))
                .orElseThrow();
    }

    private static int firstTotal(JsonNode row) {
        if (row.hasNonNull("prevStatus")) {
            return Integer.MAX_VALUE;
        }
        return row.hasNonNull("prevTotal")
                ? row.get("prevTotal").asInt()
                : row.path("betterRunNr").asInt() == 1 ? row.get("total").asInt() : Integer.MAX_VALUE;
    }

    private List<String> course() {
        for (JsonNode one : server.api().event(PushedRace.EVENT).body().get("races")) {
            if (one.get("raceId").asText().equals(PushedRace.RACE)) {
                return StreamSupport.stream(one.get("gates").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
            }
        }
        throw new AssertionError("there is no race " + PushedRace.RACE);
    }
}

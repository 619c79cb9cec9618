package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.stream.StreamSupport;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What spectators come for, on a phone, in at most three taps from the landing page of the real event. */
class ThreeTapsIT {
    private static final int MAX_TAPS = 3;
    /** Nobody has started in it. */
    private static final String LATER_RACE = "C1M_ST_BR2_6";

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final TestServer server = TestServer.with("spectators.oncourse-expiry-millis", "600000");

    private static PushedRace race;

    private BrowserPage page;
    private int taps;

    @BeforeAll
    static void theRaceIsOn() {
        race = PushedRace.running(server).playTo(100);
    }

    @BeforeEach
    void theLandingPage() {
        page = browser.page(server.port()).sized(390, 844).go("/").awaitThere(".event-card");
        tap(".event-card").awaitThere("tr[data-race]");
    }

    @AfterEach
    void thatTookThreeTaps() {
        assertThat(taps).isLessThanOrEqualTo(MAX_TAPS);
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void oneRidersResult() {
        JsonNode row = race.rows().get(6);
        tap(".crumb .find").awaitTrue("the field has the focus", "document.activeElement.type === 'search'");
        page.type("input[type=search]", row.get("name").asText());

        String rider = "[data-rider='" + row.get("athleteId").asText() + "']";
        page.awaitThere(rider);
        assertThat(page.text(rider + " .place"))
                .startsWith("rank " + row.get("rnk").asText())
                .contains(seconds(row.get("totalTotal").asInt()));
        tap(rider + " a.name").awaitThere(".one-rider .standing");
        assertThat(page.text("h1")).contains(row.get("name").asText());
    }

    @Test
    void whoLeadsTheJuniors() {
        tap(".crumb .find").awaitThere("[data-leaders]");
        page.screenshot("leaders-phone");
        tap("[data-cat=DS]").awaitThere("[data-cat=DS][aria-pressed=true]");

        assertThat(page.text("[data-cat=DS]")).isEqualTo("Dorost starší");
        JsonNode leader = leader(PushedRace.RACE, "DS");
        assertThat(page.text("[data-leaders=K1M_ST] li"))
                .startsWith("1")
                .contains(leader.get("name").asText())
                .contains(seconds(leader.get("totalTotal").asInt()));
        assertThat(page.texts("[data-leaders]")).hasSizeGreaterThan(3);
    }

    @Test
    void whenANumberStarts() {
        JsonNode start = lastToStart();
        String bib = start.get("bib").asText();
        tap(".crumb .find").awaitThere("input[type=search]");
        page.type("input[type=search]", bib);

        String rider = "[data-rider='" + start.get("athleteId").asText() + "']";
        page.awaitThere(rider);
        page.screenshot("number-phone");
        assertThat(page.text(rider + " .title"))
                .startsWith(bib)
                .contains(start.get("name").asText());
        assertThat(page.text(rider + " [data-at=" + LATER_RACE + "]"))
                .startsWith("2nd run start")
                .endsWith(start.get("startTime").asText());
        assertThat(page.texts("[data-rider] .bib")).allMatch(found -> found.startsWith(bib));
    }

    @Test
    void aSearchThatFindsNobodySaysSo() {
        tap(".crumb .find").awaitThere("input[type=search]");
        page.type("input[type=search]", "nobody at all");
        page.await("it says so", () -> page.text(".riders-view .note").startsWith("Nobody fits"));
    }

    private BrowserPage tap(String selector) {
        taps++;
        return page.press(selector);
    }

    private static JsonNode leader(String raceId, String category) {
        return server.api()
                .results(PushedRace.EVENT, raceId + "?catId=" + category)
                .body()
                .at("/results/0");
    }

    private static JsonNode lastToStart() {
        return StreamSupport.stream(
                        server.api()
                                .startlist(PushedRace.EVENT, LATER_RACE)
                                .body()
                                .get("startlist")
                                .spliterator(),
                        false)
                .reduce((row, next) -> next)
                .orElseThrow();
    }

    private static String seconds(int hundredths) {
        return String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
    }
}

package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.util.Map;
import java.util.stream.Stream;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every view a spectator can open, in both themes, on a phone and on a laptop: fit for everybody as far as axe-core can
 * tell, no wider than the screen, and saved as a screenshot in {@code target/screenshots}.
 */
class EveryViewIT {
    @RegisterExtension
    static final Browser browser = new Browser();

    /** Riders stay on course while they are looked at. */
    @RegisterExtension
    static final TestServer server = TestServer.with("spectators.oncourse-expiry-millis", "600000");

    private static final Map<String, String> VIEWS = Map.of(
            "events",
            "/",
            "event",
            PushedRace.EVENT_PATH,
            "schedule",
            PushedRace.EVENT_PATH + "?view=schedule",
            "riders",
            PushedRace.EVENT_PATH + "?view=riders",
            "race",
            PushedRace.RACE_PATH,
            "category",
            PushedRace.RACE_PATH + "?cat=ZS",
            "rider",
            PushedRace.RACE_PATH + "/9",
            "embedded",
            "/embed" + PushedRace.RACE_PATH,
            "missing",
            "/e/NONE");

    @BeforeAll
    static void theRaceIsOn() {
        PushedRace.running(server)
                .playTo(100)
                .booth()
                .results(json("{'results': [{'participantId': '90841.K1M_ST', 'raceId': 'K1M_ST_BR2_6', 'bib': 2,"
                        + " 'time': 8555, 'pen': 200, 'total': 8755, 'status': '*'}]}"));
    }

    static Stream<String> views() {
        return VIEWS.keySet().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("views")
    void isFitForEverybody(String view) {
        BrowserPage page = browser.page(server.port());
        page.sized(1280, 800).go(VIEWS.get(view));
        page.awaitTrue(
                "it is there",
                VIEWS.get(view).contains(PushedRace.EVENT)
                        ? "document.querySelector('[data-freshness=live]')"
                        : "document.querySelector('main a')");

        AppearanceCheck.inBothThemesAndSizes(page, view);

        assertThat(page.complaints())
                .filteredOn(complaint -> !view.equals("missing") || !complaint.contains("404"))
                .isEmpty();
    }
}

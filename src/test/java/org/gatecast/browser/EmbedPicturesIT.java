package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How the views for frames on other sites look before, during and after the recorded race. */
class EmbedPicturesIT {
    private static final String EVENT = "/embed" + PushedRace.EVENT_PATH;

    @RegisterExtension
    static final Browser browser = new Browser();

    /** Riders stay on course while they are looked at. */
    @RegisterExtension
    static final TestServer server = TestServer.with("spectators.oncourse-expiry-millis", "600000");

    @Test
    void anEventARaceAndAClubLookAsTheyDid() {
        PushedRace race = PushedRace.running(server);
        BrowserPage page = StandingTime.page(
                        browser,
                        server.port(),
                        server.clock().today().minusDays(1).atTime(12, 40))
                .still()
                .sized(640, 800);
        page.go(EVENT + "/r/C1M_ST_BR2_6").awaitThere(".startlist li");
        matches(page, "race-before");

        race.playTo(100);
        page.go(EVENT).awaitThere("tr[data-race='" + PushedRace.RACE + "']").awaitThere(".rider");
        matches(page, "event-during");
        String club = server.api()
                .results(PushedRace.EVENT, PushedRace.RACE + "?bib=11")
                .body()
                .at("/results/0/club")
                .asText();
        page.go(EVENT + "?background=none&club=" + URLEncoder.encode(club, StandardCharsets.UTF_8))
                .awaitThere("[data-rider]");
        matches(page, "club-during");

        race.playToTheEnd();
        page.go(EVENT + "/r/K1M_ST_BR1_6").awaitThere("tr[data-race]");
        matches(page, "race-after");
        assertThat(page.complaints()).isEmpty();
    }

    private static void matches(BrowserPage page, String name) {
        page.awaitThere("[data-freshness=live]");
        KeptPictures.matches(page, "embed-" + name);
    }
}

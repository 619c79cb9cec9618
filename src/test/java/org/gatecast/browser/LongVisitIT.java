package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatecast.testing.Await;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * What a page that stays open becomes, as far as the whole recording shows it in a hurry; {@code
 * org.gatecast.bench.page.LongVisit} takes its time.
 */
class LongVisitIT {
    private static final int SECONDS = 245;

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final TestServer server = TestServer.with();

    private int played;

    @Test
    void nothingJumpsNothingIsComplainedOfAndNothingIsKept() {
        PushedRace race = PushedRace.running(server);
        BrowserPage page = browser.page(server.port()).sized(360, 740).go(PushedRace.RACE_PATH);
        PageVisit pageVisit = new PageVisit(page);
        pageVisit.goRound(() -> race.playTo(played += 3));
        PageVisit.Weight early = pageVisit.weight();

        while (played < SECONDS) {
            pageVisit.goRound(() -> race.playTo(played += 3));
        }

        assertThat(pageVisit.complaints()).isEmpty();
        assertThat(pageVisit.shifts().cumulative()).as("%s", pageVisit.shifts()).isLessThanOrEqualTo(0.05);
        // The view left last goes when the browser finds the time.
        Await.until(
                "nothing is kept of earlier views",
                () -> pageVisit.weight().isAbout(early),
                () -> pageVisit.weight() + " after " + early);
    }
}

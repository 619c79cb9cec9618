package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.util.List;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the card of a rider says who has just finished: the same as the table. */
class FinishIT {
    private static final String CARD = "[data-oncourse] [data-bib='1'] .mark > *";

    @RegisterExtension
    static final Browser browser = new Browser();

    /** Riders stay on course while they are looked at. */
    @RegisterExtension
    static final TestServer server = TestServer.with("spectators.oncourse-expiry-millis", "600000");

    private static int events;

    private BrowserPage page;
    private BoothClient booth;
    private String event;

    @BeforeEach
    void anEventRuns() {
        page = browser.page(server.port());
        event = "FINISH." + ++events;
        booth = server.api()
                .createEvent(event)
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        result("K1M_BR1", 2, 8000, 0);
        result("K1M_BR1", 3, 8500, 0);
    }

    @Test
    void beforeTheTableKnowsTheRiderOnlyTheClocksTotalIsShown() {
        finishes("K1M_BR1", 9200);
        page.go("/e/" + event + "/r/K1M_BR1").awaitThere(CARD);
        assertThat(page.texts(CARD)).containsExactly("Total 92.00");
    }

    @Test
    void totalRankAndGapAreTheTables() {
        finishes("K1M_BR1", 9200);
        page.go("/e/" + event + "/r/K1M_BR1").awaitThere(CARD);
        result("K1M_BR1", 1, 9000, 200);
        awaitCard("Total 92.00", "rank 3", "+12.00 to the leader");
        assertThat(page.texts("tr[data-bib='1'] [data-field=rnk], tr[data-bib='1'] [data-field=total],"
                        + " tr[data-bib='1'] [data-field=behind]"))
                .containsExactly("3", "92.00", "+12.00");
    }

    @Test
    void aSecondRunThatDoesNotCountIsToldFromTheTotalThatDoes() {
        result("K1M_BR1", 1, 8200, 0);
        result("K1M_BR2", 1, 9000, 200);
        finishes("K1M_BR2", 9200);
        page.go("/e/" + event + "/r/K1M_BR2").awaitThere(CARD);
        awaitCard("2nd run 92.00", "Combined 82.00", "rank 2", "+2.00 to the leader");

        page.go("/e/" + event + "/r/K1M_BR2?view=board").awaitThere(".finishers li");
        assertThat(page.texts(".finishers li b")).contains("82.00");
        assertThat(page.texts(".finishers li .of")).contains("2nd run 92.00");
    }

    /** A board that is opened during a second run knows only finish times, and most of them are of the first. */
    @Test
    void onlyThoseWhoFinishedTheSecondRunAreTheLastAtItsFinish() {
        booth.results(
                json("{'results': [{'raceId': 'K1M_BR1', 'bib': 2, 'time': 8000, 'pen': 0, 'dtFinish': '10:01:00.000'},"
                        + "{'raceId': 'K1M_BR1', 'bib': 3, 'time': 8500, 'pen': 0, 'dtFinish': '10:02:00.000'},"
                        + "{'raceId': 'K1M_BR2', 'bib': 1, 'time': 9000, 'pen': 0, 'dtFinish': '11:00:00.000'}]}"));

        page.go("/e/" + event + "/r/K1M_BR2?view=board").awaitThere("[data-finisher='1']");
        assertThat(page.strings("[...document.querySelectorAll('[data-finisher]')].map(one => one.dataset.finisher)"))
                .containsExactly("1");
        page.go("/e/" + event + "/r/K1M_BR1?view=board").awaitThere("[data-finisher='3']");
        assertThat(page.strings("[...document.querySelectorAll('[data-finisher]')].map(one => one.dataset.finisher)"))
                .containsExactly("3", "2");
    }

    @Test
    void aTotalThatContradictsTheTableIsMarkedAndTheTablesIsShown() {
        result("K1M_BR1", 1, 9000, 0);
        finishes("K1M_BR1", 9200);
        page.go("/e/" + event + "/r/K1M_BR1").awaitThere(CARD);
        awaitCard("Total 90.00", "rank 3", "+10.00 to the leader", "clock and table differ");
    }

    private void awaitCard(String... texts) {
        page.await("the card says " + List.of(texts), () -> page.texts(CARD).equals(List.of(texts)));
    }

    private void result(String race, int bib, int time, int pen) {
        booth.results(json(
                "{'results': [{'raceId': '%s', 'bib': %d, 'time': %d, 'pen': %d, 'total': %d, 'dtFinish': '10:31:30.000'}]}"
                        .formatted(race, bib, time, pen, time + pen)));
    }

    private void finishes(String race, int total) {
        booth.oncourse(json(
                "{'oncourse': [{'raceId': '%s', 'participantId': '1.K1M', 'bib': 1, 'position': 1, 'dtStart': '10:30:00.000', 'dtFinish': '10:31:30.000', 'time': %d, 'pen': 0, 'total': %d, 'rank': 17, 'ttbDiff': '+9.99', 'gates': [0, 0, 0]}]}"
                        .formatted(race, total, total)));
    }
}

package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where an event's own address leads, and what its organiser chose of how it is shown. */
class EventPageIT {
    private static final String EVENT = "/e/TEST";
    private static final String RACE = EVENT + "/r/K1M_BR1";
    private static final String ON_COURSE = "[data-oncourse] [data-bib]";

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final TestServer server = TestServer.with();

    private BrowserPage page;

    @BeforeEach
    void anEmptyPage() {
        page = browser.page(server.port());
    }

    @Test
    void theEventPageShowsTheRaceUnderWayAndThenTheNext() {
        PushedRace race = PushedRace.running(server).playTo(30);

        page.go(PushedRace.EVENT_PATH);

        page.awaitThere("tr[data-race=K1M_ST_BR2_6]").awaitThere(ON_COURSE + "[data-race=K1M_ST_BR2_6]");
        assertThat(page.address()).isEqualTo(PushedRace.EVENT_PATH);
        race.awaitOn(page);

        race.playToTheEnd();

        page.await("the next race is shown", () -> {
            race.pushLastCallAgain();
            return page.has("tr[data-race=C1W_ST_BR2_6]");
        });
        page.awaitGone("tr[data-race=K1M_ST_BR2_6]");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void theBoardShowsTheRaceUnderWayToo() {
        PushedRace.running(server).playTo(30);

        page.go(PushedRace.EVENT_PATH + "?view=board").awaitThere(".board tr[data-race=K1M_ST_BR2_6]");
    }

    @Test
    void theRaceThatTheOrganiserChoseIsShownWhoeverIsOnCourse() {
        BoothClient booth = event("{'activeRaceId': 'K1M_BR1'}");
        rides(booth, "K1M_BR2", 1);

        page.go(EVENT).awaitThere(ON_COURSE);
        page.awaitTrue("it is the chosen one", "document.querySelector('h1').innerText.includes('1st run')");
        page.go(EVENT + "?view=board").awaitThere(ON_COURSE);
        page.awaitThere(".board h1")
                .awaitTrue("it is the chosen one", "document.querySelector('h1').innerText.includes('1st run')");
    }

    @Test
    void withoutANetworkTheRaceIsShownAsItWas() {
        try (NetworkLink link = new NetworkLink(server.port())) {
            PushedRace.running(server).playTo(30);
            BrowserPage phone = browser.page(link.port()).sized(360, 740);
            phone.go(PushedRace.EVENT_PATH).awaitThere("tr[data-race=K1M_ST_BR2_6]");
            phone.scriptToCome("navigator.serviceWorker.ready.then(arguments[0])");

            link.cut();
            phone.offline(true).reload();

            phone.awaitThere("[data-freshness=offline]").awaitThere("tr[data-race=K1M_ST_BR2_6]");
            phone.offline(false);
        }
    }

    @Test
    void ridersOnCourseAreShownNowhereIfTheOrganiserDoesNotWantThem() {
        BoothClient booth = event("{'showOnCourse': false}");
        rides(booth, "K1M_BR1", 1);
        for (String path : List.of(EVENT, RACE, RACE + "/1", RACE + "?view=board", EVENT + "?view=schedule")) {
            page.go(path).awaitThere("[data-freshness=live]").awaitThere("h1");
            page.awaitTrue(
                    "the race is there",
                    "document.querySelector('tr[data-race], [data-start], [data-schedule], .run-card')");
            assertThat(page.has("[data-oncourse]")).as(path).isFalse();
            assertThat(page.text("main")).as(path).doesNotContain("On course");
        }
        page.go(RACE + "?list=start").awaitThere("[data-start='1']");
        assertThat(page.text("[data-start='1']")).doesNotContain("on course");
    }

    @Test
    void ridersOnCourseAreShownIfNothingWasChosen() {
        rides(event("{}"), "K1M_BR1", 1);
        for (String path : List.of(EVENT, RACE, RACE + "/1", RACE + "?view=board")) {
            page.go(path).awaitThere(ON_COURSE).awaitThere("[data-oncourse] .gates");
        }
        page.go(EVENT + "?view=schedule").awaitThere("[data-schedule=K1M_BR1] .at");
        page.await("it says so", () -> page.text("[data-schedule=K1M_BR1] .at").equals("On course"));
    }

    @Test
    void simpleRowsHaveRankNameAndTotalAndAllElseIsAtTheRider() {
        BoothClient booth = event("{'displayMode': 'simple'}");
        rides(booth, "K1M_BR1", 2);
        for (String path : List.of(RACE, RACE + "?view=board")) {
            page.go(path).awaitThere(ON_COURSE).awaitThere("tr[data-bib='1']");
            assertThat(page.text("tr[data-bib='1'] [data-field=total]")).isEqualTo("92.00");
            assertThat(page.has("tr[data-race] .run")).as(path).isFalse();
            assertThat(page.has("[data-oncourse] .gates")).as(path).isFalse();
        }
        page.go(RACE + "/1").awaitThere(".run-card .gates");
    }

    @Test
    void detailedRowsHaveTimesAndPenalties() {
        rides(event("{'displayMode': 'detailed'}"), "K1M_BR1", 2);

        page.go(RACE).awaitThere(ON_COURSE).awaitThere("[data-oncourse] .gates");

        assertThat(page.text("tr[data-bib='1'] [data-field=time]")).isEqualTo("90.00");
        assertThat(page.text("tr[data-bib='1'] [data-field=pen]")).isEqualTo("2");
    }

    @Test
    void whereEachRaceStandsIsSaidInWordsAndOfNumbersNobodyKnowsNothingIs() {
        Map<Integer, String> words = new LinkedHashMap<>();
        words.put(0, "Not started");
        words.put(1, "Start list");
        words.put(2, "Start list");
        words.put(3, "Running");
        words.put(4, "Provisional");
        words.put(5, "Official");
        words.put(6, "Revised");
        words.put(7, "Cancelled");
        words.put(12, "Rescheduled");
        words.put(13, "Postponed");
        ExportXml export = ExportXml.on(server.clock().today())
                .course(1, "NNR")
                .raceClass("K1M", "ZS")
                .rider("K1M", 1, "ALDER", "Ann", "ZS");
        words.keySet().forEach(status -> export.race("R" + status, "K1M", "SR", status)
                .start("R" + status, "K1M", 1));
        server.api()
                .createEvent("TEST")
                .imported(export.race("R8", "K1M", "SR", 8).toString())
                .through("startlist", "running");

        page.go(EVENT + "?view=schedule").awaitThere("[data-schedule=R8]");

        words.forEach((status, word) ->
                assertThat(page.text("[data-schedule=R" + status + "] .at")).isEqualTo(word));
        assertThat(page.has("[data-schedule=R8] .at")).isFalse();
        for (String path : List.of("", "/1", "?view=board")) {
            page.go(EVENT + "/r/R7" + path).awaitThere(".at.s7");
            assertThat(page.text(".at.s7")).isEqualTo("Cancelled");
            assertThat(path.contains("board") || page.text(".off-note").equals("This race is cancelled."))
                    .as(path)
                    .isTrue();
        }
        page.speaking("cs").go(EVENT + "/r/R13").awaitThere(".at.s13");
        assertThat(page.text(".at.s13")).isEqualTo("Odloženo");
    }

    /** The pusher sends the mark as a status beside a result that counts. */
    @Test
    void aResultThatTheJuryLooksIntoSaysSoAndKeepsItsPlace() {
        BoothClient booth = event("{}");
        booth.results(
                json("{'results': [{'participantId': '2.K1M', 'raceId': 'K1M_BR2', 'bib': 2, 'time': 8000, 'pen': 0,"
                        + " 'total': 8000, 'status': '*'}]}"));

        page.go(EVENT + "/r/K1M_BR2").awaitThere("tr[data-bib='2'] .inquiry");
        assertThat(page.text("tr[data-bib='2'] .inquiry")).isEqualTo("under investigation");
        assertThat(page.json("document.querySelector('tr[data-bib=\"2\"] .inquiry').title")
                        .asText())
                .contains("jury");
        assertThat(page.text("tr[data-bib='2'] [data-field=rnk]")).isEqualTo("1");
        assertThat(page.text("tr[data-bib='2'] [data-field=total]")).isEqualTo("80.00");
        assertThat(page.has("tr[data-bib='1'] .inquiry")).isFalse();
        page.go(EVENT + "/r/K1M_BR2/2").awaitThere("[data-inquiry]");
        assertThat(page.text(".run-card:nth-of-type(2) .inquiry")).isEqualTo("under investigation");
        assertThat(page.has(".run-card:nth-of-type(1) .inquiry")).isFalse();
        page.go(EVENT + "/r/K1M_BR2?view=board").awaitThere("tr[data-bib='2']");
        assertThat(page.text("tr[data-bib='2'] .inquiry")).isEqualTo("under investigation");
        page.go(EVENT + "/r/K1M_BR1").awaitThere("tr[data-bib='2']");
        assertThat(page.has(".inquiry")).as("a mark on the first run").isFalse();
        page.speaking("cs").go(EVENT + "/r/K1M_BR2").awaitThere("tr[data-bib='2'] .inquiry");
        assertThat(page.text("tr[data-bib='2'] .inquiry")).isEqualTo("v šetření");
    }

    private BoothClient event(String config) {
        BoothClient booth = server.api()
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today())
                        .result(
                                "K1M_BR1",
                                "K1M",
                                1,
                                ExportXml.field("Time", 90_000)
                                        + ExportXml.field("Pen", 2)
                                        + ExportXml.field("Total", 92_000)
                                        + ExportXml.field("Gates", "  2  0  0"))
                        .toString());
        booth.configure(json(config));
        return booth.through("startlist", "running");
    }

    private static void rides(BoothClient booth, String race, int bib) {
        booth.oncourse(
                json(
                        "{'oncourse': [{'participantId': '%2$d.K1M', 'raceId': '%1$s', 'bib': %2$d, 'name': 'ALDER Ann',"
                                        .formatted(race, bib)
                                + " 'gates': [0, null, null], 'dtStart': '2026-06-20T10:00:00.000Z', 'time': 1200, 'pen': 0, 'total': 1200}]}"));
    }
}

package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How a spectator finds a race among the 44 of the real event's two days, and how much of a table a screen shows. */
class ProgrammeIT {
    private static final String FIRST_PATH = PushedRace.EVENT_PATH + "/r/K1M_ST_BR1_6";
    private static final String NEXT_DAYS_RACE = "K1M_ST_BR1_7";

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
    void daysClassesAndRunsAreTabsAndNoTwoAreAlike() {
        page.go(FIRST_PATH).awaitThere("tr[data-race]");

        assertThat(page.texts(".days a")).containsExactly(day(0), day(1));
        assertThat(page.texts(".days [aria-current]")).containsExactly(day(0));
        assertThat(labels(".classes a")).hasSizeGreaterThan(4).doesNotHaveDuplicates();
        assertThat(page.texts(".runs a")).containsExactly("1st run", "2nd run", "Combined");
        assertThat(page.texts("h1 .when").get(0))
                .startsWith(firstDay().format(DateTimeFormatter.ofPattern("EEE, MMM d", Locale.ENGLISH))
                        + " · 1st run · 08:30");
    }

    @Test
    void aDayOpensAtTheSameClass() {
        page.go(FIRST_PATH).awaitThere(".days a");
        page.press(".days a:not([aria-current])");

        page.awaitThere("tr[data-race=" + NEXT_DAYS_RACE + "], tr[data-race=K1M_ST_BR2_7]");
        assertThat(page.texts(".days [aria-current]")).containsExactly(day(1));
    }

    @Test
    void everyClassOfTheDayIsOneTapAway() {
        page.go(FIRST_PATH).awaitThere(".classes a");
        for (String name : labels(".classes a")) {
            page.script(
                    "[...document.querySelectorAll('.classes a')].find(one => one.textContent === arguments[0]).click()",
                    name);
            page.awaitTrue(
                    "it is " + name,
                    "document.querySelector('h1').innerText.startsWith(" + page.json("'" + name + "'") + ")");
            assertThat(page.texts(".days [aria-current]")).containsExactly(day(0));
        }
    }

    @Test
    void theScheduleShowsOneDayAndOpensAtTheDayUnderWay() {
        page.go(PushedRace.EVENT_PATH + "?view=schedule").awaitThere("[data-schedule]");
        assertThat(page.texts(".schedule .days [aria-current]")).containsExactly(day(0));
        assertThat(page.has("[data-schedule=" + PushedRace.RACE + "]")).isTrue();
        assertThat(page.has("[data-schedule=" + NEXT_DAYS_RACE + "]")).isFalse();

        page.press(".schedule .days a:not([aria-current])").awaitThere("[data-schedule=" + NEXT_DAYS_RACE + "]");
        assertThat(page.has("[data-schedule=" + PushedRace.RACE + "]")).isFalse();
        page.reload().awaitThere("[data-schedule=" + NEXT_DAYS_RACE + "]");
    }

    @Test
    void theSecondRunHasRanksAndGapsOfItsOwn() {
        page.go(PushedRace.RACE_PATH).awaitThere("tr[data-race]");
        assertThat(page.texts(".runs [aria-current]")).containsExactly("Combined");
        page.press(".runs a[href$='run=2']")
                .awaitTrue("the run is alone", "!document.querySelector('tr[data-race] [data-run]')");

        assertThat(page.texts(".runs [aria-current]")).containsExactly("2nd run");
        List<String> expected = secondRun();
        assertThat(expected).hasSizeGreaterThan(3);
        assertThat(
                        page.strings(
                                """
                        [...document.querySelectorAll('tr[data-race]')].map(row => ['rnk', 'bib', 'total', 'behind']
                          .map(field => row.querySelector(`[data-field=${field}]`).innerText.trim() || '-').join(' '))
                        """))
                .startsWith(expected.toArray(String[]::new));
    }

    @Test
    void oneTapLeadsFromEverywhereToWhoIsOnCourse() {
        for (String elsewhere : List.of(FIRST_PATH, FIRST_PATH + "/9", PushedRace.EVENT_PATH + "?view=schedule")) {
            page.go(elsewhere).awaitThere(".now a");
            assertThat(page.text(".now a")).startsWith("Now").endsWith("2nd run");
            page.press(".now a").awaitThere("tr[data-race=" + PushedRace.RACE + "]");
            assertThat(page.has(".now")).isFalse();
        }
    }

    @Test
    void onAPhoneTheFirstRowIsVisibleBelowTwoRidersOnCourseAndThreeWhoWait() {
        BoothClient booth = server.api()
                .createEvent("PHONE")
                .imported(Recording.xml(server.clock().today()))
                .through("startlist", "running");
        page.sized(390, 844).go("/e/PHONE/r/" + PushedRace.RACE).awaitThere("tr[data-race]");
        booth.oncourse(json(riders()));
        page.awaitTrue("five riders are shown", "document.querySelectorAll('.rider[data-bib]').length === 5");
        page.awaitTrue("nothing moves", "document.getAnimations().every(one => one.playState !== 'running')");
        page.screenshot("phone-riders");

        assertThat(page.json("document.querySelector('tr[data-race]').getBoundingClientRect().bottom")
                        .asDouble())
                .isLessThanOrEqualTo(844);
        assertThat(page.json("document.querySelector('.rider.waiting').offsetHeight")
                        .asInt())
                .isLessThan(40);
    }

    @Test
    void aRaceWithoutResultsOpensOnItsStartListUntilTheFirstResultComes() {
        BoothClient booth = server.api()
                .createEvent("BEFORE")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        page.go("/e/BEFORE/r/K1M_BR1").awaitThere("[data-start]");
        assertThat(page.texts(".lists [aria-current]")).containsExactly("Start list");

        booth.results(json("{'results': [{'raceId': 'K1M_BR1', 'bib': 2, 'time': 9000, 'pen': 200, 'total': 9200}]}"));
        page.awaitThere("tr[data-bib='2']");
        assertThat(page.texts(".lists [aria-current]")).containsExactly("Results");
        page.go("/e/BEFORE/r/K1M_BR2").awaitThere("[data-start]");
    }

    @Test
    void theStartListCountsDownToTheNextStart() {
        page.go(PushedRace.EVENT_PATH + "/r/C1M_ST_BR2_6").awaitThere("[data-start]");
        page.script(
                "const start = Date.parse(arguments[0]); Date.now = () => start - 3_909_000;",
                firstDay() + "T12:45:00+02:00");
        page.awaitTrue(
                "it counts", "document.querySelector('.countdown').innerText.trim() === 'Next start in 1:05:09'");
        page.script("const start = Date.parse(arguments[0]); Date.now = () => start;", firstDay() + "T12:45:00+02:00");
        page.awaitTrue("it has ended", "document.querySelector('.countdown').innerText.trim() === ''");
    }

    @Test
    void anEmptyCourseIsOneLine() {
        server.api()
                .createEvent("EMPTY")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        page.sized(390, 844).go("/e/EMPTY").awaitThere(".rider.nobody");
        assertThat(page.json("document.querySelector('.riders').offsetHeight").asInt())
                .isLessThanOrEqualTo(40);
    }

    @Test
    void noNameIsCutOnALaptopAndAWideScreenIsUsed() {
        page.sized(1280, 800).go(PushedRace.RACE_PATH).awaitThere("tr[data-race]");
        assertThat(
                        page.strings(
                                """
                        [...document.querySelectorAll('tr[data-race] .name > *, tr[data-race] td')]
                          .filter(one => one.scrollWidth > one.clientWidth && one.clientWidth).map(one => one.innerText)
                        """))
                .isEmpty();
        page.sized(1920, 1080);
        assertThat(page.json("document.querySelector('.results').offsetWidth").asInt())
                .isGreaterThan(1_300);
    }

    @Test
    void aTitleOfSeventyLettersFitsTheNarrowestScreen() {
        String title = "International Whitewater Slalom Championships of the Upper Valley 2026";
        assertThat(title).hasSize(70);
        server.api()
                .createEvent(json("{'eventId': 'LONG', 'mainTitle': '" + title + "'}"))
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        for (String path : List.of("/e/LONG", "/e/LONG?view=schedule", "/e/LONG/r/K1M_BR1", "/")) {
            page.sized(320, 640).go(path).awaitThere("h1");
            page.awaitTrue("the title is there", "document.body.innerText.includes('Whitewater')");
            assertThat(page.json("document.documentElement.scrollWidth").asInt())
                    .as(path)
                    .isLessThanOrEqualTo(320);
        }
    }

    private List<String> labels(String selector) {
        return page.strings("[...document.querySelectorAll(\"" + selector + "\")].map(one => one.textContent)");
    }

    /** A day of the event as tabs name it. */
    private static String day(int after) {
        return firstDay().plusDays(after).format(DateTimeFormatter.ofPattern("EEE d", Locale.ENGLISH));
    }

    private static LocalDate firstDay() {
        for (JsonNode one : server.api().event(PushedRace.EVENT).body().get("races")) {
            if (one.get("raceId").asText().equals(PushedRace.RACE)) {
                return LocalDate.parse(one.get("startTime").asText().substring(0, 10));
            }
        }
        throw new AssertionError("there is no race " + PushedRace.RACE);
    }

    /** Two riders under way and three at the start. */
    private static String riders() {
        List<String> riders = new ArrayList<>();
        int number = 0;
        for (JsonNode row : race.rows()) {
            if (++number > 5) {
                break;
            }
            riders.add("{'raceId': '%s', 'participantId': '%s.K1M_ST', 'bib': %d, 'position': %d%s}"
                    .formatted(
                            PushedRace.RACE,
                            row.get("athleteId").asText(),
                            row.get("bib").asInt(),
                            number,
                            number > 2
                                    ? ""
                                    : ", 'dtStart': '10:30:00.000', 'time': 4200, 'pen': 200, 'rank': 3, 'ttbDiff': '+1.20',"
                                            + " 'gates': [0, 2, 0, 0, 50, 0, 0, 0, 0, 0, 0, 0, null, null, null, null, null,"
                                            + " null, null, null, null, null, null, null]"));
        }
        return "{'oncourse': [" + String.join(", ", riders) + "]}";
    }

    /** The rows of the second run as REST has them in the combined table, in the order of that run. */
    private static List<String> secondRun() {
        List<int[]> totals = new ArrayList<>();
        for (JsonNode row : race.rows()) {
            boolean both = row.hasNonNull("prevTime") || row.hasNonNull("prevTotal");
            boolean ran = both || row.path("betterRunNr").asInt() == 2;
            if (ran && !row.hasNonNull("currStatus") && row.hasNonNull("total")) {
                totals.add(new int[] {row.get("total").asInt(), row.get("bib").asInt()});
            }
        }
        totals.sort((a, b) -> a[0] == b[0] ? Integer.compare(a[1], b[1]) : Integer.compare(a[0], b[0]));
        return totals.stream()
                .map(row -> {
                    long better =
                            totals.stream().filter(other -> other[0] < row[0]).count();
                    int gap = row[0] - totals.get(0)[0];
                    return String.format(Locale.ROOT, "%d %d %.2f ", better + 1, row[1], row[0] / 100.0)
                            + (better == 0 ? "-" : String.format(Locale.ROOT, "+%.2f", gap / 100.0));
                })
                .toList();
    }
}

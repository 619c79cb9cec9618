package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The board for a hall: what is on it before, during and after a race, on three screens, and that it needs nobody. */
class BoardIT {
    private static final String LOGO = "src/test/resources/logo.png";
    /** Turns its pages so seldom that it does not while a test looks. */
    private static final String STILL = "&turn=60";

    /** A race of each moment; during a race who is on course, and who starts next. */
    private static final Map<String, String> MOMENTS = new TreeMap<>(Map.of(
            "before", PushedRace.EVENT_PATH + "/r/C1M_ST_BR2_6",
            "during", PushedRace.EVENT_PATH,
            "next", PushedRace.EVENT_PATH + "/r/C1W_ST_BR2_6",
            "after", PushedRace.EVENT_PATH + "/r/K1M_ST_BR1_6"));

    /**
     * What is cut, covered or empty, as texts: text that is wider or higher than the room for it or outside of the screen,
     * a column of a table without a text, a part of the board without one, and a part that covers another.
     */
    private static final String PROBLEMS =
            """
            const problems = [];
            const isQuiet = element => element.closest('thead');
            const text = element => element.textContent.trim().slice(0, 40);
            for (const fit of document.querySelectorAll('.fit')) {
              const child = fit.firstElementChild;
              if (child.scrollWidth > fit.clientWidth + 1 || child.offsetWidth > fit.clientWidth + 1) problems.push('too wide: ' + text(fit));
              if (child.offsetHeight > fit.clientHeight + 2) problems.push('too high: ' + text(fit));
            }
            for (const element of document.querySelectorAll('.board *')) {
              if (isQuiet(element) || !text(element)) continue;
              const style = getComputedStyle(element);
              if (style.overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1) problems.push('cut: ' + text(element));
              const box = element.getBoundingClientRect();
              if (box.left < -1 || box.top < -1 || box.right > innerWidth + 1 || box.bottom > innerHeight + 1) problems.push('outside: ' + element.className + ' ' + text(element));
            }
            const texts = document.createTreeWalker(document.querySelector('.board'), NodeFilter.SHOW_TEXT);
            const places = [];
            while (texts.nextNode()) {
              const parent = texts.currentNode.parentElement;
              if (isQuiet(parent) || parent.closest('.gates') || !texts.currentNode.data.trim()) continue;
              const range = document.createRange();
              range.selectNodeContents(texts.currentNode);
              const own = [...range.getClientRects()].filter(place => place.width > 0);
              for (const place of own) {
                const room = place.height * .25;
                for (const other of places) {
                  if (place.left < other.place.right - 1 && place.right > other.place.left + 1 && place.top + room < other.place.bottom - room && place.bottom - room > other.place.top + room) {
                    problems.push('over each other: ' + other.text + ' / ' + texts.currentNode.data.slice(0, 40));
                  }
                }
              }
              own.forEach(place => places.push({ place, text: texts.currentNode.data.slice(0, 40) }));
            }
            for (const table of document.querySelectorAll('table')) {
              [...table.tHead.rows[0].cells].forEach((cell, i) => {
                if (![...table.tBodies[0].rows].some(row => row.cells[i].textContent.trim())) problems.push('empty column: ' + cell.textContent);
              });
            }
            const parts = [...document.querySelectorAll('.board > header, .sides > *, .sides section, .sponsors')];
            for (const part of parts) if (!part.textContent.trim() && !part.querySelector('img')) problems.push('empty: ' + part.className);
            for (const side of document.querySelectorAll('.sides > *')) {
              const inside = side.getBoundingClientRect();
              if (inside.width < 50 || inside.height < 50) problems.push('no room: ' + side.className);
              const sections = [...side.children].map(one => one.getBoundingClientRect());
              sections.forEach((one, i) => { if (i && one.top < sections[i - 1].bottom - 1) problems.push('covered: ' + side.children[i].className); });
            }
            return [...new Set(problems)];
            """;

    /** How high the digits of the finish total are, as a share of the screen. */
    private static final String DIGITS =
            """
            (() => {
              const style = getComputedStyle(document.querySelector('[data-finish-total]'));
              const canvas = document.createElement('canvas').getContext('2d');
              canvas.font = style.fontWeight + ' ' + style.fontSize + ' ' + style.fontFamily;
              return canvas.measureText('108').actualBoundingBoxAscent / innerHeight;
            })()
            """;

    @RegisterExtension
    static final Browser browser = new Browser();

    /** Riders stay on course while they are looked at. */
    @RegisterExtension
    static final TestServer server =
            TestServer.with("spectators.oncourse-expiry-millis", "600000", "page.sponsor-logos", LOGO + ", " + LOGO);

    private static PushedRace race;

    private BrowserPage page;

    @BeforeAll
    static void theRaceIsOn() {
        race = PushedRace.running(server).playTo(100);
    }

    @BeforeEach
    void aPage() {
        page = page(server.port());
    }

    /** A page a quarter of an hour before the first start of the race that comes next. */
    private static BrowserPage page(int port) {
        BrowserPage page = browser.page(port).still();
        page.command(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "window.ahead = Date.parse('%sT12:30:00+02:00') - Date.now(); const clock = Date.now; Date.now = () => clock() + window.ahead"
                                .formatted(server.clock().today().minusDays(1))));
        return page;
    }

    @ParameterizedTest
    @CsvSource({"1920, 1080", "1280, 720", "1080, 1920"})
    void nothingIsCutOrEmptyBeforeDuringAndAfterARace(int width, int height) {
        page.sized(width, height);
        List<String> problems = new ArrayList<>();
        for (String moment : MOMENTS.keySet()) {
            problems.addAll(problemsAt(moment, ""));
            assertThat(page.json("document.querySelectorAll('.sponsors img').length")
                            .asInt())
                    .isEqualTo(2);
            if (moment.equals("before")) {
                assertThat(page.texts("[data-next]")).hasSize(3);
                assertThat(page.text("[data-countdown]")).matches("14:\\d\\d");
            } else {
                assertThat(page.json(DIGITS).asDouble()).as(moment).isGreaterThanOrEqualTo(.05);
            }
            assertThat(page.text(".of-day")).startsWith("12:3");
            page.script("document.querySelectorAll('.of-day, [data-clock], [data-countdown]')"
                    + ".forEach(one => one.style.visibility = 'hidden')");
            KeptPictures.matches(page, "board-" + moment + "-" + width + "x" + height);
        }
        assertThat(problems).isEmpty();
        assertThat(page.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cs", "de", "fr", "pl", "sk"})
    void everyLanguageFits(String language) {
        page.sized(1280, 720);
        List<String> problems = new ArrayList<>();
        for (String moment : MOMENTS.keySet()) {
            problems.addAll(problemsAt(moment, "&lang=" + language));
        }
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"dark", "light"})
    void isFitForEverybody(String theme) {
        page.sized(1280, 720);
        List<String> problems = new ArrayList<>();
        for (String moment : MOMENTS.keySet()) {
            problems.addAll(problemsAt(moment, "&theme=" + theme));
            page.awaitThere("html[data-theme=" + theme + "]");
            problems.addAll(AccessibilityCheck.violations(page));
        }
        assertThat(problems).isEmpty();
    }

    private List<String> problemsAt(String moment, String query) {
        page.go(MOMENTS.get(moment) + "?view=board" + STILL + query).awaitThere(".board." + phase(moment));
        page.awaitTrue("the table is there", "document.querySelector('.rows tbody tr')");
        page.awaitTrue(
                "the pictures are there",
                "[...document.querySelectorAll('.sponsors img')].every(image => image.naturalWidth)");
        if (phase(moment).equals("during")) {
            page.awaitTrue("the finishers are read", "document.querySelectorAll('[data-finisher]').length === 4");
        }
        return problems(moment + query);
    }

    private List<String> problems(String where) {
        List<String> problems = new ArrayList<>();
        ((List<?>) page.script(PROBLEMS)).forEach(problem -> problems.add(where + ": " + problem));
        return problems;
    }

    private static String phase(String moment) {
        return moment.equals("next") ? "during" : moment;
    }

    @ParameterizedTest
    @CsvSource({"1920, 1080", "1280, 720", "1080, 1920"})
    void longNamesDoublesAndTeamsAreWhole(int width, int height) {
        String event = "LONG" + width;
        BoothClient booth = names(event);
        page.sized(width, height);
        String board = "/e/" + event + "/r/C2X_FIN?view=board" + STILL;
        page.go(board).awaitThere("[data-start='5']");
        List<String> problems = new ArrayList<>(problems("start list"));
        assertThat(page.texts("[data-start='4'] .who").get(0)).contains("ALDER", "BIRCH", "Bartholomew-Christopher");

        rides(booth, "C2X_FIN", 4);
        page.awaitThere("[data-oncourse] [data-bib='4']");
        for (int bib = 1; bib <= 3; bib++) {
            finishes(booth, bib, 9000 + 100 * bib);
        }
        page.awaitThere("[data-finisher='3'].newest").awaitThere("tr.new[data-bib='3']");
        problems.addAll(problems("race"));
        arrives(booth, "C2X_FIN", 4);
        booth.status("finished");
        page.awaitThere("[data-place='3']");
        problems.addAll(problems("podium"));

        assertThat(page.texts("[data-place='1'] .name")).containsExactly("WOLFESCHLEGELSTEIN Maximilian-Konstantin");
        assertThat(page.text("[data-standing]")).isEqualTo("Provisional");
        assertThat(problems).isEmpty();
    }

    @Test
    void theLastFinisherIsShownBeforeThePodiumIs() {
        BoothClient booth = names("LAST");
        page.go("/e/LAST/r/C2X_FIN?view=board").awaitThere("[data-start='1']");
        page.script(
                """
                window.shown = [];
                new MutationObserver(() => {
                  const last = document.querySelector('[data-finisher="5"].newest') ? 'finisher' : document.querySelector('[data-place="1"]') ? 'podium' : null;
                  if (last && window.shown.at(-1) !== last) window.shown.push(last);
                }).observe(document.body, { subtree: true, childList: true, attributes: true });
                """);
        for (int bib = 1; bib <= 5; bib++) {
            finishes(booth, bib, 9000 + 100 * bib);
        }
        page.awaitThere("[data-place='1']");
        assertThat(page.strings("window.shown")).containsExactly("finisher", "podium");
    }

    @Test
    void theTableTurnsThroughTheCategoriesAndStopsAtAFinisher() {
        BoothClient booth = names("TURN");
        for (int bib = 1; bib <= 3; bib++) {
            finishes(booth, bib, 9000 + 100 * bib);
        }
        page.go("/e/TURN/r/C2X_FIN?view=board&turn=2");
        for (String heading : List.of("Overall", "Name of ZS", "Name of ZM", "Overall", "Name of ZS")) {
            page.awaitTrue(
                    "it turns to " + heading,
                    "document.querySelector('#page .fit')?.textContent === '" + heading + "'");
        }
        finishes(booth, 4, 8800);
        page.awaitThere("tr.new[data-bib='4']").awaitThere("[data-finisher='4'].newest.flash");
        assertThat(page.text("[data-page] h2")).isEqualTo("OVERALL");
        assertThat(page.text("[data-finish-total]")).isEqualTo("88.00");
        assertThat(page.text("[data-beat]")).isEqualTo("88.00");
    }

    @Test
    void provisionalResultsSayUntilWhenProtestsMayBeMade() {
        race.booth().configure(json("{'protestMinutes': 20}"));

        page.go(PushedRace.EVENT_PATH + "/r/K1W_HO_BR2_6?view=board").awaitThere(".board.after [data-standing]");

        page.awaitTrue(
                "it says so",
                "/^Provisional. Protests until \\d\\d:\\d\\d \\(\\d+:\\d\\d:\\d\\d\\)$/.test(document.querySelector('[data-standing]').innerText)");
    }

    @Test
    void itFollowsTheRaceUnderWay() {
        BoothClient booth = names("FOLLOW");
        rides(booth, "C2X_FIN", 1);
        page.go("/e/FOLLOW?view=board").awaitThere("[data-board=C2X_FIN] [data-oncourse] [data-bib='1']");

        page.script("window.same = true");
        booth.configure(json("{'activeRaceId': 'C2X_SEM'}"));

        page.awaitThere("[data-board=C2X_SEM] [data-next='1']");
        assertThat(page.text(".board h1")).isEqualTo("C2X long, semifinal");
        assertThat(page.json("window.same").asBoolean()).isTrue();
    }

    /** A race that has only a start list is not under way. Riders leave the course by themselves here, and soon. */
    @Test
    void thePodiumStaysUntilAnotherRaceIsUnderWay() {
        try (TestServer leaving = TestServer.with("spectators.oncourse-expiry-millis", "1000")) {
            BoothClient booth = names(leaving.start(), "PODIUM");
            booth.results(
                    json(
                            "{'results': [], 'races': [{'raceId': 'C2X_SEM', 'raceStatus': 3}, {'raceId': 'C2X_FIN', 'raceStatus': 2}]}"));
            page = page(leaving.port()).go("/e/PODIUM?view=board&turn=2");
            page.awaitThere("[data-freshness=live]");
            awaitRiding(booth, "C2X_SEM", 1);
            for (int bib = 1; bib <= 5; bib++) {
                finishes(booth, "C2X_SEM", bib, 9000 + 100 * bib);
            }
            booth.results(json("{'results': [], 'races': [{'raceId': 'C2X_SEM', 'raceStatus': 4}]}"));
            for (String heading : List.of("Overall", "Name of ZS", "Name of ZM", "Overall")) {
                page.awaitTrue(
                        "it turns to " + heading,
                        "document.querySelector('[data-board=C2X_SEM].after #page .fit')?.textContent === '" + heading
                                + "'");
            }
            page.awaitThere("[data-place='3']");

            awaitRiding(booth, "C2X_FIN", 2);
            page.awaitThere("[data-board=C2X_FIN]").awaitGone("[data-place]");
        }
    }

    /** Reports a rider until the board has shown the rider, who leaves the course otherwise. */
    private void awaitRiding(BoothClient booth, String race, int bib) {
        page.await("rider " + bib + " is on the board", () -> {
            rides(booth, race, bib);
            return page.has("[data-board='" + race + "'] [data-oncourse] [data-bib='" + bib + "']");
        });
    }

    @Test
    void theScreenIsKeptAwake() {
        page.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", WAKE_LOCKS));
        names("AWAKE");
        page.go("/e/AWAKE?view=board");
        page.awaitTrue("it asks at once", "window.locks.join() === 'screen'");

        page.script("window.isHidden = true; window.release(); document.dispatchEvent(new Event('visibilitychange'))");
        page.script("window.isHidden = false; document.dispatchEvent(new Event('visibilitychange'))");
        page.awaitTrue("it asks again when it is visible, and only then", "window.locks.length === 2");

        page.script("window.refusals = 1; window.release()");
        page.awaitTrue("it asks until it has a lock again", "window.locks.length === 4 && window.refusals === 0");
        assertThat(page.complaints()).isEmpty();
    }

    /** The browser's wake lock, as far as the page sees it, and whether the page is hidden. */
    private static final String WAKE_LOCKS =
            """
            window.locks = [];
            window.refusals = 0;
            window.isHidden = false;
            Object.defineProperty(document, 'hidden', { get: () => window.isHidden });
            let held = null;
            window.release = () => held.dispatchEvent(new Event('release'));
            Object.defineProperty(navigator, 'wakeLock', { value: { request: async type => {
              window.locks.push(type);
              if (window.isHidden || window.refusals-- > 0) throw new DOMException('', 'NotAllowedError');
              window.refusals = 0;
              return held = new EventTarget();
            } } });
            """;

    @Test
    void whatIsStaleIsHiddenUntilItIsFreshAgain() {
        try (NetworkLink link = new NetworkLink(server.port())) {
            page = page(link.port()).go(PushedRace.EVENT_PATH + "?view=board");
            page.awaitThere("[data-freshness=live] [data-oncourse] [data-bib]");

            link.cut();
            page.awaitThere("[data-freshness=reconnecting] [data-bib]");
            page.script("window.ahead += 10500");
            page.awaitThere("[data-stale]").awaitGone(".board [data-bib]");
            assertThat(page.text(".board h1")).contains("2nd run");

            link.mend();
            page.awaitThere("[data-freshness=live] [data-oncourse] [data-bib]").awaitGone("[data-stale]");
        }
    }

    /** As in the recorded race: near the total to beat the timing system sends that total in place of the gap. */
    @Test
    void theTotalToBeatIsNotShownAsAGap() {
        BoothClient booth = names("TOBEAT");
        onCourse(booth, "C2X_FIN", 1, "'ttbDiff': '+12.10', 'ttbName': 'I. JUNIPERMAN',");
        page.go("/e/TOBEAT/r/C2X_FIN?view=board").awaitThere("[data-oncourse] [data-bib='1']");
        assertThat(page.text(".outlook")).isEqualTo("+12.10 to I. JUNIPERMAN");

        onCourse(booth, "C2X_FIN", 1, "'ttbDiff': '78.99', 'ttbName': 'I. JUNIPERMAN',");
        page.await(
                "the board says what it is",
                () -> page.text(".outlook").equals("To beat 78.99 I. JUNIPERMAN"),
                () -> page.text(".outlook"));
        page.go("/e/TOBEAT/r/C2X_FIN")
                .awaitThere("[data-oncourse] [data-bib='1'] .clock, [data-oncourse] [data-bib='1'] [data-clock]");
        assertThat(page.text("[data-oncourse] [data-bib='1'] .mark")).doesNotContain("78.99");
    }

    /** A connection that is open but brings nothing, while riders are on course. */
    @Test
    void silenceWhileRidersAreOnCourseIsStaleToo() {
        page.go(PushedRace.EVENT_PATH + "?view=board").awaitThere("[data-freshness=live] [data-oncourse] [data-bib]");

        page.script("window.ahead += 10500");

        page.awaitThere("[data-freshness=live] [data-stale]");
    }

    @Test
    void itReloadsItselfAtANewVersionButNotWhileRidersAreOnCourse() {
        BoothClient booth = names("VERSION");
        rides(booth, "C2X_FIN", 1);
        page.go("/e/VERSION?view=board&check=1").awaitThere("[data-oncourse] [data-bib='1']");
        page.script(
                """
                window.checks = 0;
                const fetched = window.fetch;
                window.fetch = (url, options) => {
                  if (String(url).startsWith('/assets/NEW/')) return Promise.resolve(new Response(''));
                  if (url !== location.href) return fetched(url, options);
                  window.checks++;
                  return Promise.resolve(new Response(window.newer ? '<script src="/assets/NEW/screens-main.js">' : document.documentElement.outerHTML));
                };
                """);
        page.awaitTrue("it has looked", "window.checks > 2");
        page.script("window.newer = true; window.checks = 0");
        page.awaitTrue("it waits for the rider", "window.checks > 3");

        arrives(booth, "C2X_FIN", 1);

        page.awaitTrue("it is another page", "window.checks === undefined");
        // Without riders on course the next race would come first.
        page.awaitThere("[data-freshness=live][data-board=C2X_FIN] tbody tr");
    }

    /** Doubles with names of forty characters, and a team; two categories, two races, nothing ridden yet. */
    private static BoothClient names(String event) {
        return names(server, event);
    }

    private static BoothClient names(TestServer server, String event) {
        ExportXml export = ExportXml.on(server.clock().today())
                .course(1, "NNRS")
                .raceClass("C2X", "ZS", "ZM")
                .rider("C2X", 1, "WOLFESCHLEGELSTEIN", "Maximilian-Konstantin", "ZS")
                .crew("C2X", 2, "ŘEBŘÍČEKOVÁ-NOVÁKOVÁ", "Kateřina", "ŽITNÁ-PODHRADSKÁ", "Ludmila", "ZM")
                .rider("C2X", 3, "LO", "Al", "ZM")
                .crew(
                        "C2X",
                        4,
                        "ALDER",
                        "Bartholomew-Christopher Theodore",
                        "BIRCH",
                        "Alexander-Sebastian Leonhard",
                        "ZS")
                .team("C2X", 5, "Whitewater Union of the Upper Valley, second team", 1, 2, 4)
                .race("C2X_SEM", "C2X", "SEM")
                .race("C2X_FIN", "C2X", "FIN");
        for (int bib = 1; bib <= 5; bib++) {
            export.start("C2X_FIN", "C2X", bib).start("C2X_SEM", "C2X", bib);
        }
        return server.api().createEvent(event).imported(export.toString()).through("startlist", "running");
    }

    private static void rides(BoothClient booth, String race, int bib) {
        onCourse(booth, race, bib, "");
    }

    private static void arrives(BoothClient booth, String race, int bib) {
        onCourse(booth, race, bib, "'dtFinish': '2026-06-20T10:01:30.000Z',");
    }

    private static void onCourse(BoothClient booth, String race, int bib, String more) {
        booth.oncourse(json(
                "{'oncourse': [{'participantId': '%2$d.C2X', 'raceId': '%1$s', 'bib': %2$d, 'gates': [0, 2, null], %3$s"
                                .formatted(race, bib, more)
                        + " 'dtStart': '2026-06-20T10:00:00.000Z', 'time': 1200, 'pen': 200, 'total': 1400}]}"));
    }

    private static void finishes(BoothClient booth, int bib, int total) {
        finishes(booth, "C2X_FIN", bib, total);
    }

    private static void finishes(BoothClient booth, String race, int bib, int total) {
        booth.results(json(
                "{'results': [{'participantId': '%2$d.C2X', 'raceId': '%1$s', 'bib': %2$d, 'time': %3$d, 'pen': 0, 'total': %3$d}]}"
                        .formatted(race, bib, total)));
    }
}

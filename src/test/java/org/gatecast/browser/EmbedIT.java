package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What other sites show in frames. The modules' server is the other site. */
class EmbedIT {
    private static final String EVENT = "/embed" + PushedRace.EVENT_PATH;
    private static final String RACE = "/embed" + PushedRace.RACE_PATH;
    private static final String HEIGHT = "parseFloat(document.querySelector('iframe')?.style.height)";

    @RegisterExtension
    static final Browser browser = new Browser();

    /** Riders stay on course while they are looked at. */
    @RegisterExtension
    static final TestServer server = TestServer.with("spectators.oncourse-expiry-millis", "600000");

    private static ModuleServer otherSite;
    private static PushedRace race;
    /** Of several riders of the race, none of whom is on course. */
    private static String club;

    @BeforeAll
    static void theRaceIsOn() {
        otherSite = new ModuleServer();
        race = PushedRace.running(server).playTo(100);
        List<String> clubs = new ArrayList<>();
        race.rows().forEach(row -> clubs.add(row.get("club").asText()));
        String onCourse = server.api()
                .get("/api/v1/events/" + PushedRace.EVENT + "/oncourse")
                .text();
        club = clubs.stream()
                .filter(one -> clubs.indexOf(one) != clubs.lastIndexOf(one) && !onCourse.contains(one))
                .findFirst()
                .orElseThrow();
    }

    @AfterAll
    static void theOtherSiteGoes() {
        otherSite.close();
    }

    @Test
    void theFrameIsAsHighAsItsContentAndFollowsIt() {
        JsonNode rider = race.rows().findParents("club").stream()
                .filter(row -> row.get("club").asText().equals(club))
                .findFirst()
                .orElseThrow();
        BrowserPage page = browser.page(otherSite.port()).go("/");
        page.script(
                "const place = document.createElement('div'); place.dataset.gatecastEvent = arguments[0];"
                        + " place.dataset.gatecastClub = arguments[1]; place.textContent = 'Our riders'; document.body.append(place);",
                PushedRace.EVENT,
                club);
        page.script(
                "window.told = []; addEventListener('message', ({ data }) => told.push(data));"
                        + " const script = document.createElement('script'); script.src = arguments[0]; document.body.append(script);",
                origin(server) + "/embed.js");

        page.awaitTrue("the frame has a height", HEIGHT + " > 100");
        assertThat(page.json("document.querySelector('iframe').title").asText()).isEqualTo("Our riders");
        assertThat(page.json("document.querySelector('iframe').src").asText())
                .isEqualTo(origin(server) + EVENT + "?club=" + encoded(club));
        page.awaitTrue(
                "its riders are there",
                HEIGHT + " > 150 && told.at(-1).type === 'gatecast:height' && told.at(-1).height === " + HEIGHT);
        double before = page.json(HEIGHT).asDouble();

        ApiResponse pushed = race.booth()
                .oncourse(json(
                        "{'oncourse': [{'participantId': '%s.K1M_ST', 'raceId': '%s', 'bib': %d, 'name': 'X', 'dtStart': '10:00:00'}]}"
                                .formatted(
                                        rider.get("athleteId").asText(),
                                        PushedRace.RACE,
                                        rider.get("bib").asInt())));
        assertThat(pushed.status()).isEqualTo(200);
        page.awaitTrue("one of them is on course", HEIGHT + " > " + before);
        BrowserPage wide = browser.page(server.port()).sized(1280, 800).go(EVENT + "?club=" + encoded(club));
        wide.awaitThere(".riders-view .rider");
        assertThat(wide.json("[...document.querySelectorAll('.rider')].map(card => card.getClientRects().length)"
                                + ".every(parts => parts === 1)")
                        .asBoolean())
                .as("no card is cut into two columns")
                .isTrue();

        page.script("postMessage({ type: 'gatecast:height', height: 7 }, '*');"
                + " window.own = new Promise(done => addEventListener('message', ({ data }) => data === 'after' && done(true)));"
                + " postMessage('after', '*');");
        page.scriptToCome("const done = arguments[0]; window.own.then(done)");
        assertThat(page.json(HEIGHT).asDouble())
                .as("another window's message changes nothing")
                .isGreaterThan(before);
    }

    @Test
    void anEventsFrameFollowsTheRaceUnderWayInTheChosenLanguageAndKeepsNothing() {
        BrowserPage page = browser.page(server.port()).go(EVENT + "?lang=de");
        page.awaitThere("[data-freshness=live]").awaitThere("tr[data-race='" + PushedRace.RACE + "']");
        assertThat(page.text("main h1")).contains("2. Lauf");
        assertThat(page.json("document.cookie").asText()).isEmpty();
        assertThat(page.has("base[target=_blank]")).isTrue();
        assertThat(page.json(
                                "[...document.links].every(link => link.origin === location.origin && !/embed/.test(link.pathname))")
                        .asBoolean())
                .isTrue();
        String other = "K1M_ST_BR1_6";
        try {
            race.booth().configure(json("{'activeRaceId': '" + other + "'}"));
            page.awaitThere("tr[data-race='" + other + "']").awaitGone("tr[data-race='" + PushedRace.RACE + "']");
            assertThat(page.text("main h1")).contains("1. Lauf");
        } finally {
            race.booth().configure(json("{'activeRaceId': null}"));
        }
        assertThat(page.scriptToCome("const done = arguments[0];"
                        + " navigator.serviceWorker.getRegistrations().then(found => done(found.length))"))
                .isEqualTo(0L);
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void ridersAreThoseOfTheClubsAndNationsOfTheAddress() {
        Set<String> expected = names(riders(club));
        BrowserPage page = browser.page(server.port())
                .go(EVENT + "?club=" + encoded(" " + club.toUpperCase(java.util.Locale.ROOT)));
        page.awaitThere("[data-rider]");
        assertThat(new TreeSet<>(page.texts("[data-rider] .name"))).isEqualTo(expected);
        assertThat(page.text("main h1")).isEqualTo(club);
        AppearanceCheck.inBothThemesAndSizes(page, "embedded-riders");

        page.go(RACE + "?club=" + encoded(club)).awaitThere("tr[data-race]");
        List<String> rows = new ArrayList<>();
        race.rows().forEach(row -> {
            if (row.get("club").asText().equals(club)) {
                rows.add(row.get("name").asText());
            }
        });
        assertThat(page.texts("tr[data-race] [data-field=name]")).containsExactlyInAnyOrderElementsOf(rows);

        page.go(RACE + "?noc=none").awaitThere(".list .note");
        assertThat(page.has("tr[data-race]")).isFalse();
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void coloursAndHeadAreThoseOfTheAddress() {
        BrowserPage page = browser.page(server.port()).go(RACE + "?background=%23102030&accent=000&theme=light");
        page.awaitThere("[data-freshness=live]").awaitThere(".crumb a");
        assertThat(style(page, "body", "backgroundColor")).isEqualTo("rgb(16, 32, 48)");
        assertThat(page.json("document.documentElement.dataset.theme").asText())
                .as("a dark background has light text")
                .isEqualTo("dark");
        assertThat(style(page, ".crumb a", "color"))
                .as("black cannot be read there")
                .isNotEqualTo("rgb(0, 0, 0)");
        page.screenshot("embedded-colours");
        assertThat(AccessibilityCheck.violations(page)).isEmpty();

        page.go(RACE + "?header=0&theme=dark").awaitThere("[data-freshness=live]");
        assertThat(page.has(".top, .crumb")).isFalse();
        assertThat(page.json("document.documentElement.dataset.theme").asText()).isEqualTo("dark");
        assertThat(page.has("main h1")).isTrue();
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void hostileValuesAreIgnored() {
        String query =
                "?club=" + encoded("<img src=x onerror=alert(1)>") + "&noc=" + encoded("</script><script>alert(1)")
                        + "&accent=" + encoded("red;} body { display: none") + "&background="
                        + encoded("url(//example.invalid)")
                        + "&theme=" + encoded("\"><b>") + "&lang=" + encoded("../../en") + "&header=" + encoded("<i>")
                        + "&club=x".repeat(200);
        BrowserPage page = browser.page(server.port()).go(EVENT + query).awaitThere("[data-freshness=live]");
        page.awaitThere(".riders-view .note");

        assertThat(page.json("document.documentElement.style.length").asInt()).isZero();
        assertThat(page.json("document.body.textContent").asText()).doesNotContain("alert", "onerror");
        assertThat(page.json("document.documentElement.lang").asText()).isEqualTo("en");
        assertThat(page.has("img, b, .riders-view i")).isFalse();
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aSiteThatMayNotFrameItGetsNothing() {
        try (TestServer closed =
                TestServer.with("page.embed-ancestors", "'self'").start()) {
            PushedRace.running(closed);
            BrowserPage page = browser.page(otherSite.port()).go("/");
            page.complaints();
            page.script("document.body.innerHTML = '<iframe src=\"" + origin(closed) + EVENT
                    + "\" title=\"Results\"></iframe>'");
            List<String> complaints = new ArrayList<>();
            page.await(
                    "the browser refuses the frame",
                    () -> complaints.addAll(page.complaints())
                            && complaints.stream().anyMatch(one -> one.contains("frame-ancestors")));
        }
    }

    private static List<JsonNode> riders(String club) {
        List<JsonNode> riders = new ArrayList<>();
        server.api()
                .get("/api/v1/events/" + PushedRace.EVENT + "/riders")
                .body()
                .get("riders")
                .forEach(rider -> {
                    if (rider.get("club").asText().equals(club)) {
                        riders.add(rider);
                    }
                });
        return riders;
    }

    private static Set<String> names(List<JsonNode> riders) {
        Set<String> names = new TreeSet<>();
        riders.forEach(rider -> names.add(rider.get("name").asText()));
        return names;
    }

    private static String style(BrowserPage page, String selector, String property) {
        return page.json("getComputedStyle(document.querySelector('" + selector + "'))." + property)
                .asText();
    }

    private static String origin(TestServer server) {
        return "http://127.0.0.1:" + server.port();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The riders that a spectator has marked, over the whole real event, and what can be done about them. */
class MyRidersIT {
    @RegisterExtension
    static final Browser browser = new Browser();

    /** Riders stay on course while they are looked at. */
    @RegisterExtension
    final TestServer server = TestServer.with("spectators.oncourse-expiry-millis", "600000");

    private BrowserPage page;
    private PushedRace race;

    @BeforeEach
    void theRaceIsOn() {
        race = PushedRace.running(server).playTo(60);
        page = browser.page(server.port()).go(PushedRace.RACE_PATH + "?list=start");
        page.awaitThere("[data-start]");
    }

    @Test
    void theEventsPageNamesThemInOneLineThatUnfoldsToAllTheirStartsAndResults() {
        JsonNode waiting = waitingForTheSecondRun();
        mark(waiting);
        page.go(PushedRace.EVENT_PATH).awaitThere(".my-riders summary");
        page.await("the next start is named", () -> page.text(".my-riders summary")
                .contains(waiting.get("name").asText() + ": start "
                        + start(waiting, PushedRace.RACE).get("startTime").asText()));
        assertThat(page.json("document.querySelector('.my-riders').offsetHeight")
                        .asInt())
                .isLessThanOrEqualTo(50);

        page.press(".my-riders summary").awaitThere(mine(waiting) + " .starts");

        assertThat(page.text(mine(waiting) + " [data-at=" + PushedRace.RACE + "]"))
                .isEqualTo("2nd run start "
                        + start(waiting, PushedRace.RACE).get("startTime").asText());
        JsonNode first = start(waiting, "K1M_ST_BR1_6");
        assertThat(page.text(mine(waiting) + " [data-at=K1M_ST_BR1_6]"))
                .isEqualTo("1st run " + seconds(first.get("runTotal").asInt()));
        assertThat(page.text(mine(waiting) + " .place"))
                .startsWith("rank " + first.get("rnk").asText());
        assertThat(page.texts(mine(waiting) + " [data-at]"))
                .hasSize(waiting.get("starts").size());
        page.press(mine(waiting) + " a.name").awaitThere(".one-rider h1");
    }

    @Test
    void aRiderOnCourseComesFirst() {
        JsonNode waiting = waitingForTheSecondRun();
        JsonNode other = server.api()
                .get("/api/v1/events/RACE/riders")
                .body()
                .get("riders")
                .get(0);
        mark(other);
        mark(waiting);
        page.go(PushedRace.EVENT_PATH + "?view=schedule")
                .awaitThere(mine(waiting))
                .awaitThere(mine(other));

        race.booth()
                .oncourse(json(
                        "{'oncourse': [{'participantId': '%s.K1M_ST', 'raceId': '%s', 'bib': %d, 'dtStart': '10:30:00.000', 'time': 100}]}"
                                .formatted(
                                        waiting.get("athleteId").asText(),
                                        PushedRace.RACE,
                                        start(waiting, PushedRace.RACE)
                                                .get("bib")
                                                .asInt())));

        page.await("it is said", () -> page.text(mine(waiting) + " [data-at=" + PushedRace.RACE + "]")
                .equals("2nd run on course"));
        page.awaitTrue(
                "that rider is the first",
                "document.querySelector('[data-mine]').dataset.mine === '"
                        + waiting.get("athleteId").asText() + "'");
        page.press(mine(waiting) + " .star").awaitGone(mine(waiting));
    }

    @Test
    void theyAreFitForEverybody() {
        mark(waitingForTheSecondRun());
        mark(server.api().get("/api/v1/events/RACE/riders").body().get("riders").get(0));
        page.go(PushedRace.EVENT_PATH + "?view=schedule").awaitThere("[data-mine] .starts");
        AppearanceCheck.inBothThemesAndSizes(page, "my-riders");
        page.go(PushedRace.EVENT_PATH).awaitThere(".my-riders summary .soft");
        page.press(".my-riders summary").awaitThere("[data-mine]");
        page.sized(390, 844).screenshot("my-riders-phone");
    }

    @Test
    void theShareSheetGetsTheRidersOwnLink() {
        String rider = PushedRace.RACE_PATH + "/9";
        page.go(rider).awaitThere("[data-share]");
        page.script("navigator.share = given => { window.given = given; return Promise.resolve(); }");
        page.press("[data-share]").awaitTrue("it is shared", "window.given?.url === location.origin + '" + rider + "'");
        assertThat(page.json("window.given.title").asText())
                .isEqualTo(page.json("document.querySelector('h1').innerText.replace(/^\\d+\\s*/, '')")
                        .asText());

        page.reload().awaitThere("[data-share]");
        page.script("navigator.share = undefined; navigator.clipboard.writeText ="
                + " text => { window.copied = text; return Promise.resolve(); }");
        page.press("[data-share]").awaitTrue("it is copied", "window.copied === location.origin + '" + rider + "'");
        page.await("it is said", () -> page.text(".share [role=status]").equals("Link copied"));

        page.reload().awaitThere("[data-share]");
        page.script("navigator.share = undefined;"
                + " Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})");
        page.press("[data-share]")
                .awaitTrue(
                        "the link is there to be copied",
                        "document.querySelector('.share input')?.value === location.origin + '" + rider + "'");
    }

    @Test
    void starAndBellHaveWordsAndTheBellSaysWhyItNeedsHttps() {
        page.command(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of("source", "Object.defineProperty(window, 'isSecureContext', {value: false})"));
        page.go(PushedRace.RACE_PATH).awaitThere("tr[data-race] .star");
        assertThat(page.text(".lists .own")).isEqualTo("Mine");
        assertThat(page.text(".lists .tell")).isEqualTo("Alerts");
        assertThat(page.json("document.querySelector('tr[data-race] .star').title")
                        .asText())
                .isEqualTo("My rider");
        assertThat(page.text(".c-favourite")).isEqualTo("Mine");
        assertThat(page.has(".tools .hint:not(:empty)")).isFalse();

        page.press(".tell").awaitThere(".tools .hint:not(:empty)");
        assertThat(page.text(".tools .hint")).contains("https").contains("only there");
        page.press("tr[data-race] .unfold").awaitThere(".unfolded [data-favourite]");
        assertThat(page.text(".unfolded [data-favourite]")).isEqualTo("My rider");
        page.press(".unfolded [data-favourite]").awaitThere("tr.mine");
    }

    @Test
    void aBrowserThatBlocksAlertsIsNamedAsTheReason() {
        page.command(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of("source", "Object.defineProperty(Notification, 'permission', {value: 'denied'})"));
        page.go(PushedRace.RACE_PATH).press(".tell").awaitThere(".tools .hint:not(:empty)");
        assertThat(page.text(".tools .hint")).startsWith("This browser blocks alerts");
    }

    private void mark(JsonNode rider) {
        page.script(
                "const mine = JSON.parse(localStorage.getItem('favourites') ?? '{}'); mine[arguments[0]] = arguments[1];"
                        + " localStorage.setItem('favourites', JSON.stringify(mine))",
                rider.get("athleteId").asText(),
                rider.get("name").asText());
    }

    private static String mine(JsonNode rider) {
        return "[data-mine='" + rider.get("athleteId").asText() + "']";
    }

    /** A rider with a clean first run whose second run is still to come. */
    private JsonNode waitingForTheSecondRun() {
        return StreamSupport.stream(
                        server.api()
                                .get("/api/v1/events/RACE/riders")
                                .body()
                                .get("riders")
                                .spliterator(),
                        false)
                .filter(rider -> {
                    JsonNode second = start(rider, PushedRace.RACE);
                    JsonNode first = start(rider, "K1M_ST_BR1_6");
                    return second != null
                            && first != null
                            && second.get("runTotal").isNull()
                            && second.get("runStatus").isNull()
                            && !first.get("runTotal").isNull()
                            && first.get("runStatus").isNull();
                })
                .reduce((one, next) -> next)
                .orElseThrow();
    }

    private static JsonNode start(JsonNode rider, String raceId) {
        for (JsonNode one : rider.get("starts")) {
            if (one.get("raceId").asText().equals(raceId)) {
                return one;
            }
        }
        return null;
    }

    private static String seconds(int hundredths) {
        return String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
    }
}

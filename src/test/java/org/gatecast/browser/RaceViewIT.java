package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a spectator does with a race's page, and what it remembers. */
class RaceViewIT {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final TestServer server = TestServer.with();

    private PushedRace race;
    private BrowserPage page;

    @BeforeEach
    void theRaceRuns() {
        race = PushedRace.running(server);
        page = browser.page(server.port());
    }

    @Test
    void favouritesAndTheCategoryFilterSurviveAReload() {
        page.go(PushedRace.RACE_PATH).awaitThere("[data-freshness=live]");
        String category = page.json("document.querySelector('select[data-category] option:nth-of-type(2)').value")
                .asText();
        page.press("select[data-category] option[value='" + category + "']");
        page.awaitTrue("the address says so", "location.search.includes('cat=" + category + "')");
        List<String> ofTheCategory = ids(category);
        page.await("only the category is shown", () -> shownIds().equals(ofTheCategory));
        String favourite = "button[data-favourite='" + ofTheCategory.get(1) + "']";
        page.press(favourite).awaitThere(favourite + "[aria-pressed=true]");

        page.reload().awaitThere("[data-freshness=live]");

        page.awaitThere(favourite + "[aria-pressed=true]");
        page.await("only the category is shown", () -> shownIds().equals(ofTheCategory));
        assertThat(page.json("document.querySelector('select[data-category]').value")
                        .asText())
                .isEqualTo(category);
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void searchFindsByNameClubAndBibWithoutAccents() {
        page.go(PushedRace.RACE_PATH).awaitThere("[data-freshness=live]");
        for (JsonNode row : List.of(race.rows().get(3), race.rows().get(40))) {
            for (String field : List.of("name", "club", "bib")) {
                String sought = plain(row.get(field).asText());
                page.type("input[type=search]", sought);
                page.await("what is shown has every word of " + sought, () -> {
                    List<String> texts = page.texts("tr[data-race][data-bib]");
                    return !texts.isEmpty()
                            && texts.stream().allMatch(text -> Stream.of(sought.split(" ", -1))
                                    .allMatch(plain(text)::contains));
                });
                assertThat(page.has("tr[data-bib='" + row.get("bib").asText() + "']"))
                        .isTrue();
            }
        }
    }

    @Test
    void clocksTickBetweenMessagesAndOfficialStopsThemAndSaysSo() {
        page.go(PushedRace.RACE_PATH).awaitThere("[data-freshness=live]");
        race.playTo(40);
        page.awaitThere("[data-oncourse] [data-clock]");
        String clock = "document.querySelector('[data-oncourse] [data-clock]').innerText";
        String first = page.json(clock).asText();
        page.awaitTrue("the clock ticks", clock + " !== '" + first + "'");

        race.booth().through("finished", "official");

        page.awaitThere("[data-official]").awaitThere("[data-freshness=official]");
        assertThat(page.has("[data-oncourse] [data-clock]")).isFalse();
        String since = "Results official since " + venueTime("/officialAt");
        page.await("it is dated", () -> page.text(".official-since").equals(since));
        BrowserPage newcomer = browser.page(server.port()).go(PushedRace.RACE_PATH);
        newcomer.awaitThere("[data-official]").awaitThere("[data-freshness=official]");
        newcomer.await("a newcomer reads it, too", () -> newcomer.text(".official-since")
                .equals(since));
        race.awaitOn(newcomer);
    }

    /** The day goes on, while the first race is official. */
    @Test
    void anOfficialRaceSaysSinceWhen() {
        page.go(PushedRace.RACE_PATH).awaitThere("[data-freshness=live]");
        assertThat(page.has(".official-since")).isFalse();

        race.booth()
                .results(json("{'results': [], 'races': [{'raceId': '" + PushedRace.RACE + "', 'raceStatus': 5}]}"));

        String official = "/races/" + raceIndex() + "/officialAt";
        page.awaitThere(".official-since");
        assertThat(page.text(".official-since")).isEqualTo("Results official as of " + venueTime(official));
        race.booth()
                .results(json("{'results': [], 'races': [{'raceId': '" + PushedRace.RACE + "', 'raceStatus': 6}]}"));
        page.await("a correction is dated, too", () -> page.text(".official-since")
                .equals("Results revised as of " + venueTime(official)));
    }

    private int raceIndex() {
        return server.api()
                .event(PushedRace.EVENT)
                .body()
                .findValuesAsText("raceId")
                .indexOf(PushedRace.RACE);
    }

    @Test
    void browsersAreSpokenToInTheirLanguageAndAllOthersInEnglish() {
        for (String[] spoken : new String[][] {{"cs-CZ,cs,en", "cs"}, {"en-GB,en", "en"}, {"it-IT,it", "en"}}) {
            page.speaking(spoken[0]).go(PushedRace.RACE_PATH).awaitThere("[data-freshness=live]");
            assertThat(page.json("document.documentElement.lang").asText()).isEqualTo(spoken[1]);
            assertThat(page.text("body").contains("Kategorie")).isEqualTo(spoken[1].equals("cs"));
            assertThat(page.text("body").contains("Category")).isEqualTo(spoken[1].equals("en"));
        }
    }

    @Test
    void withoutANetworkTheLastStateIsStillThere() {
        try (NetworkLink link = new NetworkLink(server.port())) {
            BrowserPage phone = browser.page(link.port()).sized(360, 740);
            phone.go(PushedRace.RACE_PATH).awaitThere("[data-freshness=live]");
            phone.scriptToCome("navigator.serviceWorker.ready.then(arguments[0])");
            race.playTo(80);
            ResultsOnScreen last = ResultsOnScreen.of(race.rows());
            race.awaitOn(phone);

            link.cut();
            phone.offline(true).reload();

            phone.awaitThere("[data-freshness=offline]");
            phone.await("the table is as it was", () -> ResultsOnScreen.of(phone, PushedRace.RACE)
                    .equals(last));
            phone.offline(false);
        }
    }

    /** A time in the event's details, in the venue's time as the export has it. */
    private String venueTime(String pointer) {
        Instant at = Instant.parse(
                server.api().event(PushedRace.EVENT).body().at(pointer).asText());
        return at.atOffset(ZoneOffset.ofHours(2))
                .format(DateTimeFormatter.ofPattern("EEE, MMM d, HH:mm", Locale.ENGLISH));
    }

    private List<String> ids(String category) {
        return server.api()
                .results(PushedRace.EVENT, PushedRace.RACE + "?catId=" + category)
                .body()
                .get("results")
                .findValuesAsText("athleteId");
    }

    private List<String> shownIds() {
        return page.strings(
                "[...document.querySelectorAll('tr[data-race][data-bib] [data-favourite]')].map(star => star.dataset.favourite)");
    }

    /** As somebody types who has no accents on the keyboard. */
    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
    }
}

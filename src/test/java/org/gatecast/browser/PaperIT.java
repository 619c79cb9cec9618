package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What people take home: a race printed from the page, the links to its lists, and the weather on them. */
class PaperIT {
    private static final String SHEET = "document.querySelector('link[media=print]')?.sheet?.cssRules.length";

    /** Elements with a text of their own that can be seen, but belong neither to the head nor to the table. */
    private static final String BESIDE_THE_TABLE =
            """
            [...document.querySelectorAll('body *')].filter(one => [...one.childNodes].some(node => node.nodeType === 3 && node.data.trim())
              && one.checkVisibility() && one.getClientRects().length && !one.closest('.head, .results')).map(one => one.outerHTML.slice(0, 100))
            """;

    private static final String COLOURS =
            """
            [...new Set([...document.querySelectorAll('.head h1, .results thead th, .results tbody tr, .results tbody [data-field]')]
              .filter(one => one.checkVisibility()).map(one => getComputedStyle(one).color + ' ' + getComputedStyle(one).backgroundColor))]
            """;

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final TestServer server = TestServer.with();

    private BrowserPage page;

    @BeforeEach
    void theRaceIsOn() {
        PushedRace.running(server).playTo(100);
        page = browser.page(server.port());
        page.go(PushedRace.RACE_PATH).awaitThere("[data-freshness=live]").awaitThere("tr[data-race][data-bib]");
        // The rest of the page is loaded when something of it is shown.
        page.press(".unfold").awaitThere(".unfolded-row").awaitTrue("there is the style sheet for paper", SHEET);
    }

    @Test
    void aPrintedRaceIsItsHeadAndItsTableWithBothRunsInBlackOnWhite() {
        page.dark(true).sized(700, 1000);
        page.printed();

        assertThat(page.strings(BESIDE_THE_TABLE)).isEmpty();
        assertThat(page.texts(".crumb a, .unfolded-row, .star, .top, .oncourse"))
                .isEmpty();
        assertThat(page.texts("h1")).hasSize(1);
        assertThat(page.texts(".results thead .c-run1, .results thead .c-run2")).containsExactly("1st run", "2nd run");
        assertThat(page.texts("tr[data-race] .name [data-field=name]"))
                .hasSameSizeAs(
                        page.strings("[...document.querySelectorAll('tr[data-race]')].map(row => row.dataset.bib)"));
        assertThat(page.strings("[getComputedStyle(document.querySelector('.results thead')).display]"))
                .containsExactly("table-header-group");
        assertThat(page.strings(COLOURS)).containsExactly("rgb(0, 0, 0) rgba(0, 0, 0, 0)");
        assertThat(page.strings("[getComputedStyle(document.body).backgroundColor]"))
                .containsExactly("rgb(255, 255, 255)");
    }

    @Test
    void theListsOfTheRaceAndTheArchivesAreOneLinkAway() {
        page.press("[data-files='" + PushedRace.RACE + "'] summary").awaitThere("[data-files] a");
        List<String> files =
                page.strings("[...document.querySelectorAll('[data-files] ul a')].map(a => a.getAttribute('href'))");
        String lists = "/api/v1/events/" + PushedRace.EVENT + "/lists";
        assertThat(files)
                .hasSize(12)
                .contains(
                        lists + "/" + PushedRace.RACE + "/start.csv?lang=en",
                        lists + "/" + PushedRace.RACE + "/run-2.pdf?lang=en",
                        lists + "/" + PushedRace.RACE + "/results.xlsx?lang=en")
                .allSatisfy(file -> assertThat(server.api().get(file).status()).isEqualTo(200));

        assertThat(page.texts("[data-files] [data-subscriptions] a")).hasSize(2);

        page.go(PushedRace.EVENT_PATH + "?view=schedule")
                .awaitThere("main.event h1")
                .awaitThere("[data-freshness=live]");
        // A reader who looks for more does something.
        page.awaitTrue(
                "there are the archives",
                "dispatchEvent(new Event('scroll')), document.querySelector('[data-archives] a')");
        assertThat(page.strings("[...document.querySelectorAll('[data-archives] a')].map(a => a.getAttribute('href'))"))
                .hasSize(2)
                .endsWith(lists + ".zip?lang=en")
                .allSatisfy(archive -> assertThat(
                                server.api().send("HEAD", archive, new byte[0]).status())
                        .isEqualTo(200));
        assertThat(page.texts("[data-files] summary")).isEmpty();
        assertThat(page.texts("[data-subscriptions] a")).containsExactly("Add to calendar", "Feed of official results");
        String event = "/api/v1/events/" + PushedRace.EVENT;
        List<String> subscriptions = page.strings(
                "[...document.querySelectorAll('[data-subscriptions] a')].map(a => a.getAttribute('href'))");
        assertThat(subscriptions)
                .containsExactly(event + "/programme.ics?lang=en", event + "/official.atom?lang=en")
                .allSatisfy(file -> assertThat(server.api().get(file).status()).isEqualTo(200));
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void theDeskHasTheAddressesAndTakesTheWeather() {
        BoothClient booth = server.api()
                .createEvent("DESK")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist");
        BrowserPage desk = browser.page(server.port()).go("/admin");
        desk.type("form[data-login] input[name=key]", booth.apiKey())
                .press("form[data-login] button[type=submit]")
                .awaitThere("[data-list]");
        desk.find("select[name=listFormat] option[value=html]").click();
        desk.awaitThere("[data-list$='/start.html?lang=en']").awaitThere("[data-list$='/lists.zip?lang=en']");
        String list =
                (String) desk.script("return document.querySelector(\"[data-list*='/start.html']\").dataset.list");

        desk.type("input[name=weather]", "sunny, 18 °C").press("[data-save-weather]");
        desk.await("the list has it", () -> server.api().get(list).text().contains("sunny, 18 °C"));
        assertThat(desk.complaints()).isEmpty();
    }
}

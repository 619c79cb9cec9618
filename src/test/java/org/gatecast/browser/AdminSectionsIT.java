package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import org.gatecast.booth.push.PushTarget;
import org.gatecast.booth.setup.ConnectionString;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What an organiser does at the desk beside taking an event from draft to official. */
class AdminSectionsIT {
    private static final String PASSWORD = "paddle upstream";
    private static final String EVENT = "CUP.2026";
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA" + "AABJRU5ErkJggg==";

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final TestServer server = TestServer.with("security.master-passwords", PASSWORD);

    @TempDir
    private Path files;

    private ApiClient api;
    private BoothClient booth;
    private BrowserPage desk;

    @BeforeEach
    void anEventIsThere() {
        api = server.api();
        booth = api.asMaster(PASSWORD)
                .createEvent(EVENT)
                .imported(ExportXml.small(server.clock().today()).toString());
        desk = browser.page(api.port());
    }

    @Test
    void whoComesWithAnEventsKeySeesThatEventAndGoesOnWithANewKey() {
        enter(booth.apiKey());
        desk.awaitThere("[data-open='" + EVENT + "']");
        assertThat(desk.has("form[data-create], button[data-delete]")).isFalse();

        desk.type("form[data-replace] input[name=graceHours]", "2").press("form[data-replace] button");
        desk.awaitTrue(
                "a new key is shown",
                "document.querySelector('[data-key]')?.textContent.length === 64"
                        + " && document.querySelector('[data-key]').textContent !== '" + booth.apiKey() + "'");
        BoothClient next = new BoothClient(api, EVENT, text("[data-key]"));
        desk.awaitTrue(
                "the string for the booth has it",
                "document.querySelector('[data-connect-string]')?.textContent.endsWith('#" + next.apiKey() + "')");
        assertThat(ConnectionString.read(text("[data-connect-string]")))
                .isEqualTo(new PushTarget("http://127.0.0.1:" + api.port(), EVENT, next.apiKey()));
        assertThat(next.config().status()).isEqualTo(200);
        assertThat(booth.config().status()).isEqualTo(200);
        assertThat(text(".key.grace time")).isNotBlank();

        desk.reload().awaitThere(".key.grace");
        desk.press(".key.grace button[data-revoke]").press("dialog[data-confirm] button[value=confirm]");
        desk.awaitGone(".key.grace");
        assertThat(booth.config().status()).isEqualTo(401);
        assertThat(next.config().status()).isEqualTo(200);
        assertThat(desk.address()).doesNotContain(next.apiKey());

        desk.press("button[data-revoke]").awaitThere("dialog[data-confirm]");
        assertThat(text("#confirm-text")).contains("last one");
        desk.press("dialog[data-confirm] button[value=confirm]").awaitThere("form[data-login] [role=alert]");
        assertThat(stored()).doesNotContain(next.apiKey());
    }

    @Test
    void anExportThatIsRefusedIsShownWhereItIsWrong() throws IOException {
        enterWithPassword();
        desk.find("input[type=file][data-xml]").sendKeys(file("broken.xml", "<Canoe123Data>\n<Events>\n<oh</Events>"));
        desk.awaitThere("[data-outcome=refused]").awaitThere("pre .faulty");
        assertThat(text("[data-outcome]")).contains("line 3, column");
        assertThat(text("pre .faulty")).contains("3 <oh</Events>");
        assertThat(text("[data-count]")).isEmpty();

        String better = ExportXml.small(server.clock().today())
                .rider("K1M", 4, "DOGWOOD", "Dan", "ZS")
                .toString();
        desk.find("input[type=file][data-xml]").sendKeys(file("better.xml", better));
        desk.awaitThere("[data-outcome=done]").awaitThere("[data-count=participants]");
        assertThat(text("[data-count=participants]")).isEqualTo("4");
    }

    @Test
    void onlyWhatMayFollowIsOfferedAndWhatIsForGoodMustBeTyped() {
        booth.through("startlist", "running");
        enterWithPassword();
        desk.awaitThere("button[data-transition=finished]");
        assertThat(desk.json("[...document.querySelectorAll('[data-transition]')].map(b => b.dataset.transition)"))
                .isEqualTo(json("['finished']"));
        desk.press("button[data-transition=finished]").press("button[data-transition=official]");
        desk.awaitThere("dialog[data-confirm]");
        assertThat(desk.find("dialog button[value=confirm]").isEnabled()).isFalse();
        desk.type("dialog input", "CUP.2025");
        assertThat(desk.find("dialog button[value=confirm]").isEnabled()).isFalse();
        desk.press("dialog .buttons button[type=button]").awaitGone("dialog");
        assertThat(status()).isEqualTo("finished");

        desk.press("button[data-transition=official]").type("dialog input", EVENT);
        desk.press("dialog button[value=confirm]").awaitGone("[data-transition]");
        assertThat(status()).isEqualTo("official");
    }

    @Test
    void whatIsEditedIsMarkedAsTheOrganisersAndCanBeGivenBack() throws IOException {
        enterWithPassword();
        desk.type("form[data-edit] input[name=location]", "Troja");
        Path image = Files.write(files.resolve("pixel.png"), Base64.getDecoder().decode(PIXEL));
        desk.find("form[data-edit] input[name=imageData]").sendKeys(image.toString());
        desk.awaitThere("form[data-edit] img.preview");
        desk.press("form[data-edit] button[type=submit]").awaitThere("#field-location-hint");
        assertThat(own().get("location").asText()).isEqualTo("Troja");
        assertThat(own().get("hasImage").asBoolean()).isTrue();
        desk.reload()
                .awaitTrue("the draft's image is shown", "document.querySelector('img.preview')?.naturalWidth === 1");

        desk.press("#field-location-hint button").awaitGone("#field-location-hint");
        booth.imported(ExportXml.small(server.clock().today()).toString());
        desk.awaitTrue(
                "the export's place is shown",
                "document.querySelector('form[data-edit] input[name=location]').value === 'Veltrusy'");
    }

    @Test
    void aSettingIsSavedWhenItIsChosen() {
        enterWithPassword();
        for (String[] choice :
                new String[][] {{"mergeStrategy", "latest"}, {"showOnCourse", "false"}, {"activeRaceId", "K1M_BR2"}}) {
            desk.find("select[name=" + choice[0] + "] option[value=" + choice[1] + "]")
                    .click();
            desk.await(
                    choice[0] + " is saved",
                    () -> booth.config().body().path(choice[0]).asText().equals(choice[1]));
        }
        booth.through("startlist", "running");
        desk.awaitThere("button[data-transition=finished]");
        desk.find("select[name=displayMode] option[value=simple]").click();
        desk.await(
                "it is saved while the event runs",
                () -> booth.config().body().path("displayMode").asText().equals("simple"));
        booth.through("finished", "official");
        desk.awaitTrue(
                "an official event is fixed",
                "[...document.querySelectorAll('[aria-labelledby=card-settings] select')].every(one => one.disabled)");
    }

    @Test
    void theBoothsSettingsAreReadyToCopyAndItsFirstCallIsSeen() {
        api.asMaster(PASSWORD).createEvent("EMPTY");
        enter(PASSWORD);
        desk.press("[data-event=EMPTY] a").awaitThere("[data-connected=false]");
        assertThat(text("[data-connect-server]")).isEqualTo("http://127.0.0.1:" + api.port());
        assertThat(text("[data-connect-event]")).isEqualTo("EMPTY");
        desk.awaitThere("[data-connect-key]");
        BoothClient empty = new BoothClient(api, "EMPTY", text("[data-connect-key]"));
        assertThat(text("[data-next]")).contains("Import the timing program's export");

        empty.imported(ExportXml.small(server.clock().today()).toString());

        desk.awaitThere("[data-connected=true]").awaitThere("[data-next=draft]");
        assertThat(text("[data-connected]")).startsWith("Connected.");
        for (String[] step : new String[][] {
            {"startlist", "all races of all days"}, {"running", "overnight"}, {"finished", "for good"}
        }) {
            empty.through(step[0]);
            desk.awaitThere("[data-next=" + step[0] + "]");
            assertThat(text("[data-next]")).contains(step[1]);
        }
    }

    @Test
    void daysThatCannotBeRightAndExpiredKeysAreSaidAndMendedByOneButton() {
        enterWithPassword();
        assertThat(desk.has("[data-alert]")).isFalse();
        String past = server.clock().today().minusDays(20).toString();
        api.asMaster(PASSWORD)
                .patch(
                        "/api/v1/admin/events/" + EVENT,
                        json("{'startDate': '%1$s', 'endDate': '%1$s'}".formatted(past)),
                        "X-Master-Key",
                        PASSWORD);
        desk.awaitThere("[data-alert=days]");
        server.clock().advance(Duration.ofDays(30));
        desk.awaitThere("[data-alert=expired]");
        assertThat(api.asMaster(PASSWORD)
                        .post("/api/v1/admin/events/" + EVENT + "/key", json("{}"), "X-Master-Key", PASSWORD)
                        .status())
                .isEqualTo(409);

        desk.press("[data-days]").awaitGone("[data-alert]");

        assertThat(own().get("startDate").asText())
                .isEqualTo(LocalDate.now(ZoneOffset.UTC).toString());
    }

    @Test
    void onAPhoneARunningEventIsTwoScreensLong() {
        booth.through("startlist", "running");
        booth.results(json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000}]}"));
        desk.sized(390, 844);
        enter(booth.apiKey());
        desk.awaitThere("[data-connected=true]").awaitThere("[data-fold=ingest]");
        assertThat(desk.json("document.documentElement.scrollHeight").asInt()).isLessThanOrEqualTo(2 * 844);

        desk.press("[data-fold=ingest]")
                .awaitTrue("it is open", "document.querySelector('.sources').checkVisibility()");
    }

    @Test
    void whatComesInAndWhoWatchesIsSeenAsItHappens() {
        booth.through("startlist", "running");
        enterWithPassword();
        desk.awaitThere("[data-spectators]");
        desk.press("button[aria-pressed=true]:not([data-new])").awaitGone("iframe");
        booth.results(json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000}, {'raceId': 'X', 'bib': 1}]}"));
        booth.results(json("{'results': 7}"));
        booth.oncourse(json("{'oncourse': [{'raceId': 'K1M_BR1', 'bib': 1}]}"));
        try (SpectatorClient spectator = server.watch(EVENT)) {
            desk.awaitTrue("one watches", "document.querySelector('[data-spectators]').dataset.spectators === '1'");
            desk.awaitTrue(
                    "the refused call and the skipped rows are told",
                    "['results must be a list', 'without participantId'].every(said =>"
                            + " document.querySelector('#card-ingest').closest('section').innerText.includes(said))");
            assertThat(spectator.isOpen()).isTrue();
        }
    }

    @Test
    void theHtmlForAFrameOnAnotherSiteIsMadeFromWhatIsChosen() {
        booth.through("startlist", "running");
        String club = api.get("/api/v1/events/" + EVENT + "/riders")
                .body()
                .at("/riders/0/club")
                .asText();
        enterWithPassword();
        desk.press(".frame-builder summary").awaitThere("[data-frame-form]");
        String origin = "http://127.0.0.1:" + api.port();
        assertThat(html())
                .contains("src=\"" + origin + "/embed/e/" + EVENT + "\"")
                .contains("<script src=\"" + origin + "/embed.js\" async></script>");

        desk.awaitThere("select[name=frameRiders] option[value='club:" + club + "']");
        desk.find("select[name=frameRiders] option[value='club:" + club + "']").click();
        desk.find("select[name=frameLang] option[value=fr]").click();
        desk.find("select[name=frameHeader] option[value='0']").click();
        desk.type("input[name=frameAccent]", "#0a6b36").type("input[name=frameBackground]", "blue");
        assertThat(text("#field-frameBackground-hint")).contains("three or six digits");

        String path = "/embed/e/" + EVENT + "?club=" + URLEncoder.encode(club, StandardCharsets.UTF_8)
                + "&lang=fr&header=0&accent=0a6b36";
        desk.awaitTrue(
                "the HTML and the preview show it",
                "document.querySelector('#frame-html').value.includes('" + path.replace("&", "&amp;")
                        + "\"') && document.querySelector('iframe.sample').src.endsWith('" + path + "')");
        desk.find("select[name=frameRace] option[value=K1M_BR1]").click();
        desk.awaitTrue("a race is in the path", "document.querySelector('#frame-html').value.includes('/r/K1M_BR1?')");
        AppearanceCheck.inBothThemesAndSizes(desk, "frame-builder");

        desk.press(".frame-builder summary").awaitGone("[data-frame-form]").awaitThere("select[name=viewedRace]");
    }

    private String html() {
        return desk.json("document.querySelector('#frame-html').value").asText();
    }

    @Test
    void whatTakesLongShowsThatItGoesOn() throws IOException {
        enterWithPassword();
        desk.script("const send = XMLHttpRequest.prototype.send; XMLHttpRequest.prototype.send = function (body) {"
                + " window.letGo = () => send.call(this, body); };");
        String export = ExportXml.big(server.clock().today(), 50).toString();
        desk.find("input[type=file][data-xml]").sendKeys(file("big.xml", export));
        desk.awaitThere(".job progress");
        assertThat(text(".job")).startsWith("Importing");
        desk.script("window.letGo()");
        desk.awaitThere("[data-count=participants]").awaitGone(".job");
    }

    @Test
    void anEventIsDeletedByTypingItsName() {
        enterWithPassword();
        desk.press("button[data-delete]").type("dialog input", EVENT).press("dialog button[value=confirm]");
        desk.awaitThere("form[data-create]").awaitGone("[data-event]");
        assertThat(api.asMaster(PASSWORD).adminEvents().get("events")).isEmpty();
    }

    @Test
    void theDeskSpeaksCzechAndFitsAPhone() {
        booth.through("startlist", "running");
        desk.speaking("cs").sized(360, 740);
        enterWithPassword();
        desk.awaitThere("button[data-transition=finished]");
        assertThat(text("button[data-transition=finished]")).isEqualTo("Ukončit celý závod");
        assertThat(text("[data-open]"))
                .doesNotContain("undefined")
                .doesNotContainPattern("\\b[a-z]+\\.[a-z]+\\.[a-z]+\\b");
        assertThat(desk.json("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(360);
    }

    private void enterWithPassword() {
        enter(PASSWORD);
        desk.press("[data-event='" + EVENT + "'] a").awaitThere("[data-open='" + EVENT + "']");
    }

    private void enter(String key) {
        desk.go("/admin").type("form[data-login] input[name=key]", key).press("form[data-login] button[type=submit]");
    }

    private String text(String selector) {
        return desk.json("document.querySelector('" + selector.replace("'", "\\'") + "')?.textContent ?? ''")
                .asText();
    }

    private String stored() {
        return desk.json("JSON.stringify({...localStorage}) + JSON.stringify({...sessionStorage}) + document.cookie")
                .asText();
    }

    private String status() {
        return own().get("status").asText();
    }

    private JsonNode own() {
        return api.get("/api/v1/admin/events/" + EVENT, "X-Master-Key", PASSWORD)
                .body();
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(files.resolve(name), text).toString();
    }
}

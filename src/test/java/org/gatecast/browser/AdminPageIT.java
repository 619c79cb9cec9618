package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What organisers do at their desk, with nothing else. */
class AdminPageIT {
    private static final String PASSWORD = "paddle upstream";
    private static final String EVENT = "CUP.2026";
    private static final String KEY = "[data-key]";
    private static final String CONFIRM = "dialog[data-confirm] button[value=confirm]";

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final TestServer server = TestServer.with("security.master-passwords", PASSWORD);

    @TempDir
    Path files;

    private BrowserPage desk;

    @BeforeEach
    void somebodyComesToTheDesk() {
        desk = browser.page(server.port()).still().go("/admin").awaitThere("form[data-login]");
    }

    @Test
    void anEventGoesFromItsCreationToOfficial() throws IOException {
        enterWith(PASSWORD);
        desk.type("form[data-create] input[name=eventId]", EVENT)
                .type("form[data-create] input[name=mainTitle]", "Spring cup")
                .press("form[data-create] button[type=submit]")
                .awaitThere("[data-event='" + EVENT + "']");
        String key = desk.text(KEY);
        desk.find("input[type=file][data-xml]").sendKeys(export().toString());
        desk.awaitThere("[data-outcome=done]");
        assertThat(desk.text("[data-count=participants]")).isEqualTo(participants());

        become("startlist");
        become("running");
        BoothClient booth = new BoothClient(server.api(), EVENT, key);
        Recording.calls().stream().limit(300).forEach(booth::push);
        desk.awaitTrue("the calls are counted", "/\\b2\\d\\d\\b/.test(document.querySelector('.sources').innerText)");
        desk.press("select[name=mergeStrategy] option[value=latest]")
                .awaitTrue("it is so", "document.querySelector('select[name=mergeStrategy]').value === 'latest'");
        browser.page(server.port()).go("/e/" + EVENT).awaitThere("[data-freshness=live]");
        desk.awaitTrue("a spectator is counted", "document.querySelector('[data-spectators]').dataset.spectators >= 1");
        become("finished");
        desk.press("button[data-transition=official]");
        assertThat(desk.find(CONFIRM).isEnabled()).as("without the event's id").isFalse();
        desk.type("dialog[data-confirm] input[name=confirm]", EVENT)
                .press(CONFIRM)
                .awaitTrue("nothing more may follow", "!document.querySelector('button[data-transition]')");

        assertThat(status()).isEqualTo("official");
        assertThat(booth.config().body().get("mergeStrategy").asText()).isEqualTo("latest");
        assertThat(desk.complaints()).isEmpty();
        assertThat(kept("localStorage") + desk.json("document.cookie + location"))
                .doesNotContain(key)
                .doesNotContain(PASSWORD);
        desk.press("button[data-logout]").awaitThere("form[data-login]");
        assertThat(kept("sessionStorage")).doesNotContain(key).doesNotContain(PASSWORD);
    }

    @Test
    void everythingAtTheDeskIsFitForEverybody() {
        AppearanceCheck.inBothThemesAndSizes(desk, "desk-door");
        BoothClient booth = server.api().asMaster(PASSWORD).createEvent(EVENT);
        booth.imported(Recording.xml(server.clock().today())).through("startlist", "running");
        Recording.calls().stream().limit(300).forEach(booth::push);
        enterWith(PASSWORD);
        desk.awaitThere("form[data-create]");
        AppearanceCheck.inBothThemesAndSizes(desk, "desk-new");
        desk.press("[data-event='" + EVENT + "'] a").awaitThere(KEY);
        AppearanceCheck.inBothThemesAndSizes(desk, "desk-event");
        become("finished");
        desk.press("button[data-transition=official]").awaitThere("dialog[data-confirm][open]");
        AppearanceCheck.inBothThemesAndSizes(desk, "desk-official");
    }

    private void enterWith(String key) {
        desk.type("form[data-login] input[name=key]", key).press("form[data-login] button[type=submit]");
    }

    private void become(String status) {
        desk.press("button[data-transition=" + status + "]");
        desk.await("it is " + status, () -> status().equals(status));
    }

    private String status() {
        return server.api().event(EVENT).body().path("event").path("status").asText();
    }

    /** How many the export has. */
    private static String participants() {
        return Integer.toString(Recording.xml(LocalDate.EPOCH).split("<Participants>", -1).length - 1);
    }

    private String kept(String storage) {
        return desk.json("Object.entries(" + storage + ")").toString();
    }

    private Path export() throws IOException {
        return Files.writeString(
                files.resolve("export.xml"), Recording.xml(server.clock().today()));
    }
}

package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gatecast.testing.Booth;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The organiser's way from nothing to official results, at the desk alone. */
class DeskIT {
    private static final String PASSWORD = "paddle upstream";
    private static final String EVENT = "CUP.2026";

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final TestServer server = TestServer.with("security.master-passwords", PASSWORD);

    @TempDir
    Path files;

    @Test
    void anEventGoesFromItsCreationToOfficial() throws IOException {
        Page desk = browser.page(server.api().port()).still().go("/admin");
        Looks.inBothThemesAndSizes(desk, "desk-login");
        desk.type("form[data-login] input[name=key]", "wrong").press("form[data-login] button[type=submit]");
        desk.awaitThere("form[data-login] [role=alert]");
        desk.type("form[data-login] input[name=key]", PASSWORD).press("form[data-login] button[type=submit]");

        desk.type("form[data-create] input[name=eventId]", EVENT)
                .type("form[data-create] input[name=mainTitle]", "Spring cup");
        Looks.inBothThemesAndSizes(desk, "desk-create");
        desk.press("form[data-create] button[type=submit]");
        desk.press("[data-event='" + EVENT + "'] a").awaitThere("[data-key]");
        String key = desk.texts("[data-key]").get(0);
        assertThat(key).matches("[0-9a-f]{64}");

        desk.find("input[type=file][data-xml]").sendKeys(export().toString());
        desk.awaitThere("[data-outcome]");
        desk.press("button[data-transition=startlist]").press("button[data-transition=running]");
        desk.awaitThere("button[data-transition=finished]");

        Booth booth = new Booth(server.api(), EVENT, key);
        Recording.calls().stream().filter(Recording.Call::isResults).forEach(booth::push);
        Looks.inBothThemesAndSizes(desk, "desk-event");

        desk.press("button[data-transition=finished]");
        confirmIfAsked(desk);
        desk.press("button[data-transition=official]").press("dialog[data-confirm] button[value=confirm]");
        desk.awaitGone("button[data-transition]");

        assertThat(server.api().event(EVENT).body().path("event").path("status").asText())
                .isEqualTo("official");
        String kept =
                desk.json("JSON.stringify({...localStorage}) + document.cookie").asText();
        assertThat(kept).doesNotContain(key).doesNotContain(PASSWORD);
        desk.press("button[data-logout]").awaitThere("form[data-login]");
        assertThat(desk.json("JSON.stringify({...sessionStorage})").asText())
                .doesNotContain(key)
                .doesNotContain(PASSWORD);
    }

    private static void confirmIfAsked(Page desk) {
        desk.awaitThere("dialog[data-confirm][open], button[data-transition=official]");
        if (desk.has("dialog[data-confirm][open]")) {
            desk.press("dialog[data-confirm] button[value=confirm]");
        }
    }

    private Path export() throws IOException {
        return Files.writeString(
                files.resolve("export.xml"), Recording.xml(server.clock().today()));
    }
}

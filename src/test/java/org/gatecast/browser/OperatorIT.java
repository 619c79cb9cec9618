package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages of a service whose settings say who runs it. */
class OperatorIT {
    private static final String NAME = "Paddlers' <i>Union</i> of the Upper & Lower River";
    private static final String HOME = "https://union.example/start?from=results&x=1";
    private static final Path LOGO = Path.of("src/test/resources/logo.png");

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final TestServer server = TestServer.with(
            "page.operator-name", NAME, "page.operator-home", HOME, "page.operator-logo", LOGO.toString());

    private BrowserPage page;

    @BeforeAll
    static void aRace() {
        PushedRace.running(server);
    }

    @BeforeEach
    void aPage() {
        page = browser.page(server.port());
    }

    @Test
    void theListOfEventsHasNameLogoAndHomeLink() {
        page.go("/").awaitThere(".operator").awaitThere(".event-card");

        assertThat(page.text(".operator a")).isEqualTo(NAME);
        assertThat(page.json("document.querySelector('.operator a').href").asText())
                .isEqualTo(HOME);
        assertThat(page.json("document.title").asText()).startsWith(NAME);
        page.awaitTrue("the logo is shown", "document.querySelector('.operator img').naturalWidth === 112");
        AppearanceCheck.inBothThemesAndSizes(page, "operator");
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void theHeadOfEachPageHasNameAndLogoAndLeadsToTheListOfEvents() {
        for (String path : new String[] {PushedRace.RACE_PATH, "/embed" + PushedRace.RACE_PATH}) {
            page.go(path).awaitThere("[data-freshness=live]");
            assertThat(page.text(".top .home")).isEqualTo(NAME);
            page.awaitTrue("the logo is shown", "document.querySelector('.top .home img').naturalWidth === 112");
            assertThat(page.has(".operator, .pole")).isFalse();
            AppearanceCheck.inBothThemesAndSizes(page, "operator-race");
        }
        assertThat(page.complaints()).isEmpty();
        page.go(PushedRace.RACE_PATH).awaitThere("[data-freshness=live]").press(".top .home");
        page.awaitThere(".operator");
    }

    @Test
    void theLogoIsSentAsItIsAndKeptForGood() throws IOException {
        page.go("/").awaitThere(".operator");
        String address = page.json("document.querySelector('.operator img').getAttribute('src')")
                .asText();

        ApiResponse logo = server.api().get(address);

        assertThat(logo.status()).isEqualTo(200);
        assertThat(logo.header("Content-Type")).isEqualTo("image/png");
        assertThat(logo.header("Cache-Control")).contains("immutable");
        assertThat(logo.bytes().getBytes()).isEqualTo(Files.readAllBytes(LOGO));
    }
}

package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The list of all events. */
class LandingPageIT {
    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    static final TestServer server = TestServer.with();

    private BrowserPage page;

    @BeforeAll
    static void eightEvents() {
        event("now", 0).through("startlist", "running");
        event("soon", 3).through("startlist");
        event("later", 30).through("startlist");
        event("yesterday", -1).through("startlist", "running", "finished");
        event("long ago", -90).through("startlist", "running", "finished", "official");
        event("left open", -60).through("startlist", "running");
        event("Žižkov", -70).through("startlist", "running", "finished");
        event("draft", 1);
    }

    @BeforeEach
    void aPage() {
        page = browser.page(server.port()).go("/").awaitThere(".events section");
    }

    @Test
    void eventsAreLiveComingAndPast() {
        assertThat(page.texts(".events h2")).containsExactly("Live", "Coming", "Past");
        assertThat(titles("live")).containsExactly("now");
        assertThat(titles("coming")).containsExactly("soon", "later");
        assertThat(titles("past")).containsExactly("yesterday", "left open", "Žižkov", "long ago");
    }

    @Test
    void aSearchIgnoresAccentsAndSaysIfNothingFits() {
        page.type(".events input", "ZIZ")
                .awaitTrue("one is left", "document.querySelectorAll('.event-card').length === 1");
        assertThat(titles("past")).containsExactly("Žižkov");
        page.type(".events input", "nowhere").awaitThere(".events .note");
        assertThat(page.has(".event-card")).isFalse();
    }

    private List<String> titles(String group) {
        return page.texts("." + group + " .event-card h3");
    }

    private static BoothClient event(String title, int day) {
        return server.api()
                .createEvent(json("{'eventId': 'E%s', 'mainTitle': '%s'}"
                        .formatted(Integer.toUnsignedString(title.hashCode()), title)))
                .imported(ExportXml.small(LocalDate.now(ZoneOffset.UTC).plusDays(day))
                        .toString());
    }
}

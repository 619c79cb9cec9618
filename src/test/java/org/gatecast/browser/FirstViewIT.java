package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What somebody on one bar of signal waits for. */
class FirstViewIT {
    private static final long AT_MOST_BYTES = 60_000;

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final TestServer server = TestServer.with();

    /** Code, styles, words, and the race itself as it was first told; heads and frames included. */
    @Test
    void aRaceSeenForTheFirstTimeTakesSixtyKilobytes() {
        PushedRace.running(server).playTo(200);
        try (NetworkLink link = new NetworkLink(server.port())) {
            BrowserPage page = browser.page(link.port()).go(PushedRace.RACE_PATH);
            page.awaitThere("[data-freshness=live]").awaitThere("tr[data-race][data-bib]");

            Set<String> requested = new HashSet<>(page.strings(
                    "performance.getEntries().filter(one => /^http/.test(one.name)).map(one => one.name)"));
            Map<String, Long> received = link.received();
            received.keySet()
                    .removeIf(target ->
                            !target.contains("/ws?") && requested.stream().noneMatch(one -> one.endsWith(target)));
            assertThat(requested).as("what the page asked for").allMatch(one -> one.contains(":" + link.port() + "/"));
            assertThat(received.values().stream().mapToLong(Long::longValue).sum())
                    .as("%s", received)
                    .isBetween(1L, AT_MOST_BYTES);
        }
    }
}

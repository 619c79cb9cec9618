package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The example of the JavaScript client, in a page of another origin than the service. */
class ClientExampleIT {
    private static final Pattern RESUMED = Pattern.compile(".*/(ws|stream)\\?race=\\S+&since=\\S+");

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final TestServer server = TestServer.with();

    @Test
    void itGoesOnAfterARestartAndWithoutWebSocket() {
        PushedRace race = PushedRace.running(server).playTo(60);
        try (ModuleServer modules = new ModuleServer();
                NetworkLink link = new NetworkLink(server.port())) {
            String origin = "http://127.0.0.1:" + link.port();
            BrowserPage page = browser.page(modules.port())
                    .go("/?origin=" + origin + "&event=" + PushedRace.EVENT + "&race=" + PushedRace.RACE);
            page.script("import('/client/example.js')");
            awaitText(page, "live ws");
            awaitTable(page);

            link.cut();
            server.restart();
            link.leadTo(server.port());
            link.mend();
            awaitText(page, "live ws");
            pushed(race, 8000);
            awaitTable(page);
            assertThat(resumedBytes(link)).as("%s", link.received()).isLessThan(firstBytes(link));

            link.refuse("/ws");
            awaitText(page, "live sse");
            pushed(race, 7900);
            awaitTable(page);
            assertThat(link.received().keySet())
                    .anyMatch(target -> target.contains("/stream?") && target.contains("since="));

            assertThat(page.scriptToCome(
                            "const [origin, done] = arguments;"
                                    + "import(origin + '/client.js').then(found => done(Object.keys(found).sort().join()), done)",
                            origin))
                    .isEqualTo("EMPTY,reduce,riderKey,rowKey,watch");
        }
    }

    @Test
    void whoKeepsAStateGetsOnlyWhatWasMissedAndAnUnknownEventIsGone() {
        PushedRace race = PushedRace.running(server).playTo(60);
        try (ModuleServer modules = new ModuleServer()) {
            BrowserPage page = browser.page(modules.port()).go("/");
            String options = "{origin: 'http://127.0.0.1:%d', event: '%s', races: ['%s'], "
                    .formatted(server.port(), PushedRace.EVENT, PushedRace.RACE);
            page.script("import('/client/index.js').then(({ watch }) => { window.watch = watch; window.first = watch("
                    + options + "}); })");
            page.awaitTrue("there is a state", "window.first?.state");
            JsonNode before = page.json("first.state.results['" + PushedRace.RACE + "']");
            assertThat(before).isEqualTo(rows());
            page.script("first.stop(); window.kept = JSON.parse(JSON.stringify(first.state));");
            pushed(race, 7800);

            page.script(
                    "window.types = []; window.second = watch(" + options
                            + "state: kept, onMessage: message => types.push(message.type), onState() { throw new Error('mine'); } })");
            page.awaitTrue("it has what was missed", "types.length && second.cursor !== kept.cursor");

            assertThat(page.strings("types")).isNotEmpty().containsOnly("diff");
            assertThat(page.json("second.state.results['" + PushedRace.RACE + "']"))
                    .isEqualTo(rows());
            assertThat(page.json("first.state")).isEqualTo(page.json("kept"));
            page.script("watch({ origin: 'http://127.0.0.1:" + server.port()
                    + "', event: 'none', onGone: () => { window.gone = true; } })");
            page.awaitTrue("an unknown event is gone", "window.gone");
        }
    }

    /** A worker has no document. Without an EventSource and a WebSocket it is what Node.js is to the client. */
    @Test
    void withoutAPageItReadsTheEventStreamWithFetchAndElsePolls() {
        PushedRace race = PushedRace.running(server).playTo(60);
        try (ModuleServer modules = new ModuleServer();
                NetworkLink link = new NetworkLink(server.port())) {
            BrowserPage page = browser.page(modules.port()).go("/");
            page.script(
                    """
                    const code = `self.EventSource = self.WebSocket = undefined;
                      import('${location.origin}/client/index.js').then(({ watch }) => watch({
                        origin: '${arguments[0]}', event: '${arguments[1]}', races: ['${arguments[2]}'],
                        onState: state => postMessage({ rows: state.results['${arguments[2]}'] }),
                        onFreshness: ({ freshness, transport }) => postMessage({ link: freshness + ' ' + transport }),
                      }));`;
                    window.known = {};
                    const worker = new Worker(URL.createObjectURL(new Blob([code], { type: 'text/javascript' })), { type: 'module' });
                    worker.onmessage = ({ data }) => Object.assign(known, data);
                    """,
                    "http://127.0.0.1:" + link.port(),
                    PushedRace.EVENT,
                    PushedRace.RACE);
            page.awaitTrue("it reads the stream", "known.link === 'live sse'");
            assertThat(page.json("known.rows")).isEqualTo(rows());
            pushed(race, 7700);
            page.await("it has the new row", () -> page.json("known.rows").equals(rows()));

            link.refuse("/stream");
            page.awaitTrue("it polls", "known.link === 'live poll'");
            pushed(race, 7600);
            page.await("it has the newest row", () -> page.json("known.rows").equals(rows()));
        }
    }

    private void pushed(PushedRace race, int time) {
        BoothClient booth =
                new BoothClient(server.api(), PushedRace.EVENT, race.booth().apiKey());
        int bib = rows().get(5).get("bib").asInt();
        assertThat(booth.results(json("{'results': [{'raceId': '%s', 'bib': %d, 'time': %d, 'pen': 0, 'total': %d}]}"
                                .formatted(PushedRace.RACE, bib, time, time)))
                        .status())
                .isEqualTo(200);
    }

    private static void awaitText(BrowserPage page, String text) {
        page.awaitTrue(text, "document.querySelector('p')?.textContent === '" + text + "'");
    }

    /** Waits until each row is as in REST. */
    private void awaitTable(BrowserPage page) {
        List<String> expected = new ArrayList<>();
        for (JsonNode row : rows()) {
            JsonNode total = row.get("totalTotal").isNull() ? row.get("total") : row.get("totalTotal");
            expected.add(text(row.get("rnk")) + "|" + text(row.get("bib")) + "|" + text(row.get("name")) + "|"
                    + (total.isNull() ? "" : "%d.%02d".formatted(total.asInt() / 100, total.asInt() % 100)) + "|"
                    + text(row.get("totalBehind")));
        }
        page.await(
                "the table is REST's",
                () -> page.strings("[...document.querySelectorAll('tr')].map(line => [...line.cells].map(cell =>"
                                + " cell.textContent).join('|'))")
                        .equals(expected),
                () -> "instead of " + expected);
    }

    private JsonNode rows() {
        return server.api().results(PushedRace.EVENT, PushedRace.RACE).body().get("results");
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.asText();
    }

    private static long resumedBytes(NetworkLink link) {
        return link.received().entrySet().stream()
                .filter(one -> RESUMED.matcher(one.getKey()).matches())
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    private static long firstBytes(NetworkLink link) {
        return link.received().entrySet().stream()
                .filter(one -> one.getKey().contains("/ws?") && !one.getKey().contains("since="))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}

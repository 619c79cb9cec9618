package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The speaker's desk before, during and after the recorded race. What it says is worked out from REST here, too. */
class SpeakerIT {
    private static final String VIEW = "?view=speaker";
    /** A second run that nobody has started, and one that is over. */
    private static final String BEFORE = PushedRace.EVENT_PATH + "/r/C1M_ST_BR2_6" + VIEW;

    private static final String AFTER = PushedRace.EVENT_PATH + "/r/K1W_ST_BR2_6" + VIEW;

    private static final String NEXT_DAY_RACE = "K1W_ST_BR2_7";

    /** Another one that is over. */
    private static final String PROTESTED = PushedRace.EVENT_PATH + "/r/K1W_HO_BR2_6" + VIEW;

    /** The moments of the recording after which something is different, in seconds. */
    private static final int[] MOMENTS = {30, 45, 60, 64, 109, 115, 116, 160, 174, 180};

    /** What is cut, or not within the screen, as texts. Whole items of a list may lie beyond it, except riders on course. */
    private static final String CUT =
            """
            const problems = [];
            const { clientWidth: width, clientHeight: height } = document.documentElement;
            if (document.documentElement.scrollWidth > width || document.documentElement.scrollHeight > height) problems.push('the page scrolls');
            const beyond = new Set();
            for (const list of document.querySelectorAll('.list')) {
              const box = list.getBoundingClientRect();
              [...list.children].forEach((item, i) => {
                const own = item.getBoundingClientRect();
                if (own.left >= box.right - 1) {
                  beyond.add(item);
                  if (list.closest('.course') || i === 0) problems.push('not shown: ' + item.innerText);
                } else if (own.bottom > box.bottom + 1 || own.right > box.right + 1) problems.push('cut: ' + item.innerText);
              });
            }
            for (const element of document.querySelectorAll('.speaker *')) {
              if ([...beyond].some(item => item.contains(element)) || !element.innerText?.trim() || !element.checkVisibility()) continue;
              const own = element.getBoundingClientRect();
              if (own.right > width + 1 || own.bottom > height + 1) problems.push('outside: ' + element.className + ' ' + element.innerText);
              if (!element.matches('.list') && element.children.length === 0 && element.scrollWidth > element.clientWidth + 1 && element.clientWidth > 0) problems.push('too wide: ' + element.innerText);
              const parent = element.parentElement.closest('section, header');
              if (parent && own.bottom > parent.getBoundingClientRect().bottom + 2) problems.push('below its section: ' + element.innerText);
            }
            return problems;
            """;

    /** Keeps messages until {@code releaseMessages()}; {@code answered} as soon as both bodies of REST have been read. */
    private static final String HOLD_MESSAGES =
            """
            let open;
            const released = new Promise(done => open = done);
            window.releaseMessages = open;
            const own = Object.getOwnPropertyDescriptor(WebSocket.prototype, 'onmessage');
            Object.defineProperty(WebSocket.prototype, 'onmessage', { ...own, set(listener) { own.set.call(this, event => released.then(() => listener(event))); } });
            // The desk reads once and not again.
            window.setInterval = (every => (callback, millis) => millis === 20000 ? 0 : every(callback, millis))(window.setInterval);
            let read = 0;
            const json = Response.prototype.json;
            Response.prototype.json = async function() {
              const body = await json.call(this);
              if (/detailed=true|gate-statistics/.test(this.url)) setTimeout(() => window.answered = ++read > 1);
              return body;
            };
            """;

    @RegisterExtension
    static final Browser browser = new Browser();

    /** Riders stay on course while they are looked at. */
    @RegisterExtension
    static final TestServer server = TestServer.with("spectators.oncourse-expiry-millis", "600000");

    private static PushedRace race;

    private BrowserPage page;

    @BeforeAll
    static void theExportIsIn() {
        race = PushedRace.running(server);
    }

    @BeforeEach
    void aScreen() {
        page = browser.page(server.port()).sized(1366, 768);
    }

    @Test
    void theRecordedRaceIsToldAsItHappens() {
        page.go(PushedRace.RACE_PATH + VIEW);
        awaitLive();
        List<String> expected = new ArrayList<>();
        Map<Integer, JsonNode> before = byBib(race.rows());
        for (int moment : MOMENTS) {
            race.playTo(moment);
            Map<Integer, JsonNode> after = byBib(race.rows());
            expected.addAll(news(before, after));
            before = after;
            awaitTold(expected);
            awaitNeeds(after);
            awaitRidersOnCourse(after);
            awaitFinishers(finishersUntil(moment));
        }
        assertThat(expected).contains("lead 11 (53.99)");
        assertThat(finishersUntil(MOMENTS[MOMENTS.length - 1])).containsExactly(13, 11, 10, 9);
        assertThat(page.texts(".finisher:first-child .rank"))
                .containsExactly(before.get(13).get("rnk").asText());
        assertThat(page.texts(".finisher:first-child .total")).containsExactly(seconds(secondRun(before.get(13))));
        assertThat(page.strings("[...document.querySelectorAll('.news li.penalty')].map(one => one.innerText)"))
                .anySatisfy(line -> assertThat(line).contains("9 ").contains("missed, +50"));
        assertThat(page.complaints()).isEmpty();
        awaitHardestGates();

        KeptPictures.matches(withoutClocks(), "speaker-during");
        for (int[] size : new int[][] {{1920, 1080}, {1024, 768}, {1366, 768}}) {
            page.sized(size[0], size[1]);
            assertNothingIsCut("during at " + size[0]);
            assertThat(AccessibilityCheck.violations(page)).isEmpty();
        }

        page.reload();
        awaitTold(expected);
        awaitFinishers(List.of(13, 11, 10, 9));
    }

    @Test
    void beforeARaceTheNextStartersAreThereWithTheirFirstRuns() {
        page.go(BEFORE);
        awaitLive();
        JsonNode starters =
                server.api().startlist(PushedRace.EVENT, "C1M_ST_BR2_6").body().get("startlist");
        page.awaitThere(".next li[data-bib]");
        List<String> bibs = page.texts(".next li[data-bib] .bib");
        Map<Integer, JsonNode> rows = byBib(
                server.api().results(PushedRace.EVENT, "C1M_ST_BR2_6").body().get("results"));
        assertThat(bibs)
                .isEqualTo(stream(starters)
                        .limit(bibs.size())
                        .map(one -> one.get("bib").asText())
                        .toList());
        JsonNode first = rows.get(Integer.valueOf(bibs.get(0)));
        assertThat(page.texts(".next li[data-bib] .stands").get(0))
                .isEqualTo("Rank " + first.get("rnk").asText() + " with "
                        + seconds(first.get("total").asInt()) + " from the first run");
        awaitNeeds(rows);
        page.awaitThere("[data-gate]");
        assertThat(page.text("#hardest")).contains("first run");
        assertNothingIsCut("before");
        KeptPictures.matches(withoutClocks(), "speaker-before");
        page.dark(true).go(BEFORE + "&theme=dark").awaitThere("html[data-theme=dark] .next li[data-bib]");
        assertThat(AccessibilityCheck.violations(page)).isEmpty();
    }

    @Test
    void finishersAreThereAlsoIfRestAnswersBeforeTheFirstMessage() {
        page.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", HOLD_MESSAGES));
        page.go(AFTER);
        page.awaitTrue("REST has answered", "window.answered");
        page.script("releaseMessages()");
        page.awaitThere(".finisher");
    }

    @Test
    void afterARaceItsLastFinishersAndTheNextRaceAreThere() {
        page.go(AFTER);
        awaitLive();
        page.awaitThere(".finisher");
        JsonNode rows = server.api()
                .get("/api/v1/events/" + PushedRace.EVENT + "/results/K1W_ST_BR2_6?detailed=true")
                .body()
                .get("results");
        JsonNode last = stream(rows)
                .filter(row -> row.hasNonNull("dtFinish") && row.hasNonNull("prevTime"))
                .max((one, other) -> one.get("dtFinish")
                        .asText()
                        .compareTo(other.get("dtFinish").asText()))
                .orElseThrow();
        assertThat(page.text(".finisher:first-child .bib"))
                .isEqualTo(last.get("bib").asText());
        assertThat(page.text(".next .race")).startsWith("Next race: ");
        assertThat(page.texts(".needed .total"))
                .isEqualTo(stream(rows)
                        .filter(row -> row.hasNonNull("rnk") && row.get("rnk").asInt() <= 3)
                        .map(row -> seconds(row.get("totalTotal").asInt()))
                        .toList());
        assertThat(page.texts(".needed .need")).noneMatch(text -> text.contains("under"));
        assertNothingIsCut("after");
        page.sized(1024, 768);
        assertNothingIsCut("after at 1024");
        page.sized(1366, 768);
        KeptPictures.matches(withoutClocks(), "speaker-after");
    }

    /** None of these riders has a club. */
    @Test
    void ridersOfTheNextDayHaveTheirResultOfTheDayBefore() {
        String export = Recording.xml(server.clock().today()).replaceAll("<Club>[^<]*</Club>", "");
        BoothClient booth = server.api()
                .createEvent("NEXT_DAY")
                .imported(withoutSecondRun(export, NEXT_DAY_RACE))
                .through("startlist", "running");
        Map<String, JsonNode> dayBefore = stream(
                        server.api().results("NEXT_DAY", "K1W_ST_BR2_6").body().get("results"))
                .collect(Collectors.toMap(row -> row.get("athleteId").asText(), row -> row));
        List<JsonNode> starters = stream(
                        server.api().startlist("NEXT_DAY", NEXT_DAY_RACE).body().get("startlist"))
                .toList();
        assertThat(booth.oncourse(json(
                                "{'oncourse': [{'participantId': '%s.K1W_ST', 'raceId': '%s', 'bib': %d, 'time': 1000}]}"
                                        .formatted(
                                                starters.get(0).get("athleteId").asText(),
                                                NEXT_DAY_RACE,
                                                starters.get(0).get("bib").asInt())))
                        .status())
                .isEqualTo(200);

        page.go("/e/NEXT_DAY/r/" + NEXT_DAY_RACE + VIEW);
        awaitLive();
        page.awaitThere(".next [data-earlier]:not(:empty)").awaitThere(".course [data-earlier]:not(:empty)");
        int shown = 1
                + page.strings("[...document.querySelectorAll('.next li[data-bib]')].map(one => one.dataset.bib)")
                        .size();
        List<String> expected = starters.stream()
                .limit(shown)
                .map(starter -> dayBefore.get(starter.get("athleteId").asText()))
                .map(row -> row == null || !row.hasNonNull("rnk")
                        ? ""
                        : "rank " + row.get("rnk").asText() + " with "
                                + seconds(row.get("totalTotal").asInt()))
                .toList();
        assertThat(expected).hasSizeGreaterThan(3);
        assertThat(expected.get(0)).isNotEmpty();
        assertThat(
                        page.strings(
                                "[...document.querySelectorAll('[data-earlier]')].map(one => one.innerText.replace(/^.*: /, ''))"))
                .isEqualTo(expected);
        for (int[] size : new int[][] {{1920, 1080}, {1024, 768}, {1366, 768}}) {
            page.sized(size[0], size[1]);
            assertNothingIsCut("the day after at " + size[0]);
        }
        assertThat(page.complaints()).isEmpty();
    }

    /** The export as it was before the second run. */
    private static String withoutSecondRun(String export, String race) {
        return Pattern.compile("(?s)<Results>\\s*<RaceId>" + race + "</RaceId>.*?</Results>")
                .matcher(export.replaceFirst(
                        "(?s)(<Schedule>\\s*<RaceId>" + race + "</RaceId>.*?<RaceStatus>)5", "$1" + "1"))
                .replaceAll(result -> Matcher.quoteReplacement(result.group()
                        .replaceAll(
                                "<(Status|dtStart|dtFinish|Time|Gates|GateTimes|Pen|Total|Rnk|CatRnk)( /|>[^<]*</\\1)>",
                                "")));
    }

    /** The time left is counted by the browser's clock, which begins at the service's with every page. */
    @Test
    void untilWhenProtestsMayBeMadeIsCountedDown() {
        page.command(
                "Page.addScriptToEvaluateOnNewDocument",
                Map.of(
                        "source",
                        "const ahead = %d - Date.now(); const clock = Date.now; Date.now = () => clock() + ahead"
                                .formatted(server.clock().millis())));
        declare("{'status': 'provisional', 'protestUntil': '%s'}"
                .formatted(server.clock().instant().plus(Duration.ofHours(2))));
        Set<String> texts = new HashSet<>();
        for (String language : List.of("cs", "de", "fr", "pl", "sk", "en")) {
            page.go(PROTESTED + "&lang=" + language);
            awaitLive();
            page.awaitThere("[data-standing]");
            assertThat(page.text("[data-standing]")).matches(".*\\b\\d\\d:\\d\\d\\b.* \\((1:5\\d:\\d\\d|2:00:00)\\)");
            texts.add(page.text("[data-standing]").replaceAll("[\\d:]", ""));
            assertNothingIsCut("protests " + language);
        }
        assertThat(texts).hasSize(6);
        String first = page.text("[data-standing]");
        assertThat(first).startsWith("Provisional. Protests until ");
        page.awaitTrue("it runs down", "document.querySelector('[data-standing]').innerText !== '" + first + "'");

        declare("{'status': 'provisional', 'protestUntil': '%s'}"
                .formatted(server.clock().instant()));
        page.awaitTrue(
                "it says that the time is over",
                "document.querySelector('[data-standing]').innerText === 'Provisional. The protest time is over.'");
        declare("{'status': 'official'}");
        page.awaitThere("[data-standing].official");
        assertThat(page.text("[data-standing]")).startsWith("Results official as of ");
        assertThat(AccessibilityCheck.violations(page)).isEmpty();
        assertThat(page.complaints()).isEmpty();
    }

    private static void declare(String declaration) {
        assertThat(race.booth().declare("K1W_HO_BR2_6", json(declaration)).status())
                .isEqualTo(200);
    }

    /** What is older than ten seconds stays, with a warning; other screens hide it. */
    @Test
    void oldDataIsSaidLoudly() {
        try (NetworkLink link = new NetworkLink(server.port())) {
            page = browser.page(link.port()).sized(1366, 768).go(BEFORE);
            awaitLive();
            page.awaitThere(".next li[data-bib]");
            link.cut();
            page.awaitThere(".alarm[data-stale]");
            assertThat(page.text(".alarm")).startsWith("No data since ");
            assertThat(page.texts(".next li[data-bib]")).isNotEmpty();
            assertNothingIsCut("stale");
            link.mend();
            page.script("dispatchEvent(new Event('online'))");
            page.awaitGone(".alarm");
        }
    }

    private void awaitLive() {
        page.awaitThere(".speaker[data-freshness=live] h1 span");
    }

    private void awaitTold(List<String> expected) {
        List<String> newestFirst = new ArrayList<>(expected);
        Collections.reverse(newestFirst);
        page.await(
                "the desk says what REST changed",
                () -> told().equals(newestFirst),
                () -> told() + " is not " + newestFirst);
    }

    /** Changes of lead and podium and equal totals on the screen, the newest first. */
    private List<String> told() {
        return page.strings(
                """
                [...document.querySelectorAll('[data-news=lead], [data-news=podium], [data-news=offPodium], [data-news=tie]')].map(one =>
                  `${one.dataset.news} ${one.dataset.bib}` + (one.dataset.news === 'lead' ? ` (${/ by ([0-9.]+)$/.exec(one.innerText)?.[1]})` : ''))
                """);
    }

    /** The same from two tables: what became of the three lowest totals. */
    private static List<String> news(Map<Integer, JsonNode> before, Map<Integer, JsonNode> after) {
        List<String> news = new ArrayList<>();
        List<Integer> podium = lowest(before).limit(3).toList();
        List<Integer> now = lowest(after).limit(3).toList();
        podium.stream().filter(bib -> !now.contains(bib)).forEach(bib -> news.add("offPodium " + bib));
        boolean newLeader = !podium.get(0).equals(now.get(0));
        for (int place = newLeader ? 1 : 0; place < now.size(); place++) {
            int was = podium.indexOf(now.get(place));
            if (was < 0 || was > place) {
                news.add("podium " + now.get(place));
            }
        }
        if (newLeader) {
            int by = after.get(podium.get(0)).get("totalTotal").asInt()
                    - after.get(now.get(0)).get("totalTotal").asInt();
            news.add("lead " + now.get(0) + " (" + seconds(by) + ")");
        }
        return news;
    }

    private static Stream<Integer> lowest(Map<Integer, JsonNode> rows) {
        return rows.entrySet().stream()
                .filter(row -> row.getValue().hasNonNull("rnk"))
                .sorted(Map.Entry.comparingByValue((one, other) -> Integer.compare(
                        one.get("totalTotal").asInt(), other.get("totalTotal").asInt())))
                .map(Map.Entry::getKey);
    }

    /** The riders whom the recording has seen at the finish, the latest first. */
    private static List<Integer> finishersUntil(int seconds) {
        Set<Integer> finished = new LinkedHashSet<>();
        Recording.calls().stream()
                .filter(call -> !call.isResults() && call.millis() < seconds * 1000L)
                .forEach(call -> call.body().get("oncourse").forEach(rider -> {
                    if (rider.hasNonNull("dtFinish")) {
                        finished.add(rider.get("bib").asInt());
                    }
                }));
        List<Integer> latestFirst = new ArrayList<>(finished);
        Collections.reverse(latestFirst);
        return latestFirst;
    }

    /** The total of a second run: both ran, or the row says that only the second one did. */
    private static Integer secondRun(JsonNode row) {
        boolean ran = row.hasNonNull("prevTime") || row.path("betterRunNr").asInt() == 2;
        return ran && row.hasNonNull("total") ? row.get("total").asInt() : null;
    }

    private void awaitFinishers(List<Integer> bibs) {
        String shown = "[...document.querySelectorAll('.finisher')].map(one => one.dataset.bib)";
        List<String> expected = bibs.stream().map(String::valueOf).toList();
        page.await(
                "on top are " + expected,
                () -> page.strings(shown).stream()
                        .limit(expected.size())
                        .toList()
                        .equals(expected),
                () -> page.strings(shown).toString());
    }

    /** The total of the leader and of the third, also while nobody is on course of a race that the export calls over. */
    private void awaitNeeds(Map<Integer, JsonNode> rows) {
        String expected = need(rows, 1, null) + " " + need(rows, 3, null);
        page.await(
                "what it takes is " + expected,
                () -> expected.equals(String.join(
                        " ",
                        page.strings(
                                "[...document.querySelectorAll('.needed [data-under], .needed [data-rank=\"1\"], .needed [data-rank=\"3\"]')]"
                                        + ".map(one => one.dataset.under ?? one.dataset.total)"))));
    }

    private void awaitRidersOnCourse(Map<Integer, JsonNode> rows) {
        Map<String, String> expected = new TreeMap<>();
        for (JsonNode rider : server.api().oncourse(PushedRace.EVENT).body().get("oncourse")) {
            if (!rider.hasNonNull("dtFinish") && rider.get("raceId").asText().equals(Recording.RACE)) {
                int bib = rider.get("bib").asInt();
                boolean started =
                        rider.hasNonNull("dtStart") || rider.path("time").asInt() > 0;
                int pen = rider.path("pen").asInt();
                expected.put(
                        String.valueOf(bib),
                        (pen > 0 ? "+" + pen / 100 : "")
                                + (started ? " " + need(rows, 1, bib) + " " + need(rows, 3, bib) : ""));
            }
        }
        String script =
                """
                Object.fromEntries([...document.querySelectorAll('.rider')].map(one => [one.dataset.bib,
                  one.querySelector('.pen').innerText.trim() + [...one.querySelectorAll('[data-under]')].map(need => ' ' + need.dataset.under).join('')]))
                """;
        page.await(
                "the riders on course are " + expected,
                () -> expected.equals(asMap(page.json(script))),
                () -> page.json(script) + " is not " + expected);
    }

    private static Map<String, String> asMap(JsonNode object) {
        Map<String, String> map = new TreeMap<>();
        object.fields()
                .forEachRemaining(
                        field -> map.put(field.getKey(), field.getValue().asText()));
        return map;
    }

    /** The total on a place among the riders other than one. */
    private static int need(Map<Integer, JsonNode> rows, int place, Integer without) {
        return lowest(rows)
                .filter(bib -> !Objects.equals(bib, without))
                .skip(place - 1L)
                .map(bib -> rows.get(bib).get("totalTotal").asInt())
                .findFirst()
                .orElseThrow();
    }

    /** The page reads results with gates every 20 s. */
    private void awaitHardestGates() {
        JsonNode rows = server.api()
                .get("/api/v1/events/" + PushedRace.EVENT + "/results/" + Recording.RACE + "?detailed=true")
                .body()
                .get("results");
        Map<Integer, int[]> counts = new TreeMap<>();
        stream(rows)
                .filter(row -> secondRun(row) != null && row.hasNonNull("gates"))
                .forEach(row -> row.get("gates").forEach(gate -> {
                    int pen = gate.path("penalty").asInt();
                    int[] count = counts.computeIfAbsent(gate.get("number").asInt(), number -> new int[2]);
                    count[0] += pen == 2 ? 1 : 0;
                    count[1] += pen == 50 ? 1 : 0;
                }));
        ToIntFunction<int[]> cost = count -> 2 * count[0] + 50 * count[1];
        List<String> expected = counts.entrySet().stream()
                .sorted((one, other) ->
                        Integer.compare(cost.applyAsInt(other.getValue()), cost.applyAsInt(one.getValue())))
                .limit(5)
                .map(one -> one.getKey() + " " + one.getValue()[0] + " " + one.getValue()[1])
                .toList();
        String shown =
                "[...document.querySelectorAll('[data-gate]')].map(one => [one.dataset.gate, ...[...one.querySelectorAll('td')].map(cell => cell.innerText)].join(' '))";
        page.await(
                "the hardest gates are " + expected,
                () -> page.strings(shown).equals(expected),
                () -> page.strings(shown).toString());
    }

    @SuppressWarnings("unchecked")
    private void assertNothingIsCut(String name) {
        page.screenshot("speaker-" + name.replace(' ', '-'));
        page.await(
                "nothing is cut " + name,
                () -> ((List<String>) page.script(CUT)).isEmpty(),
                () -> String.valueOf(page.script(CUT)));
    }

    /** Hides what is different each second, and what another test may have on course. */
    private BrowserPage withoutClocks() {
        page.script(
                """
                const sheet = new CSSStyleSheet();
                sheet.replaceSync('.clock, time, .at, .news li, ' + arguments[0] + ' { visibility: hidden !important } .alarm { display: none !important }');
                document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
                """,
                page.address().contains(Recording.RACE) ? "none" : ".course li");
        return page;
    }

    private static Map<Integer, JsonNode> byBib(JsonNode rows) {
        Map<Integer, JsonNode> byBib = new TreeMap<>();
        rows.forEach(row -> byBib.put(row.get("bib").asInt(), row));
        return byBib;
    }

    private static Stream<JsonNode> stream(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static String seconds(Integer hundredths) {
        return hundredths == null ? "" : String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
    }
}

package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.Await;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The broadcast delay ({@code delay=}): every view shows what it showed without a delay that long ago. The pages' time is
 * this test's, so that it waits for messages but never for seconds.
 */
class DelayIT {
    private static final int DELAY_SECONDS = 30;
    /** What is pushed arrives in the middle of a step; pages are looked at where it ends. */
    private static final int HALF_STEP_MILLIS = 1500;

    private static final int STEPS_OF_DELAY = DELAY_SECONDS * 1000 / (2 * HALF_STEP_MILLIS);
    private static final int MOMENTS = 20;
    private static final int FIRST_SECOND = 100;
    private static final int SECONDS_A_STEP = 4;
    private static final int SECONDS_OF_NEWS = 60;

    /** A clock and timers that stand still until {@code advance} is called, and the last message of the page. */
    private static final String OWN_TIME =
            """
            (() => {
              const RealDate = Date;
              let time = %d, ids = 0;
              const timers = new Map();
              window.Date = class extends RealDate {
                constructor(...parts) { if (parts.length) super(...parts); else super(time); }
                static now() { return time; }
              };
              const start = (run, millis = 0, every) => (timers.set(++ids, { run, at: time + Math.max(millis, 1), every }), ids);
              window.setTimeout = (run, millis) => start(run, millis);
              window.setInterval = (run, millis) => start(run, millis, Math.max(millis, 1));
              window.clearTimeout = window.clearInterval = id => timers.delete(id);
              let reading = 0;
              const read = window.fetch;
              window.fetch = async (...parts) => {
                reading++;
                try {
                  const response = await read(...parts);
                  await response.clone().arrayBuffer();
                  return response;
                } finally {
                  reading--;
                }
              };
              // Until all that was asked for has come and is drawn.
              const frame = async () => {
                do await new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)));
                while (reading);
              };
              window.advance = async millis => {
                const end = time + millis;
                for (;;) {
                  const [id, next] = [...timers].reduce((first, one) => one[1].at < first[1].at ? one : first, [0, { at: Infinity }]);
                  if (next.at > time) await frame();
                  if (next.at > end) break;
                  time = next.at;
                  if (next.every) next.at += next.every; else timers.delete(id);
                  next.run();
                }
                time = end;
                await frame();
              };
              const Socket = WebSocket;
              window.WebSocket = class extends Socket {
                constructor(...parts) {
                  super(...parts);
                  window.socket = parts[0];
                  this.addEventListener('message', ({ data }) => { window.lastMessage = data; });
                }
              };
            })();
            """;

    /**
     * What a reader sees, but for clocks of riders, which run on by the time of the device, the note about the delay, and links to
     * files, which come with the code for a delay.
     */
    private static final String SHOWN =
            """
            (() => {
              const left = document.querySelectorAll('[data-clock], .delayed, [data-files]');
              left.forEach(one => { one.style.display = 'none'; });
              const text = document.body.innerText.replace(/\\s+/g, ' ').trim();
              left.forEach(one => { one.style.display = ''; });
              return text;
            })()
            """;

    /** Every rider is a favourite, alerts are on, and {@code told} has what the device was told to show. */
    private static final String ALERTS =
            """
            localStorage.setItem('favourites', JSON.stringify(Object.fromEntries(%s.map(row => [row.athleteId, row.name]))));
            localStorage.setItem('tell', 'true');
            window.told = [];
            window.Notification = class {
              static permission = 'granted';
              constructor(title) { told.push(title); }
            };
            navigator.serviceWorker.getRegistration = async () => null;
            """;

    private static final String ROWS =
            "[...document.querySelectorAll('tr[data-race][data-bib]')].map(row => row.innerText).join('|')";

    @RegisterExtension
    static final Browser browser = new Browser();

    @RegisterExtension
    final TestServer server =
            TestServer.with("spectators.oncourse-expiry-millis", "600000", "spectators.oncourse-interval-millis", "1");

    static Stream<List<String>> views() {
        return Stream.of(
                List.of("", "?view=board", "?view=speaker"),
                Stream.of("lower-third", "clock", "top", "next", "water")
                        .map(part -> "?view=overlay&part=" + part)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("views")
    void everyViewShowsTheStateOfThatLongAgo(List<String> views) {
        PushedRace race = PushedRace.running(server).playTo(FIRST_SECOND);
        try (SpectatorClient spectator =
                SpectatorClient.open(server.api(), PushedRace.EVENT, "?race=" + PushedRace.RACE)) {
            Map<String, BrowserPage> present = pages(views, "");
            Map<String, BrowserPage> late = pages(views, "delay=" + DELAY_SECONDS);
            List<BrowserPage> all = Stream.concat(present.values().stream(), late.values().stream())
                    .toList();
            all.forEach(page -> page.awaitTrue("it has its first message", "window.lastMessage"));
            int before = spectator.messages().size();
            Map<String, List<String>> shown = new LinkedHashMap<>();
            int checked = 0;
            for (int step = 0; step < STEPS_OF_DELAY + MOMENTS; step++) {
                advance(all);
                race.playTo(FIRST_SECOND + SECONDS_A_STEP * step);
                awaitLast(spectator, before, all);
                advance(all);
                for (String view : views) {
                    List<String> history = shown.computeIfAbsent(view, one -> new ArrayList<>());
                    history.add(shownOn(present.get(view)));
                    if (step >= STEPS_OF_DELAY) {
                        String then = history.get(step - STEPS_OF_DELAY);
                        late.get(view)
                                .await(
                                        "it shows moment " + (step - STEPS_OF_DELAY) + ": " + then,
                                        () -> shownOn(late.get(view)).equals(then),
                                        () -> shownOn(late.get(view)));
                        checked++;
                    }
                }
            }
            assertThat(checked).isEqualTo(views.size() * MOMENTS);
            // A view that always shows the same would prove nothing. In the recording nobody is left who has not
            // started.
            shown.remove("?view=overlay&part=next");
            assertThat(shown)
                    .allSatisfy((view, texts) -> assertThat(texts.stream().distinct())
                            .as("different states of %s", view)
                            .hasSizeGreaterThan(2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "view=board&", "view=speaker&"})
    void aFirstVisitCountsDownToItsFirstPicture(String view) {
        PushedRace.running(server).playTo(FIRST_SECOND);
        BrowserPage page = browser.page(server.port()).still();
        open(page, view + "delay=" + DELAY_SECONDS, server.clock().millis());
        letPass(page, 5);
        assertThat(page.text("body")).containsPattern(DELAY_SECONDS + " s late\\..* 0:25");
        letPass(page, DELAY_SECONDS - 15);
        assertThat(page.text("body")).containsPattern(DELAY_SECONDS + " s late\\..* 0:10");

        letPass(page, 11);
        page.awaitThere("[data-bib]");
        assertThat(page.text("body")).doesNotContainPattern("s late\\..* \\d:\\d\\d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"lower-third", "clock", "top", "next", "water"})
    void anOverlaySaysNothingUntilItsFirstPicture(String part) {
        PushedRace.running(server).playTo(FIRST_SECOND);
        BrowserPage page = browser.page(server.port()).still();
        open(
                page,
                "view=overlay&part=" + part + "&delay=" + DELAY_SECONDS,
                server.clock().millis());
        letPass(page, DELAY_SECONDS - 5);
        assertThat(page.text("body")).isEmpty();
    }

    @Test
    void alertsAndAnnouncementsComeAsLateAsTheTable() {
        PushedRace race = PushedRace.running(server).playTo(FIRST_SECOND);
        JsonNode rows =
                server.api().results(PushedRace.EVENT, PushedRace.RACE).body().get("results");
        BrowserPage page = browser.page(server.port()).still();
        page.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", ALERTS.formatted(rows)));
        open(page, "delay=" + DELAY_SECONDS, server.clock().millis());
        letPass(page, DELAY_SECONDS + 1);
        page.awaitThere("tr[data-race][data-bib]");
        // Riders who were on course when the page was opened.
        page.script("told.length = 0");
        try (SpectatorClient spectator =
                SpectatorClient.open(server.api(), PushedRace.EVENT, "?race=" + PushedRace.RACE)) {
            spectator.await("the state", message -> message.type().equals("full"));
            race.playTo(FIRST_SECOND + SECONDS_OF_NEWS);
            awaitLast(spectator, 0, List.of(page));
        }
        letPass(page, DELAY_SECONDS - 2);
        assertThat(page.strings("told")).isEmpty();
        assertThat(page.text("#spoken")).isEmpty();

        letPass(page, 3);
        page.awaitTrue("the device is told", "told.length");
        page.awaitTrue("it is said", "document.querySelector('#spoken').textContent");
    }

    @Test
    void aReloadGoesOnWhereThePageWasAndAsksOnlyForWhatCameMeanwhile() {
        PushedRace race = PushedRace.running(server).playTo(FIRST_SECOND);
        long begun = server.clock().millis();
        BrowserPage page = browser.page(server.port()).still();
        open(page, "delay=" + DELAY_SECONDS, begun);
        letPass(page, DELAY_SECONDS + 1);
        page.awaitThere("tr[data-race][data-bib]");
        try (SpectatorClient spectator =
                SpectatorClient.open(server.api(), PushedRace.EVENT, "?race=" + PushedRace.RACE)) {
            spectator.await("the state", message -> message.type().equals("full"));
            race.playTo(FIRST_SECOND + SECONDS_OF_NEWS);
            awaitLast(spectator, 0, List.of(page));
        }
        letPass(page, 10);
        String before = page.json(ROWS).asText();
        BrowserPage present = browser.page(server.port()).still().go(PushedRace.RACE_PATH);
        present.awaitThere("[data-freshness=live]").awaitThere("tr[data-race][data-bib]");
        String news = present.json(ROWS).asText();
        assertThat(news).isNotEqualTo(before);

        open(page, "delay=" + DELAY_SECONDS, begun + (DELAY_SECONDS + 11) * 1000L);
        page.await("it goes on", () -> page.json(ROWS).asText().equals(before), () -> page.json(ROWS)
                .asText());
        page.awaitTrue("it resumes", "/[?&]since=/.test(window.socket)");
        letPass(page, DELAY_SECONDS - 13);
        assertThat(page.json(ROWS).asText()).isEqualTo(before);
        letPass(page, 4);
        page.await("the news is shown", () -> page.json(ROWS).asText().equals(news), () -> page.json(ROWS)
                .asText());
        assertThat(page.complaints()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"view=board", "view=speaker", "view=overlay&part=top"})
    void aScreenGoesOnAtOnceAfterItsReload(String view) {
        PushedRace.running(server).playTo(FIRST_SECOND);
        long begun = server.clock().millis();
        BrowserPage page = browser.page(server.port()).still();
        String shown = ".board tr[data-bib], .speaker .rider[data-bib], .overlay li[data-bib]";
        open(page, view + "&delay=" + DELAY_SECONDS, begun);
        letPass(page, DELAY_SECONDS + 1);
        page.awaitThere(shown);

        open(page, view + "&delay=" + DELAY_SECONDS, begun + (DELAY_SECONDS + 2) * 1000L);
        page.awaitThere(shown);
        assertThat(page.complaints()).isEmpty();
    }

    /** Nobody can be told what the list of events was like; what it shows later, and all that it leads to, is late. */
    @Test
    void linksOfTheListOfEventsKeepTheDelay() {
        PushedRace.running(server).playTo(FIRST_SECOND);
        BrowserPage page = browser.page(server.port()).go("/?delay=" + DELAY_SECONDS);
        page.press("a.event-card")
                .awaitTrue(
                        "the address has the delay", "location.href.endsWith('/e/RACE?delay=" + DELAY_SECONDS + "')");
        assertThat(page.text(".delayed")).contains(DELAY_SECONDS + " s late");
        assertThat(page.strings("[...document.querySelectorAll('tr[data-race]')].map(row => row.innerText)"))
                .isEmpty();
        page.press("a.home")
                .awaitTrue("so has the list", "location.href.endsWith('/?delay=" + DELAY_SECONDS + "')")
                .awaitThere("a.event-card");
    }

    @Test
    void aDelayIsAtMostFiveMinutesAndNothingElseIsOne() {
        try (ModuleServer modules = new ModuleServer()) {
            BrowserPage page = browser.page(modules.port()).go("/");
            for (Map.Entry<String, Integer> delay : Map.of(
                            "?delay=30",
                            30_000,
                            "?delay=0",
                            0,
                            "?delay=300",
                            300_000,
                            "?delay=999",
                            300_000,
                            "?delay=-5",
                            0,
                            "?delay=1e2",
                            0,
                            "?delay=x",
                            0,
                            "",
                            0)
                    .entrySet()) {
                ModuleServer.call(page, "common/clock.js", "setDelay", delay.getKey());
                assertThat(ModuleServer.call(page, "common/clock.js", "delayMillis")
                                .asInt())
                        .as(delay.getKey())
                        .isEqualTo(delay.getValue());
            }
        }
    }

    private Map<String, BrowserPage> pages(List<String> views, String query) {
        Map<String, BrowserPage> pages = new LinkedHashMap<>();
        for (String view : views) {
            BrowserPage page = browser.page(server.port()).still();
            page.command(
                    "Page.addScriptToEvaluateOnNewDocument",
                    Map.of("source", OWN_TIME.formatted(server.clock().millis())));
            String address = PushedRace.RACE_PATH + view;
            page.go(query.isEmpty() ? address : address + (view.isEmpty() ? "?" : "&") + query);
            pages.put(view, page);
        }
        return pages;
    }

    /**
     * Waits until all pages have received what the service has sent.
     *
     * @param before so many messages were sent before the pages came; the first message of a page stands for them
     */
    private static void awaitLast(SpectatorClient spectator, int before, List<BrowserPage> pages) {
        Await.until("the spectator has what REST has", () -> {
            try {
                spectator.assertSameAsRest();
                return true;
            } catch (AssertionError behind) {
                return false;
            }
        });
        // More may come that changes nothing, such as a full message after the same changes.
        Await.until("all pages have the last message", () -> {
            List<SpectatorClient.ReceivedMessage> messages = spectator.messages();
            JsonNode last = messages.get(messages.size() - 1).message();
            return messages.size() == before
                    || pages.stream()
                            .allMatch(page -> ApiClient.parse((String) page.script("return window.lastMessage"))
                                    .equals(last));
        });
    }

    /** Opens the race's page, whose time starts at a moment. */
    private static void open(BrowserPage page, String query, long millis) {
        page.command("Page.addScriptToEvaluateOnNewDocument", Map.of("source", OWN_TIME.formatted(millis)));
        page.go(PushedRace.RACE_PATH + "?" + query).awaitTrue("it has its first message", "window.lastMessage");
    }

    /** Lets seconds pass on the page. */
    private static void letPass(BrowserPage page, int seconds) {
        page.script("window.advanced = window.advance(" + seconds * 1000 + ")");
        page.scriptToCome("window.advanced.then(arguments[0])");
    }

    private static void advance(List<BrowserPage> pages) {
        for (BrowserPage page : pages) {
            page.script("window.advanced = window.advance(" + HALF_STEP_MILLIS + ")");
        }
        for (BrowserPage page : pages) {
            page.scriptToCome("window.advanced.then(arguments[0])");
        }
    }

    private static String shownOn(BrowserPage page) {
        return page.json(SHOWN).asText();
    }
}

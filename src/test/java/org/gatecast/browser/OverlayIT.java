package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpServer;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.imageio.ImageIO;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Overlays over the picture of a camera: what they show of a race, and that everything else is transparent. */
class OverlayIT {
    private static final String RACE = PushedRace.RACE_PATH + "?view=overlay&part=";
    /** A second run of which nobody has started. */
    private static final String COMING = PushedRace.EVENT_PATH + "/r/C1M_ST_BR2_6?view=overlay&part=";

    private static final String PLATE = ".overlay-plate";
    private static final String RESULTS = ".overlay-results";

    @RegisterExtension
    static final Browser browser = new Browser();

    /** Riders stay on course while they are looked at. */
    @RegisterExtension
    static final TestServer server = TestServer.with(
            "spectators.oncourse-expiry-millis", "600000", "page.overlay-style", "src/test/resources/overlay.css");

    @Test
    void everyPartBeforeDuringAndAfterTheRaceIsWhatItWasAndTransparentAround() {
        PushedRace race = PushedRace.running(server);
        BrowserPage page = standing("12:40:00").still().sized(1280, 720);
        for (String part : List.of("top", "next")) {
            page.go(COMING + part).awaitThere(PLATE);
            matches(page, part, "before");
        }
        assertThat(page.texts(".overlay-countdown")).containsExactly("Next start in 5:00");
        for (String part : List.of("lower-third", "clock", "water")) {
            awaitEmpty(page.go(COMING + part));
        }

        race.playTo(100);
        for (String part : List.of("lower-third", "clock", "top", "water")) {
            page.go(RACE + part).awaitThere(PLATE);
            matches(page, part, "during");
        }
        page.go(PushedRace.EVENT_PATH + "?view=overlay&part=water").awaitThere(PLATE + " [data-bib='11']");
        // The recorded export has a result of everybody who has not started.
        awaitEmpty(page.go(RACE + "next"));

        race.playToTheEnd();
        page.go(RACE + "top").awaitThere(PLATE);
        matches(page, "top", "after");
        for (String part : List.of("lower-third", "clock", "water")) {
            page.go(RACE + part).awaitThere(PLATE);
            // Nothing is told any more of those who were under way.
            page.script("window.later += 10001");
            awaitEmpty(page);
        }
        awaitEmpty(page.go(RACE + "next"));
        assertThat(page.complaints()).isEmpty();
    }

    @Test
    void aPartHasTheSameShareOfEveryPicture() {
        BoothClient booth = event("SIZES");
        booth.oncourse(riders(rider(1, 3000), rider(2, 1000)));
        BrowserPage page = standing("12:40:00").still();
        List<String> shares = new ArrayList<>();
        for (int height : new int[] {720, 1080, 2160}) {
            page.sized(height * 16 / 9, height)
                    .go("/e/SIZES?view=overlay&part=water")
                    .awaitThere(PLATE);
            shares.add(
                    (String)
                            page.script(
                                    "const box = document.querySelector('.overlay-plate').getBoundingClientRect();"
                                            + " return [box.right / innerWidth, box.bottom / innerHeight, box.width / innerWidth].map(share => share.toFixed(2)).join()"));
        }
        assertThat(shares).containsOnly("0.95,0.95,0.45");
    }

    @Test
    void televisionClocksSayWhoIsShown() {
        BoothClient booth = event("CLOCKS");
        booth.oncourse(riders(
                rider(1, 6000),
                rider(2, 3000).put("tvClock", "odd"),
                rider(3, 1000).put("tvClock", "even")));
        BrowserPage page = browser.page(server.port());
        page.go("/e/CLOCKS?view=overlay&part=lower-third&clock=1").awaitThere("[data-bib='2'] .overlay-time");
        page.go("/e/CLOCKS?view=overlay&part=clock&clock=2").awaitThere("[data-bib='3'] .overlay-time");

        booth.oncourse(
                riders(rider(1, 6100).put("tvClock", "even"), rider(2, 3100).put("tvClock", "odd"), rider(3, 1100)));
        page.awaitThere("[data-bib='1'] .overlay-time").awaitGone("[data-bib='3']");

        booth.oncourse(riders(rider(1, 6200), rider(2, 3200).put("tvClock", "odd"), rider(3, 1200)));
        page.awaitGone(PLATE);
    }

    @Test
    void aFinishIsToldFromTheTable() {
        BoothClient booth = event("FINISHES");
        booth.oncourse(riders(rider(1, 9000).put("pen", 200)));
        BrowserPage page = standing("12:40:00");
        page.go("/e/FINISHES/r/K1M_BR1?view=overlay&part=lower-third").awaitThere("[data-bib='1'][data-state=running]");
        assertThat(page.texts(".overlay-pen")).containsExactly("+2");

        booth.results(json("{'results': [{'raceId': 'K1M_BR1', 'bib': 2, 'time': 8000, 'pen': 0, 'total': 8000},"
                + " {'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000, 'pen': 200, 'total': 9200}]}"));
        booth.oncourse(riders(rider(1, 9000).put("pen", 200).put("total", 9200).put("dtFinish", "10:31:30.000")));
        page.awaitTrue(
                "it says so",
                "document.querySelector('.overlay-standing')?.innerText.replaceAll(/\\s+/g, ' ') === '92.00 rank 2 +12.00'");

        page.script("window.later += 7999");
        page.awaitThere("[data-bib='1'][data-state=finished]");
        page.script("window.later += 1");
        page.awaitGone(PLATE);
    }

    /** As in the recorded race: near the total to beat the timing system sends that total in place of the gap. */
    @Test
    void theTotalToBeatIsNotShownAsAGap() {
        BoothClient booth = event("TOBEAT");
        booth.oncourse(riders(rider(1, 3000).put("ttbDiff", "-2.00")));
        BrowserPage page = standing("12:40:00");
        page.go("/e/TOBEAT?view=overlay&part=lower-third").awaitThere(".overlay-gap.overlay-ahead");
        assertThat(page.text(".overlay-standing")).isEqualTo("-2.00");

        booth.oncourse(riders(rider(1, 7200).put("ttbDiff", "78.99")));
        page.awaitThere(".overlay-standing .overlay-beat").awaitGone(".overlay-gap");
        assertThat(page.text(".overlay-standing")).isEqualTo("To beat 78.99");
    }

    @Test
    void duringARunTheNextToStartAreShown() {
        BoothClient booth = event("NEXT");
        booth.oncourse(riders(rider(1, 3000)));
        BrowserPage page = StandingTime.page(
                        browser, server.port(), server.clock().today().atTime(9, 1, 30))
                .still()
                .sized(1280, 720);
        page.go("/e/NEXT?view=overlay&part=next").awaitThere(PLATE + " [data-bib='2']");
        matches(page, "next", "during");
        assertThat(page.texts(".overlay-next .overlay-bib")).containsExactly("2", "3");

        booth.oncourse(riders(rider(1, 6000), rider(2, 1000)));
        page.awaitGone("[data-bib='2']");
        assertThat(page.texts(".overlay-next .overlay-bib")).containsExactly("3");

        booth.oncourse(riders(rider(2, 6000), rider(3, 1000)));
        page.awaitGone(PLATE);
    }

    @Test
    void theLeadersOfARaceThatIsOverSayWhatTheResultsAre() {
        BoothClient booth = event("PROTEST");
        BrowserPage page = standing("12:40:00");
        page.go("/e/PROTEST/r/K1M_BR1?view=overlay&part=top");
        booth.results(json("{'results': [{'raceId': 'K1M_BR1', 'bib': 2, 'time': 8000, 'pen': 0, 'total': 8000}]}"));
        page.awaitThere(PLATE);
        assertThat(page.has(RESULTS)).as("said during the race").isFalse();

        String day = server.clock().today().minusDays(1).toString();
        booth.declare("K1M_BR1", json("{'status': 'provisional', 'protestUntil': '%sT10:54:10Z'}".formatted(day)));
        awaitResults(page, "Provisional. Protests until 12:54 (14:10)");
        Set<String> texts = new HashSet<>();
        for (String language : List.of("en", "cs", "de", "fr", "pl", "sk")) {
            page.go("/e/PROTEST/r/K1M_BR1?view=overlay&part=top&lang=" + language)
                    .awaitThere(RESULTS);
            assertThat(page.text(RESULTS)).contains("12:54", "(14:10)");
            texts.add(page.text(RESULTS));
        }
        assertThat(texts).hasSize(6);

        page.go("/e/PROTEST/r/K1M_BR1?view=overlay&part=top").awaitThere(RESULTS);
        page.script("window.later += 10000");
        awaitResults(page, "Provisional. Protests until 12:54 (14:00)");
        page.script("window.later += 840000");
        awaitResults(page, "Provisional. The protest time is over.");
        booth.declare("K1M_BR1", json("{'status': 'official'}"));
        page.awaitTrue(
                "it is official",
                "document.querySelector('" + RESULTS
                        + ".overlay-official')?.innerText.startsWith('Results official as of ')");
    }

    private static void awaitResults(BrowserPage page, String text) {
        page.awaitTrue("it says " + text, "document.querySelector('" + RESULTS + "')?.innerText === '" + text + "'");
    }

    @Test
    void whatIsOlderThanTenSecondsIsNotShown() {
        BoothClient booth = event("STALE");
        booth.oncourse(riders(rider(1, 3000)));
        booth.results(json("{'results': [{'raceId': 'K1M_BR1', 'bib': 2, 'time': 8000, 'pen': 0, 'total': 8000}]}"));
        try (NetworkLink link = new NetworkLink(server.port())) {
            BrowserPage page = standing("12:40:00", link.port());
            page.go("/e/STALE/r/K1M_BR1?view=overlay&part=top").awaitThere(PLATE);
            link.cut();
            page.await("it is hidden ten seconds later", () -> {
                page.script("window.later += 1000");
                return !page.has(PLATE);
            });
            link.mend();
            page.script("dispatchEvent(new Event('online'))");
            page.awaitThere(PLATE);
        }
        // Nothing is told of a rider who is under way, although the line is there.
        BrowserPage page = standing("12:40:00");
        page.go("/e/STALE/r/K1M_BR1?view=overlay&part=clock").awaitThere(PLATE);
        page.script("window.later += 10001");
        page.awaitGone(PLATE);
        booth.oncourse(riders(rider(1, 4000)));
        page.awaitThere(PLATE);
    }

    @Test
    void whatEntersMovesUnlessTheReaderWantsNoMotion() {
        event("MOTION").oncourse(riders(rider(1, 3000)));
        BrowserPage page = standing("12:40:00");
        String animation = "return getComputedStyle(document.querySelector('.overlay-entrance')).animationName";
        page.go("/e/MOTION?view=overlay&part=clock").awaitThere(PLATE);
        assertThat(page.script(animation)).isEqualTo("overlay-enter");

        page.still().go("/e/MOTION?view=overlay&part=clock").awaitThere(PLATE);
        assertThat(page.script(animation)).isEqualTo("none");
        page.script(
                "window.left = false; new MutationObserver(() => { window.left ||= Boolean(document.querySelector('.overlay-leaving')); })"
                        + ".observe(document.body, {subtree: true, childList: true, attributes: true}); window.later += 10001");
        page.awaitGone(PLATE);
        assertThat(page.script("return window.left")).isEqualTo(false);
    }

    @Test
    void coloursAndFontsComeFromTheAddressOrFromAStyleSheetAndNothingElseDoes() {
        event("LOOKS").oncourse(riders(rider(1, 3000)));
        String part = "/e/LOOKS?view=overlay&part=clock";
        BrowserPage page = standing("12:40:00");
        page.go(part + "&bg=00ff00&accent=ff0000&font=georgia&theme=light&safe=10&place=bottom-left")
                .awaitThere(PLATE);
        assertThat(page.strings(LOOKS))
                .containsExactly(
                        "rgb(0, 255, 0)", "rgb(255, 0, 0)", "Georgia, serif", "rgb(255, 255, 255)", "10%", "end");
        String hostile = "%3Cscript%3Ealert(1)%3C/script%3E;}*{color:red";
        page.go(part
                        + List.of(
                                        "&bg", "&accent", "&ground", "&ink", "&font", "&theme", "&safe", "&n", "&place",
                                        "&clock", "&cat")
                                .stream()
                                .reduce("", (all, name) -> all + name + "=" + hostile))
                .awaitThere(PLATE);
        assertThat(page.script("return document.documentElement.getAttribute('style')"))
                .isNull();
        assertThat(page.strings(LOOKS).get(0)).isEqualTo("rgba(0, 0, 0, 0)");
        assertThat(page.script(
                        "return getComputedStyle(document.querySelector('.overlay-pen, .overlay-plate')).outlineStyle"))
                .isEqualTo("dotted");

        // As OBS adds what its operator wrote.
        page.script("document.head.append(Object.assign(document.createElement('style'),"
                + " {textContent: ':root { --overlay-accent: #0000ff; --overlay-font: Courier }'}))");
        assertThat(page.strings(LOOKS)).contains("rgb(0, 0, 255)", "Courier");
        assertThat(page.complaints()).isEmpty();
    }

    private static final String LOOKS =
            "[getComputedStyle(document.documentElement).backgroundColor, ...(({borderInlineStartColor, fontFamily, backgroundColor}) =>"
                    + " [borderInlineStartColor, fontFamily, backgroundColor])(getComputedStyle(document.querySelector('.overlay-plate'))),"
                    + " Math.round(document.querySelector('.overlay').getBoundingClientRect().left / innerWidth * 100) + '%',"
                    + " getComputedStyle(document.querySelector('.overlay')).alignItems]";

    @Test
    void thePageOfAddressesListsEveryPartAsItWasChosen() {
        event("LIST").oncourse(riders(rider(1, 3000)));
        BrowserPage page = browser.page(server.port());
        page.go("/e/LIST?view=overlay").awaitThere("[data-overlay=water] " + PLATE);
        page.script(
                "const choose = (element, value) => { element.value = value; element.dispatchEvent(new Event(element.localName === 'select' ? 'change' : 'input')); };"
                        + " choose(document.querySelectorAll('form select')[1], 'light'); choose(document.querySelectorAll('form select')[2], '2');"
                        + " choose(document.querySelector('input[type=number]'), '30')");
        String origin = "http://127.0.0.1:" + server.port();
        page.awaitTrue(
                "the addresses follow",
                "document.querySelector('[data-overlay=top] code').innerText.includes('delay=30')");
        assertThat(page.texts(".overlay-address code"))
                .containsExactly(
                        origin + "/e/LIST?view=overlay&part=lower-third&theme=light&clock=2&delay=30&bg=none",
                        origin + "/e/LIST?view=overlay&part=clock&theme=light&clock=2&delay=30&bg=none",
                        origin + "/e/LIST?view=overlay&part=top&theme=light&delay=30&bg=none",
                        origin + "/e/LIST?view=overlay&part=next&theme=light&delay=30&bg=none",
                        origin + "/e/LIST?view=overlay&part=water&theme=light&delay=30&bg=none",
                        origin + "/ograf/gatecast.ograf.json");

        AppearanceCheck.inBothThemesAndSizes(page, "overlay-addresses");
        assertThat(page.complaints()).isEmpty();
    }

    /** What a renderer of OGraf graphics does, on a site of its own. */
    @Test
    void anOgrafRendererOfAnotherSitePlaysUpdatesAndStopsTheGraphic() throws IOException {
        BoothClient booth = event("OGRAF");
        booth.oncourse(riders(rider(1, 3000), rider(2, 1000)));
        HttpServer renderer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        renderer.createContext("/", exchange -> {
            boolean copy = exchange.getRequestURI().getPath().equals("/copy/graphic.js");
            byte[] content = copy
                    ? Files.readAllBytes(Path.of("target/classes/web/ograf/graphic.js"))
                    : "<!doctype html><title>renderer</title><link rel=icon href=data:,>"
                            .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", copy ? "text/javascript" : "text/html");
            exchange.sendResponseHeaders(200, content.length);
            try (OutputStream body = exchange.getResponseBody()) {
                body.write(content);
            }
        });
        renderer.start();
        try {
            BrowserPage page = browser.page(renderer.getAddress().getPort());
            page.go("/");
            JsonNode loaded = graphic(
                    page,
                    """
                    const address = 'http://127.0.0.1:%d/ograf/gatecast.ograf.json';
                    const manifest = await (await fetch(address)).json();
                    const { default: Graphic } = await import(new URL(manifest.main, address));
                    // SuperFly's OGraf server names the element so, and an element's name needs a hyphen.
                    customElements.define(manifest.id, Graphic);
                    window.graphic = document.body.appendChild(new Graphic());
                    const before = await graphic.playAction({});
                    const missing = await graphic.load({ data: { event: 'none' }, renderType: 'realtime', renderCharacteristics: {} });
                    const loaded = await graphic.load({ data: { event: 'OGRAF', part: 'lower-third', theme: 'light' }, renderType: 'realtime', renderCharacteristics: {} });
                    return [manifest.id, before.statusCode, missing.statusCode, loaded.statusCode, graphic.shadowRoot.querySelectorAll('.overlay-plate').length];
                    """
                            .formatted(server.port()));
            assertThat(loaded.toString()).isEqualTo("[\"org.gatecast.live-overlay\",409,404,200,0]");

            assertThat(graphic(
                                    page,
                                    """
                                    const { default: Graphic } = await import('/copy/graphic.js');
                                    customElements.define('gatecast-copy', Graphic);
                                    const copy = document.body.appendChild(new Graphic());
                                    const load = async (service, event = 'OGRAF', delay = 0) => (await copy.load({ data: { service, event, delay, race: 'K1M_BR1' }, renderType: 'realtime' })).statusCode;
                                    const service = 'http://127.0.0.1:%d/';
                                    const codes = [await load('somewhere'), await load(service), await load(service, 'OGRAF', 300), await load(service, 'none', 300)];
                                    await copy.dispose({});
                                    copy.remove();
                                    return codes;
                                    """
                                            .formatted(server.port()))
                            .toString())
                    .as("a copy on the renderer's own server")
                    .isEqualTo("[400,200,200,404]");

            assertThat(graphic(page, "return graphic.playAction({})").toString())
                    .isEqualTo("{\"statusCode\":200,\"currentStep\":0}");
            page.awaitTrue(
                    "the rider is shown",
                    SHADOW + ".querySelector('.overlay-theme-light [data-bib=\"1\"] .overlay-time')");
            assertThat(page.strings(
                            "(style => [style.outlineStyle, style.getPropertyValue('--club')])(getComputedStyle("
                                    + SHADOW + ".querySelector('.overlay-plate')))"))
                    .as("the operator's style sheet")
                    .containsExactly("dotted", "7px");
            assertThat(page.strings("[...document.fonts].map(font => font.family + ' ' + font.weight)"))
                    .containsExactly("Club 700");
            booth.oncourse(riders(rider(2, 3100)));
            page.awaitTrue("it is live", SHADOW + ".querySelector('[data-bib=\"2\"]')");

            assertThat(graphic(
                                    page,
                                    "return graphic.updateAction({data: {part: 'water', lang: 'cs', accent: '#ff0000'}})")
                            .get("statusCode")
                            .asInt())
                    .isEqualTo(200);
            page.awaitTrue(
                    "another part is shown", SHADOW + ".querySelector('.overlay-water h1')?.innerText === 'Na trati'");
            assertThat(page.script("return getComputedStyle(" + SHADOW
                            + ".querySelector('.overlay-plate')).borderInlineStartColor"))
                    .isEqualTo("rgb(255, 0, 0)");
            assertThat(graphic(page, "return graphic.updateAction({data: {part: 'weather'}})")
                            .get("statusCode")
                            .asInt())
                    .isEqualTo(400);

            assertThat(graphic(page, "return graphic.stopAction({})")
                            .get("statusCode")
                            .asInt())
                    .isEqualTo(200);
            page.awaitTrue("nothing is shown", "!" + SHADOW + ".querySelector('.overlay-plate')");
            assertThat(graphic(page, "await graphic.dispose({}); return graphic.goToTime({timestamp: 0})")
                            .get("statusCode")
                            .asInt())
                    .isEqualTo(501);
            assertThat(page.json("document.fonts.size").asInt()).isZero();
            assertThat(page.complaints())
                    .filteredOn(complaint -> !complaint.contains("404"))
                    .isEmpty();
        } finally {
            renderer.stop(0);
        }
    }

    private static final String SHADOW = "graphic.shadowRoot";

    private static JsonNode graphic(BrowserPage page, String script) {
        String told = (String)
                page.scriptToCome(
                        "const done = arguments[0]; (async () => {" + script
                                + "})().then(value => done(JSON.stringify(value)), failure => done(JSON.stringify('failed: ' + failure.stack)))");
        return ApiClient.parse(told);
    }

    /** A running event with three riders and two runs. */
    private static BoothClient event(String id) {
        return server.api()
                .createEvent(id)
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
    }

    private static ObjectNode rider(int bib, int time) {
        return (ObjectNode) json(
                "{'raceId': 'K1M_BR1', 'participantId': '%1$d.K1M', 'bib': %1$d, 'position': %1$d, 'dtStart': '10:30:00.000', 'time': %2$d, 'pen': 0, 'gates': [0, 2, null, null]}"
                        .formatted(bib, time));
    }

    private static JsonNode riders(ObjectNode... riders) {
        ObjectNode body = ApiClient.MAPPER.createObjectNode();
        body.putArray("oncourse").addAll(List.of(riders));
        return body;
    }

    private static void matches(BrowserPage page, String part, String moment) {
        assertThat(alphaOutsideOfTheSafeArea(page)).as(part + " " + moment).isZero();
        KeptPictures.matches(page, "overlay-" + part + "-" + moment);
    }

    private static BrowserPage standing(String timeOfDay) {
        return standing(timeOfDay, server.port());
    }

    /** On the day of the recorded race, a day before that of {@link #event}. */
    private static BrowserPage standing(String timeOfDay, int port) {
        return StandingTime.page(
                browser,
                port,
                LocalTime.parse(timeOfDay).atDate(server.clock().today().minusDays(1)));
    }

    /** Nothing is shown although the state is known. */
    private static void awaitEmpty(BrowserPage page) {
        page.awaitTrue("the overlay is there and empty", "document.querySelector('.overlay:empty')");
        assertThat(picture(page)).as("nothing but transparent").satisfies(picture -> assertThat(
                        alpha(picture, 0, 0, picture.getWidth(), picture.getHeight()))
                .isZero());
    }

    private static BufferedImage picture(BrowserPage page) {
        page.command(
                "Emulation.setDefaultBackgroundColorOverride", Map.of("color", Map.of("r", 0, "g", 0, "b", 0, "a", 0)));
        String data = (String)
                page.command("Page.captureScreenshot", Map.of("format", "png")).get("data");
        page.command("Emulation.setDefaultBackgroundColorOverride", Map.of());
        try {
            return ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(data)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** The largest alpha in a part of a picture, 0 where all of it is transparent. */
    private static int alpha(BufferedImage picture, int left, int top, int right, int bottom) {
        int most = 0;
        for (int y = top; y < bottom; y++) {
            for (int x = left; x < right; x++) {
                most = Math.max(most, picture.getRGB(x, y) >>> 24);
            }
        }
        return most;
    }

    private static int alphaOutsideOfTheSafeArea(BrowserPage page) {
        BufferedImage picture = picture(page);
        int width = picture.getWidth();
        int height = picture.getHeight();
        // The edges lie between two pixels.
        int x = width / 20 - 1;
        int y = height / 20 - 1;
        assertThat(alpha(picture, 0, 0, width, height)).isGreaterThan(200);
        return Math.max(
                Math.max(alpha(picture, 0, 0, width, y), alpha(picture, 0, height - y, width, height)),
                Math.max(alpha(picture, 0, 0, x, height), alpha(picture, width - x, 0, width, height)));
    }
}

package org.gatecast.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What an address shows where it is shared: what the server sends, since nobody runs scripts there. */
class SharedLinksIT {
    private static final String EVENT = "/e/SHARED";
    private static final String RACE_ID = "K1M_ST_BR2_6";
    private static final String RACE = EVENT + "/r/" + RACE_ID;
    private static final String CATEGORY = "ZM";
    private static final String HOSTILE_TITLE = "<b>Spring</b> & \"Cup\"";
    private static final String ESCAPED_TITLE = "&lt;b&gt;Spring&lt;/b&gt; &amp; &quot;Cup&quot;";
    /** An image of one pixel. */
    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

    @RegisterExtension
    static final TestServer server = TestServer.with();

    @BeforeAll
    static void theRaceRuns() {
        ObjectNode event = ApiClient.MAPPER.createObjectNode();
        event.put("eventId", "SHARED").put("mainTitle", HOSTILE_TITLE).put("imageData", PNG);
        server.api()
                .createEvent(event)
                .imported(Recording.xml(server.clock().today()))
                .through("startlist", "running");
        server.api().createEvent("DRAFT");
    }

    @Test
    void anEventIsCalledAsItsOrganiserCallsIt() {
        String page = page(EVENT, "en");

        assertThat(title(page)).contains(ESCAPED_TITLE);
        assertThat(tag(page, "og:title")).isEqualTo(title(page));
        assertThat(tag(page, "og:description")).isNotBlank();
        assertThat(tag(page, "og:url")).startsWith("http").endsWith(EVENT);
        assertThat(page).doesNotContain(HOSTILE_TITLE).doesNotContain("<b>");
    }

    @Test
    void aRaceNamesItselfAndWhoLeads() {
        String page = page(RACE, "en");

        assertThat(title(page)).isEqualTo("K1m - střední trať - 2. jízda · " + ESCAPED_TITLE);
        assertThat(tag(page, "og:title")).isEqualTo(title(page));
        assertThat(tag(page, "og:description"))
                .contains(leader("").get("name").asText(), "K1m - střední trať, 2nd run");
        assertThat(tag(page, "og:url")).endsWith(RACE);
    }

    @Test
    void aFirstRunNamesWhoLedInItAndTheSecondWhoLeadsByTheBetterOne() {
        assertThat(tag(page(EVENT + "/r/K1W_ST_BR1_6", "en"), "og:description"))
                .startsWith("1. BIRCHSON Kateřina 93.67, 2. CEDARFIELD Gus 96.39, 3. ELMER Maximilian 96.79 ·");
        assertThat(tag(page(EVENT + "/r/K1W_ST_BR2_6", "en"), "og:description"))
                .startsWith("1. LÍSKAWELL Ola 93.47, 2. BIRCHSON Kateřina 93.67,");
        assertThat(tag(page(EVENT + "/r/K1W_ST_BR1_6/1", "en"), "og:description"))
                .startsWith("1. 93.67 ·");
        assertThat(tag(page(EVENT + "/r/K1W_ST_BR2_6/1", "en"), "og:description"))
                .startsWith("2. 93.67 ·");
    }

    @Test
    void everyPageHasAPreviewOfItsOwnInTheReadersLanguage() throws IOException {
        Set<String> images = new HashSet<>();
        for (String path : List.of("/", EVENT, RACE, RACE + "?cat=" + CATEGORY, RACE + "/1")) {
            for (String language : List.of("en", "cs")) {
                String page = page(path, language);
                assertThat(page).contains("name=\"twitter:card\" content=\"summary_large_image\"");
                assertThat(tag(page, "og:image:width")).isEqualTo("1200");
                String address = pathOf(tag(page, "og:image").replace("&amp;", "&"));
                assertThat(address).startsWith("/preview").contains("lang=" + language);

                ApiResponse image = server.api().get(address);

                assertThat(image.status()).isEqualTo(200);
                assertThat(image.header("Content-Type")).isEqualTo("image/png");
                assertThat(image.bytes().length()).isBetween(5_000, 150_000);
                BufferedImage drawn =
                        ImageIO.read(new ByteArrayInputStream(image.bytes().getBytes()));
                assertThat(drawn.getWidth()).isEqualTo(1200);
                assertThat(drawn.getHeight()).isEqualTo(630);
                assertThat(server.api()
                                .get(address, "If-None-Match", image.etag())
                                .status())
                        .isEqualTo(304);
                images.add(image.etag());
                save(path, language, image);
            }
        }
        assertThat(images).hasSize(10);
    }

    @Test
    void aPreviewChangesItsAddressWithTheResults() {
        BoothClient booth = server.api()
                .createEvent("CHANGE")
                .imported(ExportXml.small(server.clock().today()).toString())
                .through("startlist", "running");
        String before = tag(page("/e/CHANGE/r/K1M_BR1", "en"), "og:image");

        booth.results(json("{'results': [{'raceId': 'K1M_BR1', 'bib': 1, 'time': 9000}]}"));

        assertThat(tag(page("/e/CHANGE/r/K1M_BR1", "en"), "og:image")).isNotEqualTo(before);
        assertThat(tag(page("/e/CHANGE/r/K1M_BR1", "en"), "og:image"))
                .isEqualTo(tag(page("/e/CHANGE/r/K1M_BR1?list=start", "en"), "og:image"));
    }

    @Test
    void whatIsNotPublicHasNoPreview() {
        for (String path : List.of("/e/DRAFT", "/e/NONE", EVENT + "/r/NONE", RACE + "/9999")) {
            assertThat(server.api().get("/preview" + path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void phonesFindAnIconForTheirHomeScreens() throws IOException {
        String address = only(page("/", "en"), "<link rel=\"apple-touch-icon\" href=\"([^\"]*)\">");

        BufferedImage icon = ImageIO.read(
                new ByteArrayInputStream(server.api().get(address).bytes().getBytes()));

        assertThat(icon.getWidth()).isEqualTo(180);
        assertThat(icon.getHeight()).isEqualTo(180);
    }

    @Test
    void aRaceThatDoesNotTakePlaceSaysSo() {
        server.api()
                .createEvent("RAIN")
                .imported(ExportXml.on(server.clock().today())
                        .raceClass("K1M", "ZS")
                        .rider("K1M", 1, "ALDER", "Ann", "ZS")
                        .race("OFF", "K1M", "SR", 7)
                        .race("ON", "K1M", "SR", 3)
                        .toString())
                .through("startlist", "running");

        assertThat(tag(page("/e/RAIN/r/OFF", "en"), "og:description")).startsWith("Cancelled ·");
        assertThat(tag(page("/e/RAIN/r/OFF", "cs"), "og:description")).startsWith("Zrušeno ·");
        assertThat(tag(page("/e/RAIN/r/ON", "en"), "og:description")).doesNotContain("Cancelled");
    }

    @Test
    void aCategoryNamesItselfAndWhoLeadsInIt() {
        String page = page(RACE + "?cat=" + CATEGORY, "en");

        String category = nameOf(CATEGORY);
        assertThat(title(page)).contains(category);
        assertThat(tag(page, "og:description"))
                .contains(leader("?catId=" + CATEGORY).get("name").asText());
        assertThat(tag(page, "og:url")).endsWith("?cat=" + CATEGORY);
    }

    @Test
    void aRiderIsNamed() {
        JsonNode leader = leader("");
        String page = page(RACE + "/" + leader.get("bib").asText(), "en");

        assertThat(title(page)).contains(leader.get("name").asText());
        assertThat(tag(page, "og:title")).isEqualTo(title(page));
        assertThat(tag(page, "og:description")).contains(leader.get("club").asText());
    }

    @Test
    void aPageHasOneCanonicalAddressAndOneInEachLanguage() {
        String page = page(RACE + "?list=start&cat=ZM&lang=cs&mine", "en");

        assertThat(page).contains("<html lang=\"cs\"");
        assertThat(only(page, "<link rel=\"canonical\" href=\"([^\"]*)\">"))
                .startsWith("http")
                .endsWith(RACE + "?cat&#x3D;ZM");
        assertThat(only(page, "hreflang=\"en\" href=\"([^\"]*)\">")).endsWith("?cat&#x3D;ZM&amp;lang&#x3D;en");
        assertThat(only(page, "hreflang=\"x-default\" href=\"([^\"]*)\">")).endsWith("?cat&#x3D;ZM");
        assertThat(only(page("/embed" + RACE, "en"), "<link rel=\"canonical\" href=\"([^\"]*)\">"))
                .endsWith(RACE)
                .doesNotContain("embed");
    }

    @Test
    void onlyEmbeddedPagesAreNotIndexed() {
        assertThat(page("/embed" + RACE, "en")).contains("<meta name=\"robots\" content=\"noindex\">");
        assertThat(page(RACE, "en")).doesNotContain("noindex");
    }

    @Test
    void searchEnginesAreToldWhatTheEventIs() {
        JsonNode event =
                ApiClient.parse(only(page(EVENT, "en"), "<script type=\"application/ld\\+json\">([^<]*)</script>"));

        assertThat(event.get("@type").asText()).isEqualTo("SportsEvent");
        assertThat(event.get("name").asText()).isEqualTo(HOSTILE_TITLE);
        assertThat(event.get("startDate").asText())
                .isEqualTo(server.api()
                        .event("SHARED")
                        .body()
                        .at("/event/startDate")
                        .asText());
        assertThat(event.get("url").asText()).endsWith(EVENT);
        assertThat(event.at("/location/name").asText()).isNotBlank();
        assertThat(event.get("image").asText()).endsWith("/api/v1/events/SHARED/image");
    }

    @Test
    void withoutAScriptARaceIsATableAndAnEventAListOfRaces() {
        String race = noscript(page(RACE, "en"));
        JsonNode leader = leader("");
        assertThat(race.lines().filter(line -> line.startsWith("<tr") || line.startsWith("<table><tr")))
                .hasSizeGreaterThan(40)
                .first()
                .asString()
                .contains(
                        "<td>1</td>",
                        leader.get("name").asText(),
                        leader.get("club").asText());
        assertThat(noscript(page(EVENT, "en"))).contains("<a href=\"" + RACE + "\">", "2nd run</a>");
        assertThat(noscript(page("/", "en"))).contains("<a href=\"" + EVENT + "\">" + ESCAPED_TITLE);
    }

    @Test
    void crawlersFindEveryPublicPage() {
        assertThat(page("/robots.txt", "en")).contains("Disallow: /admin", "/sitemap.xml");
        assertThat(page("/sitemap.xml", "en"))
                .contains(EVENT + "</loc>", RACE + "</loc>")
                .doesNotContain("DRAFT");
    }

    @Test
    void czechReadersGetCzech() {
        String page = page(RACE, "cs-CZ, en;q=0.5");

        assertThat(page).contains("<html lang=\"cs\"");
        assertThat(title(page)).contains("2. jízda");
    }

    @Test
    void whatIsNotPublicOrNotThereIsNotFoundAndSaysNothing() {
        for (String address :
                new String[] {"/e/DRAFT", "/e/NONE", EVENT + "/r/NONE", RACE + "/9999", "/e/DRAFT/r/" + RACE_ID}) {
            ApiResponse response = server.api().get(address, "Accept-Language", "en");
            assertThat(response.status()).as(address).isEqualTo(404);
            assertThat(response.text()).as(address).contains("<html").doesNotContain("Test of DRAFT");
        }
    }

    private static String pathOf(String address) {
        URI uri = URI.create(address);
        return uri.getRawPath() + '?' + uri.getRawQuery();
    }

    private static void save(String path, String language, ApiResponse image) throws IOException {
        Path directory = Files.createDirectories(Path.of("target", "screenshots", "previews"));
        String name = path.replaceAll("\\W+", "-") + '-' + language + ".png";
        Files.write(directory.resolve(name), image.bytes().getBytes());
    }

    private static String nameOf(String category) {
        for (JsonNode one : server.api().categories("SHARED").body().get("categories")) {
            if (one.get("catId").asText().equals(category)) {
                return one.get("name").asText();
            }
        }
        throw new AssertionError("there is no category " + category);
    }

    private static JsonNode leader(String query) {
        return server.api()
                .results("SHARED", RACE_ID + query)
                .body()
                .get("results")
                .get(0);
    }

    private static String page(String address, String languages) {
        ApiResponse response = server.api().get(address, "Accept-Language", languages);
        assertThat(response.status()).as(address).isEqualTo(200);
        return response.text();
    }

    private static String noscript(String page) {
        return page.substring(page.indexOf("<noscript>"), page.indexOf("</noscript>"));
    }

    private static String title(String page) {
        return only(page, "<title>([^<]*)</title>");
    }

    private static String tag(String page, String property) {
        return only(page, "<meta property=\"" + property + "\" content=\"([^\"]*)\">")
                .replace("&#x3D;", "=");
    }

    private static String only(String page, String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(page);
        assertThat(matcher.find()).as("%s in %s", pattern, page).isTrue();
        String found = matcher.group(1);
        assertThat(matcher.find()).as("another %s", pattern).isFalse();
        return found;
    }
}

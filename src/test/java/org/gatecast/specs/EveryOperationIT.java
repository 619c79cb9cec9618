package org.gatecast.specs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Every documented response that can be had without breaking anything, asked for once: what the other tests have no
 * reason to ask for, so that the specification is held to the server whole. {@link ContractListener} judges.
 */
class EveryOperationIT {
    private static final String MASTER = "paddle";
    private static final int XML_LIMIT = 4_000_000;
    private static final int JSON_LIMIT = 4_096;
    private static final String RACE = "K1M_ST_BR2_6";
    private static final String EVENT = "/api/v1/events/E";
    private static final String ADMIN = "/api/v1/admin/events";
    private static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAA" + "AABJRU5ErkJggg==";
    private static final List<String> OF_AN_EVENT = List.of(
            "", "/image", "/keys", "/audience", "/config", "/ingests", "/connection-code?server=https://a.example");

    private static final List<String> PUBLIC = List.of(
            "/api/v1/events",
            EVENT,
            EVENT + "/results/" + RACE,
            EVENT + "/startlist/" + RACE,
            EVENT + "/lists/" + RACE + "/results.csv",
            EVENT + "/lists.zip?format=csv",
            EVENT + "/riders",
            EVENT + "/oncourse",
            EVENT + "/categories",
            EVENT + "/officials",
            EVENT + "/gate-statistics",
            EVENT + "/image",
            "/health");

    @RegisterExtension
    final TestServer server = TestServer.with(
            "security.master-passwords", MASTER,
            "http.body-limit-xml-bytes", Integer.toString(XML_LIMIT),
            "http.body-limit-json-bytes", Integer.toString(JSON_LIMIT),
            "http.body-limit-event-bytes", Integer.toString(JSON_LIMIT));

    private ApiClient api;
    private BoothClient booth;

    @BeforeEach
    void anEventIsRunning() {
        api = server.api();
        ApiResponse created =
                create("{'eventId': 'E', 'mainTitle': 'Every operation', 'imageData': '%s'}".formatted(PIXEL));
        booth = new BoothClient(api, "E", created.body().get("apiKey").asText());
        booth.imported(Recording.xml(server.clock().today())).through("startlist", "running");
    }

    @Test
    void publicReads() {
        for (String address : PUBLIC) {
            ApiResponse read = api.get(address);
            assertThat(read.status()).isEqualTo(200);
            assertThat(api.send("HEAD", address, new byte[0]).status()).isEqualTo(200);
            assertThat(api.send("OPTIONS", address, new byte[0]).status()).isEqualTo(204);
            assertThat(api.delete(address).status()).isEqualTo(405);
            if (read.etag() != null) {
                assertThat(api.get(address, "If-None-Match", read.etag()).status())
                        .isEqualTo(304);
                assertThat(api.get(address, "Accept-Encoding", "gzip").status()).isEqualTo(200);
            }
            if (address.startsWith(EVENT)) {
                assertThat(api.get(address.replace(EVENT, "/api/v1/events/none"))
                                .status())
                        .isEqualTo(404);
            }
        }
        assertThat(api.get(EVENT + "/results/" + RACE + "?detailed=true&catId=ZM")
                        .status())
                .isEqualTo(200);
        assertThat(api.get(EVENT + "/riders?athleteId=90079&athleteId=1").status())
                .isEqualTo(200);
        assertThat(api.get(EVENT + "/riders?athleteId=1" + "&athleteId=2".repeat(100))
                        .status())
                .isEqualTo(400);
        assertThat(api.get("/nothing/here").status()).isEqualTo(404);
        for (String feed : List.of(EVENT + "/programme.ics", EVENT + "/official.atom", "/api/v1/official.atom")) {
            ApiResponse read = api.get(feed + "?lang=cs");
            assertThat(read.status()).isEqualTo(200);
            assertThat(api.get(feed + "?lang=cs", "If-None-Match", read.etag()).status())
                    .isEqualTo(304);
            if (feed.startsWith(EVENT)) {
                assertThat(api.get(feed.replace(EVENT, "/api/v1/events/none")).status())
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void pagesAndFiles() {
        List<String> missing = List.of(
                "/e/none",
                "/e/E/r/none",
                "/e/E/r/" + RACE + "/none",
                "/embed/e/none",
                "/embed/e/none/r/" + RACE,
                "/assets/0/none.js",
                "/preview/e/none",
                "/preview/e/E/r/none",
                "/preview/e/E/r/" + RACE + "/none");
        Matcher asset = Pattern.compile("/assets/[^\"]+\\.js(?=\")")
                .matcher(api.get("/").text());
        assertThat(asset.find()).isTrue();
        for (String address : List.of(
                "/",
                "/e/E",
                "/e/E/r/" + RACE,
                "/e/E/r/" + RACE + "/9",
                "/embed/e/E",
                "/embed/e/E/r/" + RACE,
                "/client.js",
                "/ograf/gatecast.ograf.json",
                "/ograf/graphic.js",
                "/ograf/overlay.css",
                "/e/E?view=overlay&part=clock",
                "/embed.js",
                "/preview",
                "/preview/e/E",
                "/preview/e/E/r/" + RACE,
                "/preview/e/E/r/" + RACE + "/9",
                "/apple-touch-icon.png",
                "/admin",
                asset.group(),
                "/worker.js",
                "/robots.txt",
                "/sitemap.xml",
                "/manifest.webmanifest")) {
            ApiResponse page = api.get(address);
            assertThat(page.status()).as(address).isEqualTo(200);
            assertThat(api.get(address, "If-None-Match", page.etag()).status()).isEqualTo(304);
        }
        missing.forEach(
                address -> assertThat(api.get(address).status()).as(address).isEqualTo(404));
    }

    @Test
    void callsWithAMasterPassword() {
        assertThat(api.get(ADMIN, "X-Master-Key", MASTER).status()).isEqualTo(200);
        assertThat(api.get(ADMIN).status()).isEqualTo(401);
        assertThat(create("{'eventId': 'E', 'mainTitle': 'Again'}").status()).isEqualTo(409);
        assertThat(create("{'eventId': 'no spaces', 'mainTitle': 'x'}").status())
                .isEqualTo(400);
        assertThat(create("{'eventId': 'F', 'mainTitle': '%s'}".formatted("x".repeat(JSON_LIMIT)))
                        .status())
                .isEqualTo(413);
        assertThat(api.post(ADMIN, json("{}")).status()).isEqualTo(401);
        assertThat(api.send("POST", ADMIN, new byte[1], "X-Master-Key", MASTER, "Content-Type", "text/plain")
                        .status())
                .isEqualTo(415);
        assertThat(api.delete(ADMIN + "/E").status()).isEqualTo(401);
        assertThat(api.delete(ADMIN + "/E", "X-Master-Key", MASTER).status()).isEqualTo(200);
        assertThat(api.delete(ADMIN + "/E", "X-Master-Key", MASTER).status()).isEqualTo(404);
    }

    @Test
    void callsWithAnEventKey() {
        assertThat(booth.config().status()).isEqualTo(200);
        assertThat(booth.configure(json("{'mergeStrategy': 'latest'}")).status())
                .isEqualTo(200);
        assertThat(booth.configure(json("{'colour': 'blue'}")).status()).isEqualTo(400);
        assertThat(booth.status("draft").status()).isEqualTo(400);
        assertThat(booth.status("dreaming").status()).isEqualTo(400);
        for (String address : List.of(ADMIN + "/E/status", ADMIN + "/E/config")) {
            refusals("PATCH", address);
        }
        assertThat(api.get(ADMIN + "/E/config").status()).isEqualTo(401);
    }

    @Test
    void callsWithEitherCredential() {
        String[] own = {"X-API-Key", booth.apiKey()};
        String[] master = {"X-Master-Key", MASTER};
        String event = ADMIN + "/E";
        for (String[] key : List.of(own, master)) {
            for (String what : OF_AN_EVENT) {
                assertThat(api.get(event + what, key).status()).isEqualTo(200);
                assertThat(api.send("HEAD", event + what, new byte[0], key).status())
                        .isEqualTo(200);
            }
            assertThat(api.get("/api/v1/admin/access", key).status()).isEqualTo(200);
            assertThat(api.patch(event, json("{'location': 'Troja'}"), key).status())
                    .isEqualTo(200);
        }
        for (String what : OF_AN_EVENT) {
            assertThat(api.get(event + what).status()).isEqualTo(401);
            assertThat(api.get(ADMIN + "/none" + what, master).status()).isEqualTo(404);
            assertThat(api.send("PUT", event + what, new byte[1]).status()).isEqualTo(405);
        }
        assertThat(api.get(event + "/connection-code", own).status()).isEqualTo(400);
        assertThat(api.get("/api/v1/admin/access").status()).isEqualTo(401);
        assertThat(api.get("/api/v1/admin/access", "X-Master-Key", "wrong").status())
                .isEqualTo(401);
        assertThat(api.delete("/api/v1/admin/access").status()).isEqualTo(405);
    }

    @Test
    void changesOfAnEventAndItsKeys() {
        String[] master = {"X-Master-Key", MASTER};
        for (String what : List.of("", "/status", "/config")) {
            refusals("PATCH", ADMIN + "/E" + what);
            assertThat(api.patch(ADMIN + "/none" + what, json("{}"), master).status())
                    .isEqualTo(404);
        }
        declarations(master);
        refusals("POST", ADMIN + "/E/key");
        assertThat(api.post(ADMIN + "/none/key", json("{}"), master).status()).isEqualTo(404);
        assertThat(api.post(ADMIN + "/E/key", json("{'graceHours': -1}"), master)
                        .status())
                .isEqualTo(400);
        assertThat(api.send("POST", ADMIN + "/E/key", new byte[0], master).status())
                .isEqualTo(201);
        assertThat(api.post(ADMIN + "/E/key", json("{}"), "X-API-Key", booth.apiKey())
                        .status())
                .isEqualTo(403);
        assertThat(api.delete(ADMIN + "/E/keys/00000000", master).status()).isEqualTo(404);
        assertThat(api.delete(ADMIN + "/E/keys/00000000").status()).isEqualTo(401);
        assertThat(api.delete(ADMIN + "/E/keys/00000000", "X-API-Key", booth.apiKey())
                        .status())
                .isEqualTo(403);
        assertThat(api.get(ADMIN + "/E/keys/00000000", master).status()).isEqualTo(405);
        String xml = Recording.xml(server.clock().today());
        String[] byHand = {"X-Master-Key", MASTER, "Content-Type", "application/xml"};
        assertThat(api.send("POST", "/api/v1/ingest/xml?eventId=E", xml.getBytes(UTF_8), byHand)
                        .status())
                .isEqualTo(200);
        assertThat(api.send("POST", "/api/v1/ingest/xml?eventId=none", xml.getBytes(UTF_8), byHand)
                        .status())
                .isEqualTo(404);
        booth.through("finished", "official");
        assertThat(api.patch(ADMIN + "/E", json("{'location': 'Troja'}"), master)
                        .status())
                .isEqualTo(403);
        String race = ADMIN + "/E/races/" + RACE + "/status";
        assertThat(declare(race, "{'status': 'official'}", master).status()).isEqualTo(403);
        assertThat(api.delete(race, master).status()).isEqualTo(403);
        assertThat(declare(ADMIN + "/E/races/" + RACE + "/weather", "{'text': 'rain'}", master)
                        .status())
                .isEqualTo(403);
    }

    private void declarations(String... master) {
        String race = "/races/" + RACE + "/status";
        refusals("PUT", ADMIN + "/E" + race);
        assertThat(declare(ADMIN + "/E" + race, "{'status': 'provisional'}", master)
                        .status())
                .isEqualTo(200);
        assertThat(declare(ADMIN + "/E" + race, "{'status': 'over'}", master).status())
                .isEqualTo(400);
        for (String unknown : List.of("/none" + race, "/E/races/none/status")) {
            assertThat(declare(ADMIN + unknown, "{'status': 'official'}", master)
                            .status())
                    .isEqualTo(404);
            assertThat(api.delete(ADMIN + unknown, master).status()).isEqualTo(404);
        }
        assertThat(api.delete(ADMIN + "/E" + race, master).status()).isEqualTo(200);
        assertThat(api.delete(ADMIN + "/E" + race).status()).isEqualTo(401);
        assertThat(api.get(ADMIN + "/E" + race, master).status()).isEqualTo(405);
        String weather = "/races/" + RACE + "/weather";
        refusals("PUT", ADMIN + "/E" + weather);
        assertThat(declare(ADMIN + "/E" + weather, "{'text': 'sunny'}", master).status())
                .isEqualTo(200);
        assertThat(declare(ADMIN + "/E" + weather, "{'text': 18}", master).status())
                .isEqualTo(400);
        for (String unknown : List.of("/none" + weather, "/E/races/none/weather")) {
            assertThat(declare(ADMIN + unknown, "{'text': 'sunny'}", master).status())
                    .isEqualTo(404);
        }
    }

    private ApiResponse declare(String address, String body, String... master) {
        return api.send(
                "PUT",
                address,
                json(body).toString().getBytes(UTF_8),
                master[0],
                master[1],
                "Content-Type",
                "application/json");
    }

    @Test
    void webhooks() {
        String[] master = {"X-Master-Key", MASTER};
        String[] own = {"X-API-Key", booth.apiKey()};
        String webhooks = ADMIN + "/E/webhooks";
        // An address of documentation, so nothing is sent.
        String url = "https://192.0.2.1/";
        assertThat(api.post(webhooks, json("{'url': 'ftp://a.example'}"), own).status())
                .isEqualTo(400);
        ApiResponse added = null;
        for (int i = 0; i < 10; i++) {
            added = api.post(webhooks, json("{'url': '%s'}".formatted(url)), own);
            assertThat(added.status()).isEqualTo(201);
        }
        assertThat(api.post(webhooks, json("{'url': '%s'}".formatted(url)), own).status())
                .isEqualTo(409);
        assertThat(api.get(webhooks, own).status()).isEqualTo(200);
        assertThat(api.get(webhooks).status()).isEqualTo(401);
        assertThat(api.get(ADMIN + "/none/webhooks", master).status()).isEqualTo(404);
        assertThat(api.post(ADMIN + "/none/webhooks", json("{}"), master).status())
                .isEqualTo(404);
        String one = webhooks + "/" + added.body().get("webhookId").asText();
        String none = webhooks + "/000000000000";
        refusals("POST", webhooks);
        refusals("PATCH", one);
        refusals("POST", one + "/secret");
        assertThat(api.patch(one, json("{'enabled': false}"), own).status()).isEqualTo(200);
        assertThat(api.patch(one, json("{'enabled': 1}"), own).status()).isEqualTo(400);
        assertThat(api.patch(none, json("{}"), own).status()).isEqualTo(404);
        assertThat(api.post(one + "/secret", json("{'graceHours': 1}"), own).status())
                .isEqualTo(200);
        assertThat(api.post(one + "/secret", json("{'graceHours': -1}"), own).status())
                .isEqualTo(400);
        assertThat(api.post(none + "/secret", json("{}"), own).status()).isEqualTo(404);
        for (String what : List.of("/test", "/retry")) {
            assertThat(api.send("POST", one + what, new byte[0]).status()).isEqualTo(401);
            assertThat(api.send("POST", none + what, new byte[0], own).status()).isEqualTo(404);
            assertThat(api.send("POST", one + what, new byte[0], own).status()).isEqualTo(200);
        }
        assertThat(api.get(one + "/attempts").status()).isEqualTo(401);
        assertThat(api.get(none + "/attempts", own).status()).isEqualTo(404);
        assertThat(api.get(one + "/attempts", own).status()).isEqualTo(200);
        assertThat(api.post(ADMIN + "/E/key", json("{}"), own).status()).isEqualTo(201);
        for (ApiResponse replaced : List.of(
                api.post(webhooks, json("{'url': '%s'}".formatted(url)), own),
                api.patch(one, json("{'enabled': true}"), own),
                api.post(one + "/secret", json("{}"), own),
                api.delete(one, own))) {
            assertThat(replaced.status()).isEqualTo(403);
        }
        assertThat(api.delete(one).status()).isEqualTo(401);
        assertThat(api.delete(one, master).status()).isEqualTo(200);
        assertThat(api.delete(one, master).status()).isEqualTo(404);
    }

    @Test
    void callsOfThePusher() {
        String xml = Recording.xml(server.clock().today());
        assertThat(booth.importXmlInJson(xml).status()).isEqualTo(200);
        assertThat(booth.importXml("<no/>").status()).isEqualTo(400);
        assertThat(booth.results(json("{'results': [{'raceId': '%s', 'bib': '9', 'pen': 200}]}".formatted(RACE)))
                        .status())
                .isEqualTo(200);
        assertThat(booth.results(json("{'results': {}}")).status()).isEqualTo(400);
        assertThat(booth.oncourse(json("{'oncourse': []}")).status()).isEqualTo(200);
        assertThat(booth.oncourse(json("{}")).status()).isEqualTo(400);
        for (String address : List.of("/api/v1/ingest/xml", "/api/v1/ingest/results", "/api/v1/ingest/oncourse")) {
            refusals("POST", address);
        }
        booth.through("finished", "official");
        assertThat(booth.importXml(xml).status()).isEqualTo(403);
        assertThat(booth.results(json("{'results': []}")).status()).isEqualTo(403);
        assertThat(booth.oncourse(json("{'oncourse': []}")).status()).isEqualTo(403);
    }

    @Test
    void callsIgnoredBeforeTheFirstExport() {
        ApiResponse created = create("{'eventId': 'EMPTY', 'mainTitle': 'Nothing imported'}");
        BoothClient early =
                new BoothClient(api, "EMPTY", created.body().get("apiKey").asText()).through("startlist", "running");
        assertThat(early.results(json("{'results': []}")).body()).isEqualTo(json("{'updated': 0, 'ignored': true}"));
        assertThat(early.oncourse(json("{'oncourse': []}")).body()).isEqualTo(json("{'active': 0, 'ignored': true}"));
    }

    /** What every call with an event's key and a body is refused for by its headers, or its length. */
    private void refusals(String method, String address) {
        byte[] body = "{}".getBytes(UTF_8);
        String[] json = {"Content-Type", "application/json"};
        assertThat(api.send(method, address, body, json).status()).isEqualTo(401);
        assertThat(api.send(method, address, body, "X-API-Key", booth.apiKey(), "Content-Type", "text/csv")
                        .status())
                .isEqualTo(415);
        int tooLong = (address.endsWith("/xml") ? XML_LIMIT : JSON_LIMIT) + 1;
        assertThat(api.send(method, address, new byte[tooLong], "X-API-Key", booth.apiKey())
                        .status())
                .isEqualTo(413);
        assertThat(api.send(method.equals("PUT") ? "POST" : "PUT", address, body, json)
                        .status())
                .isEqualTo(405);
    }

    private ApiResponse create(String event) {
        return api.post(ADMIN, json(event), "X-Master-Key", MASTER);
    }
}

package org.gatecast.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.util.List;
import java.util.stream.Stream;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Invalid bodies of each call: each is refused with the name of the fault, and changes nothing (contract section
 * 2).
 */
class RejectedBodiesIT {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;
    private static final String EVENTS = "/api/v1/admin/events";

    @RegisterExtension
    static final TestServer server = TestServer.with();

    private static BoothClient booth;
    private static RefusalCheck refusals;

    /** A call with a JSON body, and the most bytes it takes. */
    private enum Call {
        CREATE("POST", EVENTS, 2 * MIB),
        STATUS("PATCH", EVENTS + "/TEST/status", MIB),
        CONFIG("PATCH", EVENTS + "/TEST/config", MIB),
        XML("POST", "/api/v1/ingest/xml", 10 * MIB),
        RESULTS("POST", "/api/v1/ingest/results", MIB),
        ONCOURSE("POST", "/api/v1/ingest/oncourse", MIB);

        private final String method;
        private final String target;
        private final int limit;

        Call(String method, String target, int limit) {
            this.method = method;
            this.target = target;
            this.limit = limit;
        }

        ApiResponse send(byte[] body, String type) {
            return server.api().send(method, target, body, "X-API-Key", booth.apiKey(), "Content-Type", type);
        }

        ApiResponse send(String body) {
            return send(body.getBytes(UTF_8), "application/json");
        }
    }

    @BeforeAll
    static void anEventRuns() {
        refusals = new RefusalCheck(server.api());
        booth = server.api()
                .createEvent("TEST")
                .imported(ExportXml.small(server.clock().today())
                        .result("K1M_BR1", "K1M", 1, 90_000, 2)
                        .toString())
                .through("startlist", "running");
    }

    static Stream<Call> calls() {
        return Stream.of(Call.values());
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aBodyThatIsNotAJsonObjectIsRefused(Call call) {
        for (String body : List.of("", "{", "{\"results\": [", "[]", "\"text\"", "null", "{} {}", "not JSON")) {
            refusals.assertRefused(400, "InvalidRequest", "", () -> call.send(body));
        }
        refusals.assertRefused(
                400,
                "InvalidRequest",
                "",
                () -> call.send("{\"eventId\": \"\u00e9\"}".getBytes(ISO_8859_1), "application/json"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anUnknownMediaTypeIsRefused(Call call) {
        byte[] body = "{}".getBytes(UTF_8);
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
            refusals.assertRefused(415, "UnsupportedMediaType", "application/json", () -> call.send(body, type));
        }
        if (call != Call.XML) {
            refusals.assertRefused(415, "UnsupportedMediaType", "xml", () -> call.send(body, "application/xml"));
        }
        boolean inflates = call.target.contains("/ingest/");
        for (String encoding : inflates ? List.of("br", "deflate", "gzip, gzip") : List.of("gzip", "br")) {
            refusals.assertRefused(415, "UnsupportedMediaType", "Content-Encoding", () -> server.api()
                    .send(
                            call.method,
                            call.target,
                            body,
                            "X-API-Key",
                            booth.apiKey(),
                            "Content-Type",
                            "application/json",
                            "Content-Encoding",
                            encoding));
        }
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aBodyOverTheLimitIsRefused(Call call) {
        refusals.assertRefused(413, "PayloadTooLarge", "", () -> call.send(" ".repeat(call.limit - 1) + "{}"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void aBodyAtTheLimitIsRead(Call call) {
        ApiResponse response = call.send(" ".repeat(call.limit - 2) + "{}");
        boolean nothingIsRequired = call == Call.CONFIG;
        if (!nothingIsRequired) {
            assertThat(response.message()).contains("is required");
        }
        assertThat(response.status()).isNotEqualTo(413);
    }

    @Test
    void anExportMayHaveTenMebibytes() {
        String export = ExportXml.small(server.clock().today())
                .result("K1M_BR1", "K1M", 1, 90_000, 2)
                .toString();
        String largest = export + " ".repeat(10 * MIB - export.getBytes(UTF_8).length);
        assertThat(booth.importXml(largest).status()).isEqualTo(200);
        refusals.assertRefused(413, "PayloadTooLarge", "", () -> booth.importXml(largest + " "));
    }

    static Stream<Arguments> bodies() {
        String title = "'mainTitle': 'Title'";
        return Stream.of(
                arguments(Call.CREATE, "{" + title + "}", "eventId"),
                arguments(Call.CREATE, "{'eventId': 'NEW'}", "mainTitle"),
                arguments(Call.CREATE, "{'eventId': 'NEW', 'mainTitle': ''}", "mainTitle"),
                arguments(Call.CREATE, "{'eventId': '', " + title + "}", "eventId"),
                arguments(Call.CREATE, "{'eventId': 'NO SPACES', " + title + "}", "eventId"),
                arguments(Call.CREATE, "{'eventId': 'NO/SLASH', " + title + "}", "eventId"),
                arguments(Call.CREATE, "{'eventId': 'P\u0159\u00ed', " + title + "}", "eventId"),
                arguments(Call.CREATE, "{'eventId': '" + "x".repeat(101) + "', " + title + "}", "eventId"),
                arguments(Call.CREATE, "{'eventId': 17, " + title + "}", "eventId"),
                arguments(Call.CREATE, "{'eventId': 'NEW', 'mainTitle': ['Title']}", "mainTitle"),
                arguments(Call.CREATE, "{'eventId': 'NEW', " + title + ", 'startDate': 'soon'}", "startDate"),
                arguments(Call.CREATE, "{'eventId': 'NEW', " + title + ", 'endDate': '2026-02-30'}", "endDate"),
                arguments(
                        Call.CREATE,
                        "{'eventId': 'NEW', " + title + ", 'startDate': '2026-06-21', 'endDate': '2026-06-20'}",
                        "endDate"),
                arguments(Call.CREATE, "{'eventId': 'NEW', " + title + ", 'imageData': '!'}", "imageData"),
                arguments(Call.CREATE, "{'eventId': 'NEW', " + title + ", 'imageData': 'aGVsbG8='}", "imageData"),
                arguments(
                        Call.CREATE,
                        "{'eventId': 'NEW', " + title + ", 'imageData': 'data:image/jpeg;base64,iVBORw0KGgo='}",
                        "imageData"),
                arguments(
                        Call.CREATE,
                        "{'eventId': 'NEW', " + title + ", 'imageData': 'data:image/svg+xml;base64,PHN2Zy8+'}",
                        "imageData"),
                arguments(Call.STATUS, "{}", "status"),
                arguments(Call.STATUS, "{'status': null}", "status"),
                arguments(Call.STATUS, "{'status': 'paused'}", "status"),
                arguments(Call.STATUS, "{'status': 'FINISHED'}", "status"),
                arguments(Call.STATUS, "{'status': 3}", "status"),
                arguments(Call.CONFIG, "{'mergestrategy': 'tcp'}", "mergestrategy"),
                arguments(Call.CONFIG, "{'mergeStrategy': 'udp'}", "mergeStrategy"),
                arguments(Call.CONFIG, "{'mergeStrategy': true}", "mergeStrategy"),
                arguments(Call.CONFIG, "{'mergeStrategy': 'xml', 'theme': 'dark'}", "theme"),
                arguments(Call.XML, "{}", "xml"),
                arguments(Call.XML, "{'xml': ''}", "xml"),
                arguments(Call.XML, "{'xml': 17}", "xml"),
                arguments(Call.XML, "{'xml': '<Canoe123Data/>'}", "Events"),
                arguments(Call.XML, "{'xml': '<Canoe123Data>'}", "line 1"),
                arguments(Call.XML, "{'xml': '<Canoe123Data/>', 'exportedAt': 'yesterday'}", "exportedAt"),
                arguments(Call.RESULTS, "{}", "results"),
                arguments(Call.RESULTS, "{'results': {}}", "results"),
                arguments(Call.RESULTS, "{'results': 'all'}", "results"),
                arguments(Call.ONCOURSE, "{}", "oncourse"),
                arguments(Call.ONCOURSE, "{'oncourse': null}", "oncourse"));
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void aWrongFieldIsNamed(Call call, String body, String names) {
        refusals.assertRefused(400, "InvalidRequest", names, () -> call.send(body.replace('\'', '"')));
    }

    static Stream<Arguments> exports() {
        String whole = ExportXml.small(server.clock().today()).toString();
        return Stream.of(
                arguments(whole.replace("</Events>", ""), "line"),
                arguments(whole.substring(0, whole.length() / 2), "line"),
                arguments(whole.replace("?>\n", "?>\n<!DOCTYPE x [<!ENTITY a \"b\">]>\n"), "DOCTYPE"),
                arguments(whole.replace("Canoe123Data", "CanoeData"), "Canoe123Data"),
                arguments(whole.replace("http://siwidata.com", "http://example.com"), "namespace"),
                arguments(whole.replaceAll("(?s)<Events>.*?</Events>", ""), "Events"),
                arguments(whole.replaceAll("(?s)<Classes>.*?</Classes>", ""), "Classes"),
                arguments(whole.replaceAll("(?s)<Participants>.*?</Participants>", ""), "Participants"),
                arguments(whole.replaceAll("(?s)<Schedule>.*?</Schedule>", ""), "Schedule"),
                arguments(whole.replace("Veltrusy", "&undeclared;"), "line"),
                arguments(whole.replace("Veltrusy", "x".repeat(5_000)), "line"),
                arguments(whole.replace("Veltrusy", "<a>".repeat(20) + "</a>".repeat(20)), "line"),
                arguments("", ""),
                arguments("\u0000", "line"),
                arguments("{\"xml\": \"\"}", "line"));
    }

    @ParameterizedTest
    @MethodSource("exports")
    void aMalformedExportIsRefusedWithItsPosition(String export, String names) {
        refusals.assertRefused(400, "InvalidRequest", names, () -> booth.importXml(export));
        if (!export.isEmpty() && !export.startsWith("{")) {
            refusals.assertRefused(400, "InvalidRequest", names, () -> booth.importXmlInJson(export));
        }
    }

    @Test
    void theTimeOfAnExportMustBeValid() {
        String export = ExportXml.small(server.clock().today()).toString();
        refusals.assertRefused(
                400,
                "InvalidRequest",
                "X-Exported-At",
                () -> booth.importXml(export, "X-Exported-At", "today at noon"));
    }

    @Test
    void anImageAtTheLimitIsAcceptedAndALargerOneIsRefused() {
        refusals.assertRefused(413, "PayloadTooLarge", "imageData", () -> create("IMAGE", png(MIB + 1)));
        assertThat(create("IMAGE", png(MIB)).status()).isEqualTo(201);
        server.api().deleteEvent("IMAGE");
    }

    private static ApiResponse create(String eventId, byte[] image) {
        JsonNode event = ApiClient.MAPPER
                .createObjectNode()
                .put("eventId", eventId)
                .put("mainTitle", "Title")
                .put("imageData", image);
        return server.api().post(EVENTS, event);
    }

    private static byte[] png(int bytes) {
        byte[] png = new byte[bytes];
        byte[] signature = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
        System.arraycopy(signature, 0, png, 0, signature.length);
        return png;
    }

    @Test
    void anIdInUseIsRefused() {
        refusals.assertRefused(409, "Conflict", "TEST", () -> server.api()
                .post(EVENTS, json("{'eventId': 'TEST', 'mainTitle': 'Another'}")));
    }

    @Test
    void everyAllowedCharacterOfAnIdIsAccepted() {
        for (String id : List.of("x", "x".repeat(100), "CZE2.2026-06_20", "...", "-._")) {
            assertThat(server.api().createEvent(id).config().status()).isEqualTo(200);
            assertThat(server.api().deleteEvent(id).status()).as(id).isEqualTo(200);
        }
    }

    @Test
    void onlyTheFirstRowsOfATooLongCallCount() {
        ArrayNode rows = ApiClient.MAPPER.createArrayNode();
        for (int i = 0; i < 5_001; i++) {
            rows.add(json("{'raceId': 'K1M_BR1', 'bib': 2, 'time': 1}"));
        }
        ApiResponse response = booth.results(ApiClient.MAPPER.createObjectNode().set("results", rows));
        assertThat(response.status()).isEqualTo(200);
        assertThat(response.body().get("updated").asInt()).isEqualTo(5_000);
    }

    @Test
    void anActiveRaceMustExist() {
        BoothClient draft = server.api()
                .createEvent("DRAFT")
                .imported(ExportXml.small(server.clock().today()).toString());
        refusals.assertRefused(
                400, "InvalidRequest", "activeRaceId", () -> draft.configure(json("{'activeRaceId': 'NO_SUCH'}")));
        assertThat(draft.configure(json("{'activeRaceId': 'K1M_BR2'}")).body())
                .isEqualTo(json("{'activeRaceId': 'K1M_BR2'}"));
        server.api().deleteEvent("DRAFT");
    }
}

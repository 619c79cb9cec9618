package org.gatecast.specs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.buffer.Buffer;
import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.HttpExchange;
import org.junit.jupiter.api.Test;

/** The judge itself: what is right passes, and each kind of wrong is found. */
class ApiContractTest {
    private static final String ROW =
            """
            {"rnk":1,"bib":11,"athleteId":"90002","name":"BIRCH Eli","club":null,"noc":"CZE","catId":"ZM","catRnk":1,
             "time":9142,"pen":200,"total":9342,"totalBehind":"0.00","catTotalBehind":"0.00","status":null}""";
    private static final String BEST_RUN_ROW = ROW.replace(
            "\"status\":null",
            """
            "status":null,"betterRunNr":1,"totalTotal":9342,"prevTime":null,"prevPen":null,"prevTotal":null,
            "prevRnk":null,"prevStatus":null,"currStatus":null""");
    private static final String DETAIL = ",\"dtStart\":null,\"dtFinish\":null,\"gates\":null,\"courseGateCount\":24}";

    private final ApiContract contract = ApiContract.load();

    @Test
    void anAnswerAsDocumentedPassesAndCounts() {
        assertThat(contract.check(results("final", ROW))).isEmpty();
        assertThat(contract.check(results("best-run-2", BEST_RUN_ROW))).isEmpty();
        assertThat(contract.check(results("final", ""))).isEmpty();
        assertThat(contract.coverage().unexercisedOperations())
                .contains("listEvents")
                .doesNotContain("getResults");
        assertThat(contract.coverage().unexercisedStatuses())
                .contains("getResults 304")
                .doesNotContain("getResults 200");
        assertThat(contract.coverage().mismatches()).isEmpty();
    }

    @Test
    void aFieldThatIsNotDocumentedIsFound() {
        assertThat(contract.check(results("final", ROW.replace("\"bib\"", "\"databaseId\":7,\"bib\""))))
                .anyMatch(problem -> problem.contains("databaseId"));
        assertThat(contract.coverage().mismatches()).isNotEmpty();
        assertThat(contract.coverage().unexercisedOperations()).contains("getResults");
    }

    @Test
    void aFieldThatIsMissingIsFound() {
        assertThat(contract.check(results("final", ROW.replace("\"noc\":\"CZE\",", ""))))
                .anyMatch(problem -> problem.contains("noc"));
    }

    @Test
    void aValueOfTheWrongKindIsFound() {
        assertThat(contract.check(results("final", ROW.replace("9142", "\"91.42\""))))
                .anyMatch(problem -> problem.contains("time"));
        assertThat(contract.check(results("final", ROW.replace("\"0.00\"", "\"0.0\""))))
                .anyMatch(problem -> problem.contains("totalBehind"));
    }

    @Test
    void aBodyThatIsMissingOrNoJsonIsFound() {
        assertThat(contract.check(with(results("final", ROW), Buffer.buffer()))).containsExactly("the body is empty");
        assertThat(contract.check(with(results("final", ROW), Buffer.buffer("{} {}"))))
                .singleElement()
                .asString()
                .startsWith("the body is not JSON");
    }

    @Test
    void aMomentThatIsNoneIsFound() {
        String changed =
                """
                {"eventId":"demo","previousStatus":"draft","status":"startlist",
                 "statusChangedAt":"2026-11-20T08:55:12.550Z"}""";
        Map<String, String> headers = Map.of("Cache-Control", "no-store");
        String path = "/api/v1/admin/events/demo/status";
        assertThat(contract.check(exchange("PATCH", path, 200, headers, changed)))
                .allMatch(problem -> problem.startsWith("request: "));
        assertThat(contract.check(exchange("PATCH", path, 200, headers, changed.replace("T08", " at 08"))))
                .anyMatch(problem -> problem.contains("statusChangedAt"));
    }

    @Test
    void rowsOfBestRunRacesAreToldFromOthers() {
        assertThat(contract.check(results("best-run-1", ROW))).anyMatch(problem -> problem.contains("betterRunNr"));
        assertThat(contract.check(results("final", BEST_RUN_ROW))).anyMatch(problem -> problem.contains("betterRunNr"));
    }

    @Test
    void detailIsThereWhollyOrNotAtAll() {
        String detailed = ROW.substring(0, ROW.length() - 1) + DETAIL;
        assertThat(contract.check(results("final", detailed))).isEmpty();
        assertThat(contract.check(results("final", detailed.replace("\"dtFinish\":null,", ""))))
                .anyMatch(problem -> problem.contains("dtFinish"));
        assertThat(contract.check(results("final", detailed.replace("\"gates\":null,", ""))))
                .anyMatch(problem -> problem.contains("courseGateCount"));
    }

    @Test
    void aStatusThatIsNotDocumentedIsFound() {
        assertThat(contract.check(exchange("GET", "/api/v1/events/demo", 418, Map.of(), "{}")))
                .singleElement()
                .asString()
                .contains("not documented");
    }

    @Test
    void aFailureOfTheServerIsAMismatchHoweverWellDocumented() {
        assertThat(contract.check(exchange(
                        "GET",
                        "/api/v1/events",
                        500,
                        Map.of("Cache-Control", "no-store"),
                        "{\"error\":\"Internal\",\"message\":\"Something went wrong here; request id x.\"}")))
                .containsExactly("the server failed");
    }

    @Test
    void headersMustBeThereAndRightAndDocumented() {
        HttpExchange good = results("final", ROW);
        assertThat(contract.check(with(good, "ETag", null))).containsExactly("header ETag is missing");
        assertThat(contract.check(with(good, "ETag", "W/\"aaaaaaaaaaaaaaaa\"")))
                .anyMatch(problem -> problem.startsWith("header ETag"));
        assertThat(contract.check(with(good, "X-Powered-By", "habit")))
                .containsExactly("header X-Powered-By [habit] is not documented");
        assertThat(contract.check(with(good, "Content-Type", "text/html"))).anyMatch(p -> p.contains("text/html"));
    }

    @Test
    void whatBrowsersMustBeToldIsOnEveryAnswer() {
        HttpExchange good = results("final", ROW);
        for (String header : List.of("X-Content-Type-Options", "Referrer-Policy", "Content-Security-Policy")) {
            assertThat(contract.check(with(good, header, null))).isNotEmpty();
            assertThat(contract.check(with(good, header, "else"))).isNotEmpty();
        }
    }

    @Test
    void anyOperationMayLimitItsCallers() {
        Map<String, String> headers = Map.of("Cache-Control", "no-store", "Retry-After", "3");
        String body = "{\"error\":\"RateLimited\",\"message\":\"Your address sends requests too fast.\"}";
        HttpExchange limited = exchange("GET", "/api/v1/events", 429, headers, body);
        assertThat(contract.check(limited)).isEmpty();
        assertThat(contract.check(with(limited, "Retry-After", null))).isNotEmpty();
    }

    @Test
    void noOriginMayReadWhatOrganisersDo() {
        HttpExchange config =
                exchange("GET", "/api/v1/admin/events/demo/config", 200, Map.of("Cache-Control", "no-store"), "{}");
        assertThat(contract.check(config)).isEmpty();
        assertThat(contract.check(with(config, "Access-Control-Allow-Origin", "*")))
                .isNotEmpty();
    }

    @Test
    void anErrorMustBeTheOneOfItsStatus() {
        Map<String, String> headers = Map.of("Cache-Control", "no-store");
        String path = "/api/v1/admin/events/demo/status";
        String wrong = "{\"error\":\"Conflict\",\"message\":\"There is one already.\"}";
        String transition =
                """
                {"error":"InvalidTransition","message":"Event demo is draft and cannot become official.",
                 "currentStatus":"draft","requestedStatus":"official","validTransitions":["startlist"]}""";
        assertThat(contract.check(exchange("PATCH", path, 401, headers, wrong))).isNotEmpty();
        assertThat(contract.check(exchange("PATCH", path, 400, headers, wrong))).isNotEmpty();
        assertThat(contract.check(exchange("PATCH", path, 400, headers, transition)))
                .isEmpty();
        assertThat(contract.check(
                        exchange("PATCH", path, 400, headers, transition.replace("requestedStatus", "asked"))))
                .isNotEmpty();
    }

    @Test
    void anotherMethodIsRefusedWithTheMethodsThereAre() {
        String body = "{\"error\":\"MethodNotAllowed\",\"message\":\"This address supports PATCH, not PUT.\"}";
        HttpExchange refused = exchange(
                "PUT",
                "/api/v1/admin/events/demo/status",
                405,
                Map.of("Cache-Control", "no-store", "Allow", "PATCH"),
                body);
        assertThat(contract.check(refused)).isEmpty();
        assertThat(contract.check(with(refused, "Allow", "GET, PATCH"))).anyMatch(p -> p.contains("Allow"));
        assertThat(contract.check(exchange("PUT", "/api/v1/admin/events/demo/status", 200, Map.of(), "{}")))
                .isNotEmpty();
    }

    @Test
    void anAddressThatIsNotDocumentedMayOnlyNotBeThere() {
        String body = "{\"error\":\"NotFound\",\"message\":\"There is nothing at /nope.\"}";
        assertThat(contract.check(exchange("GET", "/nope", 404, Map.of("Cache-Control", "no-store"), body)))
                .isEmpty();
        assertThat(contract.check(exchange("GET", "/nope", 200, Map.of(), "{}")))
                .isNotEmpty();
    }

    @Test
    void headAnswersAsGetWithoutABody() {
        HttpExchange get = results("final", ROW);
        ApiResponse empty = new ApiResponse(200, get.response().headers(), Buffer.buffer(), MissingNode.getInstance());
        assertThat(contract.check(head(get, empty))).isEmpty();
        assertThat(contract.check(head(get, get.response()))).isNotEmpty();
    }

    @Test
    void aRequestThatWasGrantedMustBeDocumentedToo() {
        assertThat(contract.check(push("{\"results\":[{\"raceId\":\"R\",\"bib\":\"7\",\"time\":null,\"new\":1}]}")))
                .isEmpty();
        assertThat(contract.check(push("{\"results\":[{\"raceId\":\"R\",\"bib\":7,\"time\":\"1:35.23\"},4]}")))
                .isEmpty();
        assertThat(contract.check(push("{\"results\":7}"))).isNotEmpty();
        assertThat(contract.check(push("{\"rows\":[]}"))).isNotEmpty();
    }

    @Test
    void messagesAreKnownByTypeAndData() {
        assertThat(message(results(ROW))).isEmpty();
        assertThat(message(results(BEST_RUN_ROW))).isEmpty();
        assertThat(message("{\"type\":\"diff\",\"cursor\":\"a-1\",\"data\":{\"oncourse\":[]}}"))
                .isEmpty();
        assertThat(message("{\"type\":\"diff\",\"cursor\":\"a-1\",\"data\":{\"status\":\"official\"}}"))
                .isEmpty();
        assertThat(message("{\"type\":\"refresh\",\"cursor\":\"a-1\"}")).isEmpty();
        assertThat(message("{\"code\":1012,\"reason\":\"Restarting, reconnect in 7 s\",\"reconnect\":true}"))
                .isEmpty();
        assertThat(contract.coverage().unexercisedMessages()).containsExactly("full");
    }

    @Test
    void wrongMessagesAreFoundEveryTimeTheyCome() {
        List<String> wrong = List.of(
                "[]",
                "{\"type\":\"news\",\"cursor\":\"a-1\"}",
                "{\"type\":\"refresh\"}",
                "{\"code\":1012,\"reason\":\"Restarting, reconnect in 7 s\"}",
                "{\"type\":\"refresh\",\"cursor\":\"a-1\",\"data\":{}}",
                "{\"type\":\"full\",\"cursor\":\"a-1\",\"data\":{\"event\":{}}}",
                "{\"type\":\"diff\",\"cursor\":\"a-1\",\"data\":{}}",
                "{\"type\":\"diff\",\"cursor\":\"a-1\",\"data\":{\"status\":\"draft\"}}",
                "{\"type\":\"diff\",\"cursor\":\"a-1\",\"data\":{\"status\":\"running\",\"oncourse\":[]}}",
                results(""),
                results(ROW.replace("\"rnk\":1,", "")),
                results(ROW.substring(0, ROW.length() - 1) + DETAIL),
                results(ROW).replace("\"raceId\":\"R\",", ""));
        for (String message : wrong) {
            assertThat(message(message)).as(message).isNotEmpty();
            assertThat(message(message)).as(message).isNotEmpty();
        }
        assertThat(contract.coverage().unexercisedMessages()).hasSize(6);
    }

    private List<String> message(String text) {
        return contract.check(json(text));
    }

    private static HttpExchange head(HttpExchange get, ApiResponse response) {
        return new HttpExchange("HEAD", get.target(), headers(Map.of()), Buffer.buffer(), response);
    }

    private static String results(String row) {
        return "{\"type\":\"diff\",\"cursor\":\"a-1\",\"data\":{\"raceId\":\"R\",\"results\":[" + row + "]}}";
    }

    private static HttpExchange results(String raceType, String row) {
        String race = "{\"raceId\":\"R\",\"classId\":\"K1W_ST\",\"raceType\":\"" + raceType + "\",\"raceStatus\":null}";
        return exchange(
                "GET",
                "/api/v1/events/demo/results/R?detailed=true",
                200,
                Map.of(
                        "Access-Control-Allow-Origin", "*",
                        "Access-Control-Expose-Headers", "ETag",
                        "ETag", "\"JN4cShnEOtQbAT8T\"",
                        "Cache-Control", "no-cache"),
                "{\"race\":" + race + ",\"results\":[" + row + "]}");
    }

    private static HttpExchange push(String body) {
        HttpExchange granted = exchange(
                "POST",
                "/api/v1/ingest/results",
                200,
                Map.of("Cache-Control", "no-store"),
                "{\"updated\":1,\"changed\":0}");
        return new HttpExchange(
                "POST",
                granted.target(),
                headers(Map.of("content-type", "application/json; charset=utf-8")),
                Buffer.buffer(body),
                granted.response());
    }

    private static HttpExchange exchange(
            String method, String target, int status, Map<String, String> headers, String body) {
        Map<String, String> all = new HashMap<>(headers);
        all.put("x-request-id", "request-1");
        all.put("X-Content-Type-Options", "nosniff");
        all.put("Referrer-Policy", "same-origin");
        all.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        all.put("content-type", "application/json");
        return exchange(method, target, status, all, Buffer.buffer(body));
    }

    private static HttpExchange with(HttpExchange exchange, Buffer body) {
        ApiResponse response = new ApiResponse(
                exchange.response().status(), exchange.response().headers(), body, MissingNode.getInstance());
        return new HttpExchange(exchange.method(), exchange.target(), headers(Map.of()), Buffer.buffer(), response);
    }

    private static HttpExchange with(HttpExchange exchange, String header, String value) {
        Map<String, String> headers = new HashMap<>();
        exchange.response().headers().map().forEach((name, values) -> {
            if (!name.equalsIgnoreCase(header)) {
                headers.put(name, values.get(0));
            }
        });
        if (value != null) {
            headers.put(header, value);
        }
        ApiResponse response = exchange.response();
        return exchange(exchange.method(), exchange.target(), response.status(), headers, response.bytes());
    }

    private static HttpExchange exchange(
            String method, String target, int status, Map<String, String> headers, Buffer body) {
        ApiResponse response = new ApiResponse(status, headers(headers), body, MissingNode.getInstance());
        return new HttpExchange(method, target, headers(Map.of()), Buffer.buffer(), response);
    }

    private static HttpHeaders headers(Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        return HttpHeaders.of(lists, (name, value) -> true);
    }
}

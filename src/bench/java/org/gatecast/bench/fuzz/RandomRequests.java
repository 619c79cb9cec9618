package org.gatecast.bench.fuzz;

import java.util.List;
import org.gatecast.testing.BoothClient;

/** Makes the request of one case: an operation on an event, with or without credentials, perhaps mutated. */
final class RandomRequests {
    static final String PASSWORD = "the fuzzed master's";

    private static final List<String> PATH_PIECES = List.of(
            "/",
            "//",
            "/./",
            "/../",
            "%2e%2e",
            "%2f",
            "%5c",
            "\\",
            "%00",
            "%",
            "%zz",
            "%C3%A9",
            "\u00c3\u00a9",
            ";",
            "?",
            "#",
            "..",
            "%20",
            "*",
            "+",
            "%25",
            "@",
            ":",
            "%ud800",
            "a".repeat(300));
    private static final List<String> HEADERS = List.of(
            "Origin: http://elsewhere",
            "Sec-Fetch-Site: cross-site",
            "Origin: null",
            "Accept-Encoding: gzip",
            "Accept: text/html",
            "Accept-Encoding: *;q=0",
            "If-None-Match: *",
            "If-None-Match: \"a\", W/\"b\"",
            "Range: bytes=0-1",
            "Cookie: a=b",
            "X-Forwarded-For: 6.6.6.6",
            "Forwarded: for=\"[::1]\"",
            "X-Exported-At: yesterday",
            "Connection: close",
            "X-Exported-At: 2026-11-21T10:00:00Z",
            "Expect: 100-continue",
            "Expect: 200-ok",
            "Accept: text/event-stream",
            "Last-Event-ID: x",
            "X-Request-Id: \"a\"",
            "Content-Encoding: gzip",
            "Upgrade: h2c",
            "Te: trailers",
            "Pragma: a",
            "If-Modified-Since: never",
            "Accept-Language: cs, *;q=0.1",
            "Priority: u=9",
            "X-HTTP-Method-Override: DELETE");
    private static final List<String> FRAMING = List.of(
            "Content-Length: 5",
            "Content-Length: -1",
            "Content-Length: 1, 1",
            "Content-Length: 99999999999999999999",
            "Transfer-Encoding: chunked",
            "Transfer-Encoding: xchunked",
            "Transfer-Encoding: identity",
            "Transfer-Encoding: ",
            "Transfer-Encoding: gzip, chunked",
            ": a",
            " folded",
            "Host: b",
            "A b: c",
            "A\u0000: b",
            "X:" + "y".repeat(9_000),
            "Content-Length : 2",
            "Host:",
            "\u000b: a",
            "A: \u0001",
            "Trailer: Content-Length");
    private static final List<String> LINE_PIECES = List.of(
            " ",
            "  ",
            "\t",
            "HTTP/1.0",
            "HTTP/2.0",
            "HTTP/1.2",
            "HTTP/0.9",
            "\r",
            "\u0000",
            "PRI * HTTP/2.0",
            "\u00ff");

    private final List<ApiOperations.Operation> operations;
    private final List<ApiOperations.Operation> guarded;
    private final List<String> files;
    private final RandomBodies bodies = new RandomBodies();

    /**
     * @param files addresses of files, as pages link to them
     */
    RandomRequests(List<ApiOperations.Operation> operations, List<String> files) {
        this.operations = operations;
        this.guarded =
                operations.stream().filter(ApiOperations.Operation::isProtected).toList();
        this.files = files;
    }

    /** The request of a case. */
    FuzzedRequest make(FuzzEvents fuzzEvents, RandomChoices randomChoices, long number) {
        if (randomChoices.oneIn(25)) {
            return wild(randomChoices);
        }
        ApiOperations.Operation operation = randomChoices.of(randomChoices.oneIn(2) ? guarded : operations);
        boolean still = randomChoices.oneIn(4);
        BoothClient event = randomChoices.of(still ? fuzzEvents.still() : fuzzEvents.used());
        String newId = randomChoices.oneIn(10) ? "E" : "made-" + number;
        RequestCredentials requestCredentials = RequestCredentials.of(fuzzEvents, randomChoices, event, still);
        String path = path(randomChoices, fuzzEvents, operation, event, newId);
        boolean plainPath = !randomChoices.oneIn(6);
        if (!plainPath) {
            path = randomChoices.spoil(path, PATH_PIECES).replaceAll("[\r\n ]", "_");
        }
        String query = query(randomChoices, operation, event);
        String method = randomChoices.oneIn(12)
                ? randomChoices.of(
                        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get", "M-SEARCH")
                : operation.method();
        StringBuilder head = new StringBuilder();
        boolean intact = true;
        String line = method + " " + path + query + " HTTP/1.1";
        if (randomChoices.oneIn(40)) {
            line = randomChoices.oneIn(2)
                    ? randomChoices.spoil(line, LINE_PIECES)
                    : method + " " + path + query + " " + randomChoices.of(LINE_PIECES);
            intact = false;
        }
        head.append(line)
                .append("\r\n")
                .append("Host: ")
                .append(randomChoices.oneIn(30) ? randomChoices.of("a", "", "[::1]", "a b") : "a")
                .append("\r\n");
        head.append(requestCredentials.headers());
        for (int i = randomChoices.oneIn(3) ? randomChoices.below(4) : 0; i > 0; i--) {
            head.append(randomChoices.of(HEADERS)).append("\r\n");
        }
        if (operation.path().endsWith("/ws") && !randomChoices.oneIn(4)) {
            head.append(handshake(randomChoices));
        }
        String body = operation.method().equals("GET") && !randomChoices.oneIn(30)
                ? ""
                : bodies.body(randomChoices, operation, newId);
        boolean xmlInJson = operation.path().endsWith("/xml") && randomChoices.oneIn(2);
        if (xmlInJson) {
            body = RandomBodies.inJson(body);
        }
        if (!body.isEmpty() && !randomChoices.oneIn(30)) {
            String fits = operation.path().endsWith("/xml") && !xmlInJson ? "application/xml" : "application/json";
            head.append("Content-Type: ")
                    .append(
                            randomChoices.oneIn(15)
                                    ? randomChoices.of(
                                            "text/plain",
                                            "application/json; charset=utf-16",
                                            "a",
                                            "application/json;",
                                            "text/xml; charset=\"x\"",
                                            "multipart/form-data; boundary=a")
                                    : fits)
                    .append("\r\n");
        }
        if (randomChoices.oneIn(25)) {
            head.append(randomChoices.of(FRAMING)).append("\r\n");
            intact = false;
        }
        String framed = framed(randomChoices, head, body);
        if (framed == null) {
            intact = false;
            framed = body;
        }
        return new FuzzedRequest(
                operation,
                method,
                operation.isProtected(),
                requestCredentials.entitled(),
                requestCredentials.asMaster(),
                intact,
                plainPath,
                plainPath && path.contains("/" + event.eventId()) ? event.eventId() : "",
                requestCredentials.keyed(),
                head + "\r\n" + framed);
    }

    /** Bytes that are hardly a request. */
    private static FuzzedRequest wild(RandomChoices randomChoices) {
        return new FuzzedRequest(
                new ApiOperations.Operation("(bytes)", ""),
                "?",
                false,
                false,
                false,
                false,
                true,
                "",
                "",
                FuzzWebSocket.text(new java.util.Random(randomChoices.below(Integer.MAX_VALUE))));
    }

    private String path(
            RandomChoices randomChoices,
            FuzzEvents fuzzEvents,
            ApiOperations.Operation operation,
            BoothClient event,
            String newId) {
        if (operation.path().contains("{hash}")) {
            return randomChoices.oneIn(3)
                    ? operation.path().replace("{hash}", "0000").replace("{file}", "a.js")
                    : randomChoices.of(files);
        }
        String eventId = randomChoices.oneIn(20)
                ? randomChoices.of("nobody", "EXPIRED", newId, "a".repeat(101), ".", "..", "%41")
                : event.eventId();
        return operation
                .path()
                .replace("{eventId}", eventId)
                .replace("{raceId}", randomChoices.of("K1M_BR1", "K1M_BR2", "K1M_BR1", "NONE", "%20", "k1m_br1"))
                .replace("{bib}", randomChoices.of("1", "2", "99", "x", "%00"))
                .replace("{keyId}", randomChoices.oneIn(2) ? randomChoices.of(fuzzEvents.keyIds()) : "none");
    }

    private static String query(RandomChoices randomChoices, ApiOperations.Operation operation, BoothClient event) {
        if (operation.path().startsWith("/api/v1/ingest/") && randomChoices.oneIn(2)) {
            return "?eventId=" + event.eventId();
        }
        return randomChoices.oneIn(3)
                ? randomChoices.of(
                        "?detailed=true",
                        "?detailed=&catId=ZS",
                        "?catId=" + randomChoices.below(1_000_000),
                        "?catId=ZM&detailed=true",
                        "?since=nonsense",
                        "?race=K1M_BR1&race=K1M_BR2",
                        "?race=",
                        "?limit=1",
                        "?limit=-1",
                        "?limit=99999999999",
                        "?eventId=nobody",
                        "?",
                        "?a=b&a=c&" + "x=y&".repeat(50),
                        "?%00=%zz",
                        "?catId=%ff%fe",
                        "?since=a.b.c&race=%20")
                : "";
    }

    private static String handshake(RandomChoices randomChoices) {
        return "Upgrade: websocket\r\nConnection: "
                + randomChoices.of("Upgrade", "Upgrade", "keep-alive, Upgrade", "close")
                + "\r\nSec-WebSocket-Version: " + randomChoices.of("13", "13", "13", "12", "x")
                + "\r\nSec-WebSocket-Key: "
                + randomChoices.of("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ==", "a", "")
                + "\r\n"
                + randomChoices.of(
                        "",
                        "Sec-WebSocket-Extensions: permessage-deflate\r\n",
                        "Sec-WebSocket-Extensions: ;\r\n",
                        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=99\r\n",
                        "Sec-WebSocket-Protocol: a, b\r\n");
    }

    /** The body with what says how long it is, in the head or around it; {@code null} when that is a lie. */
    private static String framed(RandomChoices randomChoices, StringBuilder head, String body) {
        if (randomChoices.oneIn(200)) {
            head.append("Content-Length: 20000000\r\n");
            return null;
        }
        if (randomChoices.oneIn(150)) {
            head.append("Content-Length: ")
                    .append(body.length() + 1 + randomChoices.below(50))
                    .append("\r\n");
            return null;
        }
        if (body.isEmpty()) {
            return body;
        }
        if (!randomChoices.oneIn(5)) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
            return body;
        }
        head.append("Transfer-Encoding: chunked\r\n");
        StringBuilder chunks = new StringBuilder();
        for (int at = 0; at < body.length(); ) {
            int size = Math.min(body.length() - at, 1 + randomChoices.below(4_000));
            chunks.append(Integer.toHexString(size))
                    .append("\r\n")
                    .append(body, at, at + size)
                    .append("\r\n");
            at += size;
        }
        return chunks.append("0\r\n\r\n").toString();
    }
}

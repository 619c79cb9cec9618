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
    private final List<ApiOperations.Operation> ingest;
    private final List<String> files;
    private final RandomBodies bodies = new RandomBodies();

    /**
     * @param files addresses of files, as pages link to them
     */
    RandomRequests(List<ApiOperations.Operation> operations, List<String> files) {
        this.operations = operations;
        this.guarded =
                operations.stream().filter(ApiOperations.Operation::isProtected).toList();
        this.ingest =
                operations.stream().filter(ApiOperations.Operation::isIngest).toList();
        this.files = files;
    }

    /** The request of a case. */
    FuzzedRequest make(FuzzEvents events, RandomChoices choices, long number) {
        if (choices.oneIn(25)) {
            return wild(choices);
        }
        // A quarter is ingest, however many other operations there are.
        ApiOperations.Operation operation =
                choices.of(choices.oneIn(4) ? ingest : choices.oneIn(2) ? guarded : operations);
        boolean still = choices.oneIn(4);
        BoothClient event = choices.of(still ? events.still() : events.used());
        String newId = choices.oneIn(10) ? "E" : "made-" + number;
        RequestCredentials credentials = RequestCredentials.of(events, choices, event, still);
        String path = path(choices, events, operation, event, newId);
        boolean plainPath = !choices.oneIn(6);
        if (!plainPath) {
            path = choices.spoil(path, PATH_PIECES).replaceAll("[\r\n ]", "_");
        }
        String query = query(choices, operation, event);
        String method = choices.oneIn(12)
                ? choices.of(
                        "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "BREW", "get", "M-SEARCH")
                : operation.method();
        StringBuilder head = new StringBuilder();
        boolean intact = true;
        String line = method + " " + path + query + " HTTP/1.1";
        if (choices.oneIn(40)) {
            line = choices.oneIn(2)
                    ? choices.spoil(line, LINE_PIECES)
                    : method + " " + path + query + " " + choices.of(LINE_PIECES);
            intact = false;
        }
        head.append(line)
                .append("\r\n")
                .append("Host: ")
                .append(choices.oneIn(30) ? choices.of("a", "", "[::1]", "a b") : "a")
                .append("\r\n");
        head.append(credentials.headers());
        for (int i = choices.oneIn(3) ? choices.below(4) : 0; i > 0; i--) {
            head.append(choices.of(HEADERS)).append("\r\n");
        }
        if (operation.path().endsWith("/ws") && !choices.oneIn(4)) {
            head.append(handshake(choices));
        }
        String body =
                operation.method().equals("GET") && !choices.oneIn(30) ? "" : bodies.body(choices, operation, newId);
        boolean xmlInJson = operation.path().endsWith("/xml") && choices.oneIn(2);
        if (xmlInJson) {
            body = RandomBodies.inJson(body);
        }
        if (!body.isEmpty() && !choices.oneIn(30)) {
            String fits = operation.path().endsWith("/xml") && !xmlInJson ? "application/xml" : "application/json";
            head.append("Content-Type: ")
                    .append(
                            choices.oneIn(15)
                                    ? choices.of(
                                            "text/plain",
                                            "application/json; charset=utf-16",
                                            "a",
                                            "application/json;",
                                            "text/xml; charset=\"x\"",
                                            "multipart/form-data; boundary=a")
                                    : fits)
                    .append("\r\n");
        }
        if (choices.oneIn(25)) {
            head.append(choices.of(FRAMING)).append("\r\n");
            intact = false;
        }
        String framed = framed(choices, head, body);
        if (framed == null) {
            intact = false;
            framed = body;
        }
        return new FuzzedRequest(
                operation,
                method,
                operation.isProtected(),
                credentials.entitled(),
                credentials.asMaster(),
                intact,
                plainPath,
                plainPath && path.contains("/" + event.eventId()) ? event.eventId() : "",
                credentials.keyed(),
                head + "\r\n" + framed);
    }

    /** Bytes that are hardly a request. */
    private static FuzzedRequest wild(RandomChoices choices) {
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
                FuzzWebSocket.text(new java.util.Random(choices.below(Integer.MAX_VALUE))));
    }

    private String path(
            RandomChoices choices,
            FuzzEvents events,
            ApiOperations.Operation operation,
            BoothClient event,
            String newId) {
        if (operation.path().contains("{hash}")) {
            return choices.oneIn(3)
                    ? operation.path().replace("{hash}", "0000").replace("{file}", "a.js")
                    : choices.of(files);
        }
        String eventId = choices.oneIn(20)
                ? choices.of("nobody", "EXPIRED", newId, "a".repeat(101), ".", "..", "%41")
                : event.eventId();
        return operation
                .path()
                .replace("{eventId}", eventId)
                .replace("{raceId}", choices.of("K1M_BR1", "K1M_BR2", "K1M_BR1", "NONE", "%20", "k1m_br1"))
                .replace("{bib}", choices.of("1", "2", "99", "x", "%00"))
                .replace("{keyId}", choices.oneIn(2) ? choices.of(events.keyIds()) : "none");
    }

    private static String query(RandomChoices choices, ApiOperations.Operation operation, BoothClient event) {
        if (operation.path().startsWith("/api/v1/ingest/") && choices.oneIn(2)) {
            return "?eventId=" + event.eventId();
        }
        return choices.oneIn(3)
                ? choices.of(
                        "?detailed=true",
                        "?detailed=&catId=ZS",
                        "?catId=" + choices.below(1_000_000),
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

    private static String handshake(RandomChoices choices) {
        return "Upgrade: websocket\r\nConnection: "
                + choices.of("Upgrade", "Upgrade", "keep-alive, Upgrade", "close")
                + "\r\nSec-WebSocket-Version: " + choices.of("13", "13", "13", "12", "x")
                + "\r\nSec-WebSocket-Key: "
                + choices.of("dGhlIHNhbXBsZSBub25jZQ==", "dGhlIHNhbXBsZSBub25jZQ==", "a", "")
                + "\r\n"
                + choices.of(
                        "",
                        "Sec-WebSocket-Extensions: permessage-deflate\r\n",
                        "Sec-WebSocket-Extensions: ;\r\n",
                        "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits=99\r\n",
                        "Sec-WebSocket-Protocol: a, b\r\n");
    }

    /** The body with what says how long it is, in the head or around it; {@code null} when that is a lie. */
    private static String framed(RandomChoices choices, StringBuilder head, String body) {
        if (choices.oneIn(200)) {
            head.append("Content-Length: 20000000\r\n");
            return null;
        }
        if (choices.oneIn(150)) {
            head.append("Content-Length: ")
                    .append(body.length() + 1 + choices.below(50))
                    .append("\r\n");
            return null;
        }
        if (body.isEmpty()) {
            return body;
        }
        if (!choices.oneIn(5)) {
            head.append("Content-Length: ").append(body.length()).append("\r\n");
            return body;
        }
        head.append("Transfer-Encoding: chunked\r\n");
        StringBuilder chunks = new StringBuilder();
        for (int at = 0; at < body.length(); ) {
            int size = Math.min(body.length() - at, 1 + choices.below(4_000));
            chunks.append(Integer.toHexString(size))
                    .append("\r\n")
                    .append(body, at, at + size)
                    .append("\r\n");
            at += size;
        }
        return chunks.append("0\r\n\r\n").toString();
    }
}

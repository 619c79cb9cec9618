package org.gatecast.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.gatecast.testing.Await;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that a proxy could read differently are refused, and their connection is closed. */
class StrictHttpIT {
    /** Answered only if the second request, which one reader sees and the other does not, is taken for one. */
    private static final String SMUGGLED = "GET /health?smuggled HTTP/1.1\r\nHost: a\r\n\r\n";

    @RegisterExtension
    static final TestServer server = TestServer.with();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 4|Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked|Content-Length: 4",
                "Content-Length: 4|Content-Length: 5",
                "Content-Length: 4, 5",
                "Content-Length: +4",
                "Content-Length: -4",
                "Content-Length: 0x4",
                "Transfer-Encoding: chunked|X-Folded: a| b",
                "Transfer-Encoding:|\tchunked",
                "X-Folded: a|\t",
                " X-First: folded into the request line",
                "Content-Length : 4",
                "Transfer\u0000-Encoding: chunked",
                "No colon at all",
                ": a header without a name",
                "Host: b",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: chunked;q=1",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: chunked,chunked",
                "Transfer-Encoding: chunked|Transfer-Encoding: chunked",
                "Transfer-Encoding: chunked|Transfer-Encoding: identity",
                "Transfer-Encoding:",
                "Transfer-Encoding: ,chunked",
                "Transfer-Encoding: identity|Content-Length: 4",
                "Content-Length: 4|Transfer-Encoding: xchunked",
            })
    void ambiguousRequestsAreRefused(String headers) {
        String request = "POST /health HTTP/1.1\r\nHost: a\r\n" + headers.replace("|", "\r\n") + "\r\n\r\n0\r\n\r\n";
        assertRefusedAndClosed(request + SMUGGLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/1.1\nHost: a\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a\r\n\n",
                "GET /health\r\n\r\n",
                "GET /health HTTP/1.1 more\r\nHost: a\r\n\r\n",
                "GET  /health HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET\t/health HTTP/1.1\r\nHost: a\r\n\r\n",
                " GET /health HTTP/1.1\r\nHost: a\r\n\r\n",
                "\0GET /health HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /health\u00e9 HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET /health HTP/1.1\r\nHost: a\r\n\r\n",
                "GET /health http/1.1\r\nHost: a\r\n\r\n",
                "GET /health HTTP/x.1\r\nHost: a\r\n\r\n",
                "\r\n\r\nGET /health HTTP/1.1\r\nHost: a\r\nX-Folded: a\r\n b\r\n\r\n",
                "POST /health HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            })
    void textThatIsNotHttpIsRefused(String request) {
        assertRefusedAndClosed(request + SMUGGLED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /health HTTP/1.1\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a b:c\r\n\r\n",
                "GET /health HTTP/1.1\r\nHost: a:99999999\r\n\r\n",
                "GET /health HTTP/1.0\r\nHost: \"\r\n\r\n",
                "GET health HTTP/1.1\r\nHost: a\r\n\r\n",
                "GET health HTTP/1.0\r\n\r\n",
            })
    void invalidTargetsAreRefused(String request) {
        assertRefusedAndClosed(request);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/2.0", "HTTP/1.2", "HTTP/0.9", "HTTP/3.7", "HTTP/1.11", "HTTP/2"})
    void otherHttpVersionsAreRefused(String version) throws IOException {
        assertThat(talk("GET /health " + version + "\r\nHost: a\r\n\r\n" + SMUGGLED))
                .startsWith("HTTP/1.1 505 ")
                .contains(
                        "Content-Type: application/json",
                        "\"error\":\"HttpVersionNotSupported\"",
                        "HTTP/1.1 and HTTP/1.0")
                .doesNotContain("200 OK");
    }

    @Test
    void unknownExpectationsAreRefused() throws IOException {
        String request = "POST /api/v1/ingest/results HTTP/1.1\r\nHost: a\r\nConnection: close\r\nExpect: cake\r\n\r\n";
        assertThat(talk(request))
                .startsWith("HTTP/1.1 417 ")
                .contains("\"error\":\"ExpectationFailed\"", "100-continue");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "zz\r\n",
                "-1\r\n",
                "fffffffffffffffff\r\n",
                "2\r\n{}zz",
                "0\r\n: b\r\n\r\n",
                "0 x\r\n\r\n",
                "0\rX: y\r\n\r\n",
                "0;x=\u0001\r\n\r\n",
                "0\r\nX: a\r\n b\r\n\r\n"
            })
    void malformedChunksAreRefused(String chunks) {
        String request = "POST /api/v1/admin/events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks;
        assertRefusedAndClosed(request + SMUGGLED);
    }

    @Test
    void malformedChunksDoNotAffectEarlierResponses() throws IOException {
        String broken = "POST /api/v1/admin/events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n";
        String responses = talk(SMUGGLED + SMUGGLED + broken + SMUGGLED);
        assertThat(responses.split("HTTP/1.1 200", -1)).hasSize(3);
        assertThat(responses.substring(responses.lastIndexOf("HTTP/1.1 "))).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void blankLinesBeforeARequestAreSkipped() throws IOException {
        String last = "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        assertThat(talk("\r\n\r\n" + SMUGGLED + "\r\n" + last).split("HTTP/1.1 200", -1))
                .hasSize(3);
    }

    @Test
    void foldedHeadersAreRefusedHoweverTheyArrive() throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout((int) Await.LONG.toMillis());
            for (byte next : ("GET /health HTTP/1.1\r\nHost: a\r\nX: a\r\n b\r\n\r\n" + SMUGGLED)
                    .getBytes(StandardCharsets.ISO_8859_1)) {
                try {
                    socket.getOutputStream().write(next);
                } catch (IOException closed) {
                    break;
                }
            }
            assertThat(everything(socket)).matches("(?s)HTTP/1.[01] 400.*").doesNotContain("200 OK");
        }
    }

    /** The decoder of Vert.x 5.0.10 compares only some of the bits of some names. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Dength", "Content-LenGth", "Content-Lengtl"})
    void similarNamesAreNotContentLength(String name) throws IOException {
        String request = "GET /health HTTP/1.1\r\nHost: a\r\n" + name + ": 4\r\n\r\n";
        String last = "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        assertThat(talk(request + last).split("HTTP/1.1 ", -1)).hasSize(3);
    }

    @Test
    void aChunkedBodyIsAccepted() {
        assertThat(RawHttpClient.sendBytes(
                                server.port(),
                                "GET /health HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void tooManyHeadersAndTooLongTargetsAreRefused() {
        String headers = "X-Many: 1\r\n".repeat(101);
        assertRefusedAndClosed("GET /health HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n");
        assertRefusedAndClosed("GET /" + "x".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n");
        assertRefusedAndClosed("GET / HTTP/1.1\r\nHost: a\r\nX-Long: " + "x".repeat(9_000) + "\r\n\r\n");
    }

    @Test
    void aTooLongPipelineIsClosed() throws IOException {
        String responses = talk(SMUGGLED.repeat(5_000));
        assertThat(responses.split("HTTP/1.1 200", -1)).hasSizeLessThan(5_000);
        assertThat(server.api().get("/health").status()).isEqualTo(200);
    }

    @Test
    void aShortPipelineGetsItsResponsesInOrder() throws IOException {
        String last = "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        assertThat(talk(SMUGGLED.repeat(9) + last).split("HTTP/1.1 200", -1)).hasSize(11);
    }

    private static void assertRefusedAndClosed(String request) {
        try {
            assertThat(talk(request))
                    .matches("(?s)HTTP/1.[01] 400.*")
                    .contains("InvalidRequest")
                    .doesNotContain("200 OK");
        } catch (IOException e) {
            throw new AssertionError(request, e);
        }
    }

    /** Everything that is answered until the server closes the connection. */
    private static String talk(String request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout((int) Await.LONG.toMillis());
            try {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            } catch (IOException closed) {
                // What it said before is there to be read.
            }
            return everything(socket);
        }
    }

    private static String everything(Socket socket) throws IOException {
        StringBuilder all = new StringBuilder();
        InputStream in = socket.getInputStream();
        byte[] some = new byte[8_192];
        try {
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                all.append(new String(some, 0, read, StandardCharsets.ISO_8859_1));
            }
        } catch (java.net.SocketException reset) {
            // Closed with something unread.
        }
        return all.toString();
    }
}

package org.gatecast.limits;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A response that closes the connection is the last one, whatever the client has sent after its request. */
class ClosingResponseIT {
    private static final int TIMES = 5;

    @RegisterExtension
    final TestServer server = TestServer.with();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "OPTIONS /api/v1/admin/events HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n",
                "POST /api/v1/admin/events HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: 2\r\n\r\n{}",
                "GET /health HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
            })
    void requestsAfterTheClosingResponseAreNotHandled(String first) {
        for (int i = 0; i < TIMES; i++) {
            String body = "{\"eventId\":\"behind-" + i + "\",\"mainTitle\":\"Behind\"}";
            ApiResponse response = RawHttpClient.sendBytes(
                    server.port(),
                    first + "POST /api/v1/admin/events HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                            + "Content-Length: " + body.length() + "\r\n\r\n" + body);
            assertThat(response.header("Connection")).isEqualToIgnoringCase("close");
        }
        server.api().createEvent("AFTER");
        assertThat(server.api().adminEvents().path("events")).hasSize(1);
    }
}

package org.gatecast.bench.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The short form of {@link FuzzWebSocket}. */
class FuzzWebSocketIT {
    @RegisterExtension
    final TestServer server = TestServer.with();

    @Test
    void randomBytesDoNotStopTheServer() throws IOException {
        server.api().createEvent("E").through("startlist");
        FuzzWebSocket fuzz = new FuzzWebSocket(server.api(), 20261121);
        fuzz.run(600);
        assertThat(fuzz.responses()).containsKeys("HTTP/1.1 101 ", "HTTP/1.1 400 ");
        assertThat(server.api().get("/health").status()).isEqualTo(200);
    }
}

package org.gatecast.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.testing.ApiClient.json;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.CountingSpectators;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clients that hold connections without using them: others are served, and the connections are closed in time. */
class HostileClientsIT {
    private static final String BEGINNING = "GET /health HTTP/1.1\r\nHost: a\r\nX-Slow: ";

    @RegisterExtension
    final TestServer server = TestServer.with(
            "limits.head-timeout-millis", "1500",
            "limits.body-bytes-per-second", "4096",
            "limits.half-open-connections", "200",
            "spectators.per-event", "50");

    private final List<Socket> sockets = new ArrayList<>();
    private BoothClient booth;

    @BeforeEach
    void anEventIsRunning() {
        booth = server.api().createEvent("E");
        booth.imported(ExportXml.small(server.clock().today()).toString()).through("startlist", "running");
    }

    @AfterEach
    void everySocketIsClosed() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    @Test
    void aThousandHalfOpenConnectionsBlockNobodyAndAreClosed() throws IOException {
        for (int i = 0; i < 1_000; i++) {
            send(connect(), i % 2 == 0 ? "" : BEGINNING);
            if (i % 100 == 0) {
                othersAreServed();
            }
        }
        othersAreServed();
        for (Socket socket : sockets) {
            assertThat(isEnded(socket)).isTrue();
        }
    }

    @Test
    void aHeadThatNeverEndsClosesTheConnection() throws IOException {
        Socket slow = connect();
        send(slow, BEGINNING);
        Await.until("the server has had enough", () -> {
            othersAreServed();
            return !drips(slow, "x");
        });
    }

    @Test
    void aSecondHeadThatNeverEndsClosesTheConnection() throws IOException {
        Socket slow = connect();
        send(slow, "GET /health HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(slow.getInputStream().read()).isEqualTo('H');
        send(slow, BEGINNING);
        Await.until("the server has had enough", () -> !drips(slow, "x"));
        othersAreServed();
    }

    @Test
    void aTooSlowBodyClosesTheConnectionAndChangesNothing() throws IOException {
        Socket slow = connect();
        send(
                slow,
                "POST /api/v1/ingest/results HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nX-API-Key: "
                        + booth.apiKey() + "\r\nContent-Length: 100000\r\n\r\n{\"results\": [");
        Await.until("the server has had enough", () -> {
            assertThat(booth.results(json("{'results': []}")).status()).isEqualTo(200);
            return !drips(slow, " ");
        });
    }

    @Test
    void aFloodOfHandshakesDelaysNoOtherClient() {
        try (CountingSpectators spectators = new CountingSpectators(server.api(), "E")) {
            for (int wave = 0; wave < 10; wave++) {
                spectators.connectAll(100);
                othersAreServed();
                assertThat(booth.results(json("{'results': []}")).status()).isEqualTo(200);
            }
            spectators.awaitHandshakes();
            // Spectators that the server has closed meanwhile leave places free.
            spectators.connectAndWait(50);
            Await.until("the limit is reached and kept", () -> spectators.connected() == 50, spectators::connected);
        }
    }

    @Test
    void aClockJumpOfAnHourAffectsNoClient() {
        for (int hours : new int[] {1, -2, 2, -1}) {
            server.clock().advance(Duration.ofHours(hours));
            othersAreServed();
            assertThat(booth.results(json("{'results': []}")).status()).isEqualTo(200);
            assertThat(booth.oncourse(json("{'oncourse': []}")).status()).isEqualTo(200);
        }
    }

    private void othersAreServed() {
        assertThat(server.api().get("/health").status()).isEqualTo(200);
        assertThat(server.api().event("E").status()).isEqualTo(200);
    }

    private Socket connect() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
        socket.setTcpNoDelay(true);
        socket.setSoTimeout((int) Await.LONG.toMillis());
        sockets.add(socket);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        try {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        } catch (SocketException gone) {
            // It was the oldest of too many.
        }
    }

    /** Sends a little more; whether anybody took it. */
    private static boolean drips(Socket socket, String drop) {
        try {
            socket.getOutputStream().write(drop.getBytes(StandardCharsets.ISO_8859_1));
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    private static boolean isEnded(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (SocketTimeoutException stillOpen) {
            return false;
        } catch (SocketException reset) {
            return true;
        }
    }
}

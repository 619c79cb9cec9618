package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The recorded race through proxies as they are shipped, which must neither hold back, nor change, nor lose anything. */
class LiveThroughProxyIT {
    private static final String RUN_2 = "K1M_ST_BR2_6";
    private static final int QUIET_SECONDS = Integer.getInteger("gatecast.quiet-seconds", 11);
    private static final boolean AS_SHIPPED = QUIET_SECONDS > 60;
    private static final int PING_MILLIS = AS_SHIPPED ? 30_000 : 1_000;
    private static final String LONG_TIMEOUT = "20s";
    private static final String SHORTER_THAN_A_PING = "500ms";

    @RegisterExtension
    final TestServer server = TestServer.with(
            "spectators.ping-interval-millis", Integer.toString(PING_MILLIS),
            "spectators.pong-timeout-millis", "10000",
            "spectators.oncourse-interval-millis", "5");

    /** Were anything buffered, the second table would never be posted. */
    @ParameterizedTest
    @EnumSource
    void everyTableIsWithEverySpectatorBeforeTheNextIsPosted(ReverseProxy.Make make) {
        RecordingReplay replay = RecordingReplay.ready(server);
        try (ReverseProxy proxy = ReverseProxy.start(make, server.port(), LONG_TIMEOUT);
                ReconnectingClientPool clients = clients(proxy)) {
            BoothClient booth = through(proxy, replay.booth());
            List<Recording.Call> calls = Recording.calls();
            for (int i = 0; i < calls.size(); i++) {
                if (calls.get(i).isResults()) {
                    // With what came next of the riders, since a table that changes nothing is sent to nobody.
                    calls.subList(i, Math.min(i + 3, calls.size()))
                            .forEach(call ->
                                    assertThat(booth.push(call).status()).isEqualTo(200));
                    clients.awaitCurrent(replay.cursor());
                }
            }
            replay.finishBefore(clients);
            assertThat(clients.all()).allMatch(client -> client.connections() == 1 && client.fulls() == 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void compressionPassesUnchanged(ReverseProxy.Make make) {
        RecordingReplay replay = RecordingReplay.ready(server);
        try (ReverseProxy proxy = ReverseProxy.start(make, server.port(), LONG_TIMEOUT);
                ReconnectingClientPool clients =
                        new ReconnectingClientPool(ApiClient.behindProxy(proxy.port()), RecordingReplay.EVENT, 1)) {
            ReconnectingClient browser = clients.join(ReconnectingClient.Form.BROWSER);
            clients.await("has a message", client -> client.model().cursor() != null);
            replay.run(0, 0.2);
            replay.finishBefore(clients);
            assertThat(clients.call(browser::compressed)).isGreaterThan(1);

            ApiResponse table = ApiClient.behindProxy(proxy.port())
                    .get("/api/v1/events/" + RecordingReplay.EVENT + "/results/" + RUN_2, "Accept-Encoding", "gzip");
            assertThat(table.header("Content-Encoding")).isEqualTo("gzip");
        }
    }

    /** Some seconds in the suite; with {@code -Dgatecast.quiet-seconds=300} at the intervals that are shipped. */
    @ParameterizedTest
    @EnumSource
    void aQuietConnectionLivesOnPingsAlone(ReverseProxy.Make make) {
        RecordingReplay replay = RecordingReplay.ready(server);
        try (ReverseProxy proxy = ReverseProxy.start(make, server.port(), AS_SHIPPED ? "75s" : "5s");
                ReconnectingClientPool clients = clients(proxy)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(QUIET_SECONDS);
            while (System.nanoTime() < end) {
                assertThat(clients.all()).allMatch(ReconnectingClient::isConnected);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            clients.await(
                    "was pinged",
                    client -> client.decoder().controls().size() > QUIET_SECONDS * 1000 / PING_MILLIS / 2);
            replay.finishBefore(clients);
            assertThat(clients.all()).allMatch(client -> client.connections() == 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReloadOfTheProxyLosesNothing(ReverseProxy.Make make) {
        RecordingReplay replay = RecordingReplay.ready(server);
        try (ReverseProxy proxy = ReverseProxy.start(make, server.port(), LONG_TIMEOUT);
                ReconnectingClientPool clients = clients(proxy, true)) {
            replay.run(0, 0.3);
            proxy.reload();
            replay.run(0.3, 0.6);
            clients.await("was disconnected and reconnected", client -> client.connections() > 1);
            replay.run(0.6, 1);
            replay.finishBefore(clients);
            clients.reconnectWhenClosed(false);
            assertThat(clients.all()).allMatch(client -> client.resumed() + client.fulls() > 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatTheProxyTimedOutReconnectsAndMissesNothing(ReverseProxy.Make make) {
        RecordingReplay replay = RecordingReplay.ready(server);
        try (ReverseProxy proxy = ReverseProxy.start(make, server.port(), SHORTER_THAN_A_PING);
                ReconnectingClientPool clients = clients(proxy, true)) {
            for (int part = 0; part < 3; part++) {
                int before = part + 1;
                clients.await("was disconnected again", client -> client.connections() > before);
                replay.run(part / 3.0, (part + 1) / 3.0);
            }
            replay.finishBefore(clients);
            clients.reconnectWhenClosed(false);
        }
    }

    private static BoothClient through(ReverseProxy proxy, BoothClient booth) {
        return new BoothClient(ApiClient.behindProxy(proxy.port()), booth.eventId(), booth.apiKey());
    }

    private static ReconnectingClientPool clients(ReverseProxy proxy) {
        return clients(proxy, false);
    }

    /** One of every kind, behind the proxy and with its first message. */
    private static ReconnectingClientPool clients(ReverseProxy proxy, boolean reconnect) {
        ReconnectingClientPool clients =
                new ReconnectingClientPool(ApiClient.behindProxy(proxy.port()), RecordingReplay.EVENT, 1);
        clients.reconnectWhenClosed(reconnect);
        List.of(ReconnectingClient.Form.values()).forEach(form -> clients.join(form));
        clients.await("has a message", client -> client.model().cursor() != null);
        return clients;
    }
}

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
    private static final int QUIET_SECONDS = Integer.getInteger("gatecast.quiet-seconds", 7);
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
        RecordingReplay recordingReplay = RecordingReplay.ready(server);
        try (ReverseProxy reverseProxy = ReverseProxy.start(make, server.api().port(), LONG_TIMEOUT);
                ReconnectingClientPool reconnectingClientPool = fans(reverseProxy)) {
            BoothClient booth = through(reverseProxy, recordingReplay.booth());
            List<Recording.Call> calls = Recording.calls();
            for (int i = 0; i < calls.size(); i++) {
                if (calls.get(i).isResults()) {
                    // With what came next of the riders, since a table that changes nothing is told to nobody.
                    calls.subList(i, Math.min(i + 3, calls.size()))
                            .forEach(call ->
                                    assertThat(booth.push(call).status()).isEqualTo(200));
                    reconnectingClientPool.awaitCurrent(recordingReplay.cursor());
                }
            }
            recordingReplay.finishBefore(reconnectingClientPool);
            assertThat(reconnectingClientPool.all())
                    .allMatch(reconnectingClient ->
                            reconnectingClient.connections() == 1 && reconnectingClient.fulls() == 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void compressionPassesUnchanged(ReverseProxy.Make make) {
        RecordingReplay recordingReplay = RecordingReplay.ready(server);
        try (ReverseProxy reverseProxy = ReverseProxy.start(make, server.api().port(), LONG_TIMEOUT);
                ReconnectingClientPool reconnectingClientPool = new ReconnectingClientPool(
                        ApiClient.behindProxy(reverseProxy.port()), RecordingReplay.EVENT, 1)) {
            ReconnectingClient browser = reconnectingClientPool.join(ReconnectingClient.Form.BROWSER);
            reconnectingClientPool.await(
                    "is welcomed",
                    reconnectingClient -> reconnectingClient.model().cursor() != null);
            recordingReplay.run(0, 0.2);
            recordingReplay.finishBefore(reconnectingClientPool);
            assertThat(reconnectingClientPool.ask(browser::compressed)).isGreaterThan(1);

            ApiResponse table = ApiClient.behindProxy(reverseProxy.port())
                    .get("/api/v1/events/" + RecordingReplay.EVENT + "/results/" + RUN_2, "Accept-Encoding", "gzip");
            assertThat(table.header("Content-Encoding")).isEqualTo("gzip");
        }
    }

    /** Some seconds in the suite; with {@code -Dgatecast.quiet-seconds=300} at the intervals that are shipped. */
    @ParameterizedTest
    @EnumSource
    void aQuietConnectionLivesOnPingsAlone(ReverseProxy.Make make) {
        RecordingReplay recordingReplay = RecordingReplay.ready(server);
        try (ReverseProxy reverseProxy = ReverseProxy.start(make, server.api().port(), AS_SHIPPED ? "75s" : "3s");
                ReconnectingClientPool reconnectingClientPool = fans(reverseProxy)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(QUIET_SECONDS);
            while (System.nanoTime() < end) {
                assertThat(reconnectingClientPool.all()).allMatch(ReconnectingClient::isConnected);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            reconnectingClientPool.await(
                    "was pinged",
                    reconnectingClient ->
                            reconnectingClient.ear().controls().size() > QUIET_SECONDS * 1000 / PING_MILLIS / 2);
            recordingReplay.finishBefore(reconnectingClientPool);
            assertThat(reconnectingClientPool.all())
                    .allMatch(reconnectingClient -> reconnectingClient.connections() == 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReloadOfTheProxyLosesNothing(ReverseProxy.Make make) {
        RecordingReplay recordingReplay = RecordingReplay.ready(server);
        try (ReverseProxy reverseProxy = ReverseProxy.start(make, server.api().port(), LONG_TIMEOUT);
                ReconnectingClientPool reconnectingClientPool = fans(reverseProxy, true)) {
            recordingReplay.run(0, 0.3);
            reverseProxy.reload();
            recordingReplay.run(0.3, 0.6);
            reconnectingClientPool.await(
                    "was cut and came back", reconnectingClient -> reconnectingClient.connections() > 1);
            recordingReplay.run(0.6, 1);
            recordingReplay.finishBefore(reconnectingClientPool);
            reconnectingClientPool.comeBackWhenCut(false);
            assertThat(reconnectingClientPool.all())
                    .allMatch(reconnectingClient -> reconnectingClient.resumed() + reconnectingClient.fulls() > 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aClientThatTheProxyTimedOutReconnectsAndMissesNothing(ReverseProxy.Make make) {
        RecordingReplay recordingReplay = RecordingReplay.ready(server);
        try (ReverseProxy reverseProxy = ReverseProxy.start(make, server.api().port(), SHORTER_THAN_A_PING);
                ReconnectingClientPool reconnectingClientPool = fans(reverseProxy, true)) {
            for (int part = 0; part < 3; part++) {
                int cuts = part + 1;
                reconnectingClientPool.await(
                        "was cut again", reconnectingClient -> reconnectingClient.connections() > cuts);
                recordingReplay.run(part / 3.0, (part + 1) / 3.0);
            }
            recordingReplay.finishBefore(reconnectingClientPool);
            reconnectingClientPool.comeBackWhenCut(false);
        }
    }

    private static BoothClient through(ReverseProxy reverseProxy, BoothClient booth) {
        return new BoothClient(ApiClient.behindProxy(reverseProxy.port()), booth.eventId(), booth.apiKey());
    }

    private static ReconnectingClientPool fans(ReverseProxy reverseProxy) {
        return fans(reverseProxy, false);
    }

    /** One of every kind, behind the proxy and welcomed. */
    private static ReconnectingClientPool fans(ReverseProxy reverseProxy, boolean comeBack) {
        ReconnectingClientPool reconnectingClientPool =
                new ReconnectingClientPool(ApiClient.behindProxy(reverseProxy.port()), RecordingReplay.EVENT, 1);
        reconnectingClientPool.comeBackWhenCut(comeBack);
        List.of(ReconnectingClient.Form.values()).forEach(form -> reconnectingClientPool.join(form));
        reconnectingClientPool.await(
                "is welcomed", reconnectingClient -> reconnectingClient.model().cursor() != null);
        return reconnectingClientPool;
    }
}

package org.gatecast.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.gatecast.testing.Answer;
import org.gatecast.testing.Api;
import org.gatecast.testing.Booth;
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
            "live.ping-interval-millis", Integer.toString(PING_MILLIS),
            "live.pong-timeout-millis", "10000",
            "live.oncourse-interval-millis", "5");

    /** Were anything buffered, the second table would never be posted. */
    @ParameterizedTest
    @EnumSource
    void everyTableIsWithEverySpectatorBeforeTheNextIsPosted(Proxy.Make make) {
        Replay replay = Replay.ready(server);
        try (Proxy proxy = Proxy.start(make, server.api().port(), LONG_TIMEOUT);
                Fans fans = fans(proxy)) {
            Booth booth = through(proxy, replay.booth());
            List<Recording.Call> calls = Recording.calls();
            for (int i = 0; i < calls.size(); i++) {
                if (calls.get(i).isResults()) {
                    // With what came next of the riders, since a table that changes nothing is told to nobody.
                    calls.subList(i, Math.min(i + 3, calls.size()))
                            .forEach(call ->
                                    assertThat(booth.push(call).status()).isEqualTo(200));
                    fans.awaitCurrent(replay.cursor());
                }
            }
            replay.finishBefore(fans);
            assertThat(fans.all()).allMatch(fan -> fan.connections() == 1 && fan.fulls() == 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void compressionPassesUnchanged(Proxy.Make make) {
        Replay replay = Replay.ready(server);
        try (Proxy proxy = Proxy.start(make, server.api().port(), LONG_TIMEOUT);
                Fans fans = new Fans(Api.behindProxy(proxy.port()), Replay.EVENT, 1)) {
            Fan browser = fans.join(Fan.Form.BROWSER);
            fans.await("is welcomed", fan -> fan.copy().cursor() != null);
            replay.run(0, 0.2);
            replay.finishBefore(fans);
            assertThat(fans.ask(browser::compressed)).isGreaterThan(1);

            Answer table = Api.behindProxy(proxy.port())
                    .get("/api/v1/events/" + Replay.EVENT + "/results/" + RUN_2, "Accept-Encoding", "gzip");
            assertThat(table.header("Content-Encoding")).isEqualTo("gzip");
        }
    }

    /** Some seconds in the suite; with {@code -Dgatecast.quiet-seconds=300} at the intervals that are shipped. */
    @ParameterizedTest
    @EnumSource
    void aQuietConnectionLivesOnPingsAlone(Proxy.Make make) {
        Replay replay = Replay.ready(server);
        try (Proxy proxy = Proxy.start(make, server.api().port(), AS_SHIPPED ? "75s" : "3s");
                Fans fans = fans(proxy)) {
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(QUIET_SECONDS);
            while (System.nanoTime() < end) {
                assertThat(fans.all()).allMatch(Fan::isConnected);
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            }
            fans.await("was pinged", fan -> fan.ear().controls().size() > QUIET_SECONDS * 1000 / PING_MILLIS / 2);
            replay.finishBefore(fans);
            assertThat(fans.all()).allMatch(fan -> fan.connections() == 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aReloadLosesNobodyAnything(Proxy.Make make) {
        Replay replay = Replay.ready(server);
        try (Proxy proxy = Proxy.start(make, server.api().port(), LONG_TIMEOUT);
                Fans fans = fans(proxy, true)) {
            replay.run(0, 0.3);
            proxy.reload();
            replay.run(0.3, 0.6);
            fans.await("was cut and came back", fan -> fan.connections() > 1);
            replay.run(0.6, 1);
            replay.finishBefore(fans);
            fans.comeBackWhenCut(false);
            assertThat(fans.all()).allMatch(fan -> fan.resumed() + fan.fulls() > 1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void whoIsCutBecauseAllWasQuietComesBackAndMissesNothing(Proxy.Make make) {
        Replay replay = Replay.ready(server);
        try (Proxy proxy = Proxy.start(make, server.api().port(), SHORTER_THAN_A_PING);
                Fans fans = fans(proxy, true)) {
            for (int part = 0; part < 3; part++) {
                int cuts = part + 1;
                fans.await("was cut again", fan -> fan.connections() > cuts);
                replay.run(part / 3.0, (part + 1) / 3.0);
            }
            replay.finishBefore(fans);
            fans.comeBackWhenCut(false);
        }
    }

    private static Booth through(Proxy proxy, Booth booth) {
        return new Booth(Api.behindProxy(proxy.port()), booth.eventId(), booth.apiKey());
    }

    private static Fans fans(Proxy proxy) {
        return fans(proxy, false);
    }

    /** One of every kind, behind the proxy and welcomed. */
    private static Fans fans(Proxy proxy, boolean comeBack) {
        Fans fans = new Fans(Api.behindProxy(proxy.port()), Replay.EVENT, 1);
        fans.comeBackWhenCut(comeBack);
        List.of(Fan.Form.values()).forEach(form -> fans.join(form));
        fans.await("is welcomed", fan -> fan.copy().cursor() != null);
        return fans;
    }
}

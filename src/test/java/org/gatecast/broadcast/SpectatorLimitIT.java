package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.Await;
import org.gatecast.testing.CountingSpectators;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An event has at most 200 spectators, however many connect at once (FR-012). */
class SpectatorLimitIT {
    private static final int LIMIT = 200;

    @RegisterExtension
    final TestServer server = TestServer.with();

    private CountingSpectators spectators;

    @BeforeEach
    void anEventIsOpen() {
        server.api().createEvent("FULL").through("startlist");
        spectators = new CountingSpectators(server.api(), "FULL");
    }

    @AfterEach
    void allSpectatorsDisconnect() {
        spectators.close();
    }

    @Test
    void twoHundredSpectatorsAreAcceptedAndTheNextResponseNamesTheLimit() {
        spectators.connectAndWait(LIMIT);
        assertThat(spectators.connected()).isEqualTo(LIMIT);
        assertThat(spectators.rejections()).isEmpty();

        ApiResponse refused;
        try (RawSpectator next = RawSpectator.connect(server.port(), "FULL")) {
            refused = next.handshake();
        }
        RefusalCheck.assertRefusal(refused, 503, "ConnectionLimitReached", "spectators");
        assertThat(refused.body().get("maxConnections").asInt()).isEqualTo(LIMIT);
    }

    @Test
    void threeHundredAtOnceNeverExceedTheLimit() {
        spectators.connectAndWait(300);
        assertThat(spectators.connected()).isEqualTo(LIMIT);
        assertThat(spectators.rejections())
                .hasSize(100)
                .allSatisfy(
                        refused -> RefusalCheck.assertRefusal(refused, 503, "ConnectionLimitReached", "spectators"));
    }

    @Test
    void theLimitHoldsWhileSpectatorsComeAndGo() {
        Random random = new Random(17);
        for (int wave = 0; wave < 20; wave++) {
            spectators.connectAll(random.nextInt(60));
            spectators.disconnect(random.nextInt(40));
        }
        spectators.awaitHandshakes();
        assertThat(spectators.mostConnected()).isLessThanOrEqualTo(LIMIT);
        int inside = spectators.connected();
        Await.until("all places but those in use are free again", () -> {
            spectators.connectAndWait(LIMIT - spectators.connected());
            return spectators.connected() == LIMIT;
        });
        assertThat(inside).isPositive();
    }

    @Test
    void aSpectatorWhoDisconnectsIsNoLongerCounted() {
        spectators.connectAndWait(LIMIT);
        spectators.disconnect(1);
        Await.until("somebody else gets in", () -> {
            spectators.connectAndWait(1);
            return spectators.connected() == LIMIT;
        });
        spectators.connectAndWait(1);
        assertThat(spectators.connected()).isEqualTo(LIMIT);
    }

    @Test
    void aBrokenConnectionIsNoLongerCounted() {
        spectators.connectAndWait(LIMIT - 1);
        try (RawSpectator last = RawSpectator.connect(server.port(), "FULL")) {
            assertThat(last.handshake().status()).isEqualTo(101);
            spectators.connectAndWait(1);
            assertThat(spectators.connected()).isEqualTo(LIMIT - 1);
        }
        Await.until("somebody else gets in", () -> {
            spectators.connectAndWait(1);
            return spectators.connected() == LIMIT;
        });
    }

    @Test
    void aFailedHandshakeIsNotCounted() {
        spectators.connectAndWait(LIMIT - 1);
        for (int attempt = 0; attempt < 5; attempt++) {
            try (RawSpectator odd = RawSpectator.connect(server.port(), "FULL", "Sec-WebSocket-Key", "")) {
                assertThat(odd.handshake().status()).isEqualTo(400);
            }
            try (RawSpectator odd = RawSpectator.connect(server.port(), "FULL", "Sec-WebSocket-Version", "12")) {
                assertThat(odd.handshake().status()).isEqualTo(400);
            }
        }
        spectators.connectAndWait(1);
        assertThat(spectators.connected()).isEqualTo(LIMIT);
    }

    @Test
    void theLimitCountsEachEventByItself() {
        server.api().createEvent("OTHER").through("startlist");
        spectators.connectAndWait(LIMIT);
        try (CountingSpectators other = new CountingSpectators(server.api(), "OTHER")) {
            other.connectAndWait(LIMIT + 1);
            assertThat(other.connected()).isEqualTo(LIMIT);
        }
    }
}

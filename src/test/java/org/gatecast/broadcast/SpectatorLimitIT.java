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

    private CountingSpectators countingSpectators;

    @BeforeEach
    void anEventIsOpen() {
        server.api().createEvent("FULL").through("startlist");
        countingSpectators = new CountingSpectators(server.api(), "FULL");
    }

    @AfterEach
    void allSpectatorsDisconnect() {
        countingSpectators.close();
    }

    @Test
    void twoHundredSpectatorsAreAcceptedAndTheNextResponseNamesTheLimit() {
        countingSpectators.connectAndWait(LIMIT);
        assertThat(countingSpectators.connected()).isEqualTo(LIMIT);
        assertThat(countingSpectators.rejections()).isEmpty();

        ApiResponse refused;
        try (RawSpectator next = RawSpectator.connect(server.api().port(), "FULL")) {
            refused = next.handshake();
        }
        RefusalCheck.assertRefusal(refused, 503, "ConnectionLimitReached", "spectators");
        assertThat(refused.body().get("maxConnections").asInt()).isEqualTo(LIMIT);
    }

    @Test
    void threeHundredAtOnceNeverExceedTheLimit() {
        countingSpectators.connectAndWait(300);
        assertThat(countingSpectators.connected()).isEqualTo(LIMIT);
        assertThat(countingSpectators.rejections())
                .hasSize(100)
                .allSatisfy(
                        refused -> RefusalCheck.assertRefusal(refused, 503, "ConnectionLimitReached", "spectators"));
    }

    @Test
    void theLimitHoldsWhileSpectatorsComeAndGo() {
        Random random = new Random(17);
        for (int wave = 0; wave < 20; wave++) {
            countingSpectators.connectAll(random.nextInt(60));
            countingSpectators.disconnect(random.nextInt(40));
        }
        countingSpectators.awaitHandshakes();
        assertThat(countingSpectators.mostConnected()).isLessThanOrEqualTo(LIMIT);
        int inside = countingSpectators.connected();
        Await.until("all places but those in use are free again", () -> {
            countingSpectators.connectAndWait(LIMIT - countingSpectators.connected());
            return countingSpectators.connected() == LIMIT;
        });
        assertThat(inside).isPositive();
    }

    @Test
    void aSpectatorWhoDisconnectsIsNoLongerCounted() {
        countingSpectators.connectAndWait(LIMIT);
        countingSpectators.disconnect(1);
        Await.until("somebody else gets in", () -> {
            countingSpectators.connectAndWait(1);
            return countingSpectators.connected() == LIMIT;
        });
        countingSpectators.connectAndWait(1);
        assertThat(countingSpectators.connected()).isEqualTo(LIMIT);
    }

    @Test
    void aBrokenConnectionIsNoLongerCounted() {
        countingSpectators.connectAndWait(LIMIT - 1);
        try (RawSpectator last = RawSpectator.connect(server.api().port(), "FULL")) {
            assertThat(last.handshake().status()).isEqualTo(101);
            countingSpectators.connectAndWait(1);
            assertThat(countingSpectators.connected()).isEqualTo(LIMIT - 1);
        }
        Await.until("somebody else gets in", () -> {
            countingSpectators.connectAndWait(1);
            return countingSpectators.connected() == LIMIT;
        });
    }

    @Test
    void aFailedHandshakeIsNotCounted() {
        countingSpectators.connectAndWait(LIMIT - 1);
        for (int attempt = 0; attempt < 5; attempt++) {
            try (RawSpectator odd = RawSpectator.connect(server.api().port(), "FULL", "Sec-WebSocket-Key", "")) {
                assertThat(odd.handshake().status()).isEqualTo(400);
            }
            try (RawSpectator odd = RawSpectator.connect(server.api().port(), "FULL", "Sec-WebSocket-Version", "12")) {
                assertThat(odd.handshake().status()).isEqualTo(400);
            }
        }
        countingSpectators.connectAndWait(1);
        assertThat(countingSpectators.connected()).isEqualTo(LIMIT);
    }

    @Test
    void theLimitCountsEachEventByItself() {
        server.api().createEvent("OTHER").through("startlist");
        countingSpectators.connectAndWait(LIMIT);
        try (CountingSpectators other = new CountingSpectators(server.api(), "OTHER")) {
            other.connectAndWait(LIMIT + 1);
            assertThat(other.connected()).isEqualTo(LIMIT);
        }
    }
}

package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.gatecast.testing.Answer;
import org.gatecast.testing.Await;
import org.gatecast.testing.CountingSpectators;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.RefusalCheck;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** 200 spectators an event, exactly, under any rush (FR-012). */
class LimitsIT {
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
    void everyoneGoesHome() {
        countingSpectators.close();
    }

    @Test
    void twoHundredGetInAndTheNextOneIsToldTheLimit() {
        countingSpectators.arrive(LIMIT);
        assertThat(countingSpectators.inside()).isEqualTo(LIMIT);
        assertThat(countingSpectators.refusals()).isEmpty();

        Answer refused;
        try (RawSpectator next = RawSpectator.connect(server.api().port(), "FULL")) {
            refused = next.handshake();
        }
        RefusalCheck.assertRefusal(refused, 503, "ConnectionLimitReached", "spectators");
        assertThat(refused.body().get("maxConnections").asInt()).isEqualTo(LIMIT);
    }

    @Test
    void threeHundredAtOnceNeverMakeTwoHundredAndOne() {
        countingSpectators.arrive(300);
        assertThat(countingSpectators.inside()).isEqualTo(LIMIT);
        assertThat(countingSpectators.refusals())
                .hasSize(100)
                .allSatisfy(
                        refused -> RefusalCheck.assertRefusal(refused, 503, "ConnectionLimitReached", "spectators"));
    }

    @Test
    void whileSomeComeAndGoThereAreNeverMoreThanTwoHundred() {
        Random random = new Random(17);
        for (int wave = 0; wave < 20; wave++) {
            countingSpectators.rush(random.nextInt(60));
            countingSpectators.leave(random.nextInt(40));
        }
        countingSpectators.awaitDecided();
        assertThat(countingSpectators.mostInside()).isLessThanOrEqualTo(LIMIT);
        int inside = countingSpectators.inside();
        Await.until("all places but those in use are free again", () -> {
            countingSpectators.arrive(LIMIT - countingSpectators.inside());
            return countingSpectators.inside() == LIMIT;
        });
        assertThat(inside).isPositive();
    }

    @Test
    void aPlaceIsFreeAgainWhenSomebodyLeaves() {
        countingSpectators.arrive(LIMIT);
        countingSpectators.leave(1);
        Await.until("somebody else gets in", () -> {
            countingSpectators.arrive(1);
            return countingSpectators.inside() == LIMIT;
        });
        countingSpectators.arrive(1);
        assertThat(countingSpectators.inside()).isEqualTo(LIMIT);
    }

    @Test
    void aPlaceIsFreeAgainWhenAConnectionBreaksOff() {
        countingSpectators.arrive(LIMIT - 1);
        try (RawSpectator last = RawSpectator.connect(server.api().port(), "FULL")) {
            assertThat(last.handshake().status()).isEqualTo(101);
            countingSpectators.arrive(1);
            assertThat(countingSpectators.inside()).isEqualTo(LIMIT - 1);
        }
        Await.until("somebody else gets in", () -> {
            countingSpectators.arrive(1);
            return countingSpectators.inside() == LIMIT;
        });
    }

    @Test
    void aHandshakeThatFailsTakesNoPlace() {
        countingSpectators.arrive(LIMIT - 1);
        for (int attempt = 0; attempt < 5; attempt++) {
            try (RawSpectator odd = RawSpectator.connect(server.api().port(), "FULL", "Sec-WebSocket-Key", "")) {
                assertThat(odd.handshake().status()).isEqualTo(400);
            }
            try (RawSpectator odd = RawSpectator.connect(server.api().port(), "FULL", "Sec-WebSocket-Version", "12")) {
                assertThat(odd.handshake().status()).isEqualTo(400);
            }
        }
        countingSpectators.arrive(1);
        assertThat(countingSpectators.inside()).isEqualTo(LIMIT);
    }

    @Test
    void oneEventsCrowdTakesNoPlaceInAnother() {
        server.api().createEvent("OTHER").through("startlist");
        countingSpectators.arrive(LIMIT);
        try (CountingSpectators other = new CountingSpectators(server.api(), "OTHER")) {
            other.arrive(LIMIT + 1);
            assertThat(other.inside()).isEqualTo(LIMIT);
        }
    }
}

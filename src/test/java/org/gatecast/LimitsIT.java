package org.gatecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.gatecast.testing.Answer;
import org.gatecast.testing.Await;
import org.gatecast.testing.Crowd;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.TestServer;
import org.gatecast.testing.Untouched;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** 200 spectators an event, exactly, under any rush (FR-012). */
class LimitsIT {
    private static final int LIMIT = 200;

    @RegisterExtension
    final TestServer server = TestServer.with();

    private Crowd crowd;

    @BeforeEach
    void anEventIsOpen() {
        server.api().createEvent("FULL").through("startlist");
        crowd = new Crowd(server.api(), "FULL");
    }

    @AfterEach
    void everyoneGoesHome() {
        crowd.close();
    }

    @Test
    void twoHundredGetInAndTheNextOneIsToldTheLimit() {
        crowd.arrive(LIMIT);
        assertThat(crowd.inside()).isEqualTo(LIMIT);
        assertThat(crowd.refusals()).isEmpty();

        Answer refused;
        try (RawSpectator next = RawSpectator.connect(server.api().port(), "FULL")) {
            refused = next.handshake();
        }
        Untouched.assertRefusal(refused, 503, "ConnectionLimitReached", "spectators");
        assertThat(refused.body().get("maxConnections").asInt()).isEqualTo(LIMIT);
    }

    @Test
    void threeHundredAtOnceNeverMakeTwoHundredAndOne() {
        crowd.arrive(300);
        assertThat(crowd.inside()).isEqualTo(LIMIT);
        assertThat(crowd.refusals())
                .hasSize(100)
                .allSatisfy(refused -> Untouched.assertRefusal(refused, 503, "ConnectionLimitReached", "spectators"));
    }

    @Test
    void whileSomeComeAndGoThereAreNeverMoreThanTwoHundred() {
        Random random = new Random(17);
        for (int wave = 0; wave < 20; wave++) {
            crowd.rush(random.nextInt(60));
            crowd.leave(random.nextInt(40));
        }
        crowd.awaitDecided();
        assertThat(crowd.mostInside()).isLessThanOrEqualTo(LIMIT);
        int inside = crowd.inside();
        Await.until("all places but those in use are free again", () -> {
            crowd.arrive(LIMIT - crowd.inside());
            return crowd.inside() == LIMIT;
        });
        assertThat(inside).isPositive();
    }

    @Test
    void aPlaceIsFreeAgainWhenSomebodyLeaves() {
        crowd.arrive(LIMIT);
        crowd.leave(1);
        Await.until("somebody else gets in", () -> {
            crowd.arrive(1);
            return crowd.inside() == LIMIT;
        });
        crowd.arrive(1);
        assertThat(crowd.inside()).isEqualTo(LIMIT);
    }

    @Test
    void aPlaceIsFreeAgainWhenAConnectionBreaksOff() {
        crowd.arrive(LIMIT - 1);
        try (RawSpectator last = RawSpectator.connect(server.api().port(), "FULL")) {
            assertThat(last.handshake().status()).isEqualTo(101);
            crowd.arrive(1);
            assertThat(crowd.inside()).isEqualTo(LIMIT - 1);
        }
        Await.until("somebody else gets in", () -> {
            crowd.arrive(1);
            return crowd.inside() == LIMIT;
        });
    }

    @Test
    void aHandshakeThatFailsTakesNoPlace() {
        crowd.arrive(LIMIT - 1);
        for (int attempt = 0; attempt < 5; attempt++) {
            try (RawSpectator odd = RawSpectator.connect(server.api().port(), "FULL", "Sec-WebSocket-Key", "")) {
                assertThat(odd.handshake().status()).isEqualTo(400);
            }
            try (RawSpectator odd = RawSpectator.connect(server.api().port(), "FULL", "Sec-WebSocket-Version", "12")) {
                assertThat(odd.handshake().status()).isEqualTo(400);
            }
        }
        crowd.arrive(1);
        assertThat(crowd.inside()).isEqualTo(LIMIT);
    }

    @Test
    void oneEventsCrowdTakesNoPlaceInAnother() {
        server.api().createEvent("OTHER").through("startlist");
        crowd.arrive(LIMIT);
        try (Crowd other = new Crowd(server.api(), "OTHER")) {
            other.arrive(LIMIT + 1);
            assertThat(other.inside()).isEqualTo(LIMIT);
        }
    }
}

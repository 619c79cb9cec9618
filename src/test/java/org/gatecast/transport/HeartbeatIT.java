package org.gatecast.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Frame;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Pings, pongs, and the frames of spectators, which are ignored (contract section 3, FR-017). */
class HeartbeatIT {
    private static final int PING_MILLIS = 600;
    private static final int PONG_MILLIS = 500;
    private static final int FRAME_BYTES = 1024;
    private static final int FRAMES_PER_MINUTE = 120;
    private static final byte[] NOTHING = {};

    @RegisterExtension
    final TestServer server = TestServer.with(
            "spectators.ping-interval-millis", Integer.toString(PING_MILLIS),
            "spectators.pong-timeout-millis", Integer.toString(PONG_MILLIS));

    private BoothClient booth;

    @BeforeEach
    void anEventIsOpen() {
        booth = server.api().createEvent("TEST").through("startlist");
    }

    @Test
    void aClientThatAnswersPingsStaysAndOneThatDoesNotIsClosed() {
        try (RawSpectator silent = connected();
                RawSpectator alive = connected()) {
            long last = 0;
            for (int ping = 0; ping < 4; ping++) {
                assertThat(alive.readNext(Frame.PING)).isNotNull();
                alive.send(Frame.PONG, NOTHING);
                long now = System.nanoTime();
                // Not twice in one interval; a good part of it, since a busy machine may delay one and not the next.
                assertThat(Duration.ofNanos(now - last)).isGreaterThan(Duration.ofMillis(PING_MILLIS / 4));
                last = now;
            }
            assertThat(silent.readNext(Frame.PING)).isNotNull();
            assertThat(silent.readNext(Frame.CLOSE)).as("a goodbye to nobody").isNull();

            booth.through("running");
            assertThat(alive.readNext(Frame.TEXT).message().at("/data/status").asText())
                    .isEqualTo("running");
        }
    }

    @Test
    void anUnsolicitedPongIsIgnored() {
        try (RawSpectator eager = connected()) {
            eager.send(Frame.PONG, "early".getBytes(UTF_8));
            staysConnected(eager);
        }
    }

    @Test
    void aClientsPingGetsAPong() {
        try (RawSpectator client = connected()) {
            client.send(Frame.PING, "there?".getBytes(UTF_8));
            assertThat(client.readNext(Frame.PONG)).isNotNull();
        }
    }

    @Test
    void whatClientsSayIsIgnored() {
        try (RawSpectator talker = connected()) {
            talker.send(Frame.TEXT, "{\"type\":\"full\"}".getBytes(UTF_8));
            talker.send(Frame.TEXT, "not JSON".getBytes(UTF_8));
            talker.send(Frame.BINARY, new byte[FRAME_BYTES]);
            talker.sendBytes(Frame.masked(Frame.TEXT, new byte[FRAME_BYTES / 2], false));
            talker.send(Frame.CONTINUATION, new byte[FRAME_BYTES / 4]);
            staysConnected(talker);
        }
    }

    @Test
    void aFrameOverTheLimitClosesItsConnectionOnly() {
        SpectatorClient bystander = server.watch("TEST");
        try (RawSpectator loud = connected()) {
            loud.send(Frame.TEXT, new byte[FRAME_BYTES + 1]);
            assertClosed(loud, 1009);
        }
        booth.through("running");
        bystander.awaitStatus("running");
    }

    @Test
    void aFloodOfFramesClosesItsConnectionOnly() {
        SpectatorClient bystander = server.watch("TEST");
        try (RawSpectator flooding = connected()) {
            for (int frame = 0; frame < 2 * FRAMES_PER_MINUTE + 2; frame++) {
                flooding.send(Frame.TEXT, "x".getBytes(UTF_8));
            }
            assertClosed(flooding, 1008);
        }
        booth.through("running");
        bystander.awaitStatus("running");
    }

    @Test
    void aFloodOfPingsClosesTheConnection() {
        try (RawSpectator flooding = connected()) {
            for (int frame = 0; frame < 2 * FRAMES_PER_MINUTE + 2; frame++) {
                flooding.send(Frame.PING, NOTHING);
            }
            assertClosed(flooding, 1008);
        }
    }

    @Test
    void aCloseFrameIsAnswered() {
        try (RawSpectator leaving = connected()) {
            leaving.send(Frame.CLOSE, new byte[] {3, (byte) 0xE8});
            assertClosed(leaving, 1000);
        }
    }

    private RawSpectator connected() {
        RawSpectator spectator = RawSpectator.connect(server.port(), "TEST");
        assertThat(spectator.handshake().status()).isEqualTo(101);
        assertThat(spectator.readNext(Frame.TEXT).message().get("type").asText())
                .isEqualTo("full");
        return spectator;
    }

    /** The next thing it hears is news of the event, not a response to what it said. */
    private void staysConnected(RawSpectator spectator) {
        booth.through("running");
        Frame next = spectator.readNext(Frame.TEXT);
        assertThat(next).isNotNull();
        assertThat(next.message().at("/data/status").asText()).isEqualTo("running");
    }

    private static void assertClosed(RawSpectator spectator, int code) {
        Frame close = spectator.readNext(Frame.CLOSE);
        assertThat(close).as("a close frame").isNotNull();
        assertThat(close.closeCode()).isEqualTo(code);
        assertThat(spectator.read()).as("what comes after goodbye").isNull();
    }
}

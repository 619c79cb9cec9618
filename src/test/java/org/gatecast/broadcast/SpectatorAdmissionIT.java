package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Frame;
import org.gatecast.testing.RawHttpClient;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.SpectatorRequest;
import org.gatecast.testing.TestServer;
import org.gatecast.transport.CloseReason;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How clients connect and disconnect, byte by byte; some break the rules (RFC 6455, RFC 7692). */
class SpectatorAdmissionIT {
    private static final int LIMIT = 5;
    private static final String READ = "GET /api/v1/events HTTP/1.1\r\nHost: a\r\n\r\n";

    @RegisterExtension
    final TestServer server = TestServer.with("spectators.per-event", Integer.toString(LIMIT));

    private BoothClient booth;

    @BeforeEach
    void anEventIsOpen() {
        booth = server.api().createEvent("E").through("startlist");
    }

    @Test
    void aCompressedFrameFromAClientEndsItWith1008EvenIfCompressionWasAgreedOn() {
        for (RawSpectator client : List.of(browser(), plain())) {
            try (client) {
                client.sendBytes((byte) 0xC1, (byte) 0x81, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
                assertClosed(client, CloseReason.COMPRESSED);
            }
        }
    }

    @Test
    void anUnmaskedFrameEndsItsClientWith1002() {
        try (RawSpectator client = browser()) {
            client.sendBytes((byte) 0x81, (byte) 0x01, (byte) 'x');
            assertClosed(client, CloseReason.PROTOCOL_ERROR);
        }
    }

    @Test
    void aFrameOfEndlessLengthEndsItsClientWith1009AtItsHeader() {
        try (RawSpectator client = plain()) {
            byte all = (byte) 0xFF;
            client.sendBytes((byte) 0x82, all, (byte) 0x7F, all, all, all, all, all, all, all);
            assertClosed(client, CloseReason.TOO_LARGE);
        }
    }

    @Test
    void aFrameInOnePacketWithTheHandshakeIsRead() {
        String ping = "\u0089\u0083\0\0\0\0abc";
        try (RawSpectator client = RawSpectator.send(server.port(), SpectatorRequest.ofEvent("E") + ping)) {
            client.readUntil(() -> !client.decoder().controls().isEmpty());
            assertThat(client.decoder().controls()).containsExactly(new Frame(Frame.PONG, "abc", null, 0, null));
        }
    }

    @Test
    void anUpgradeMayFollowOtherRequestsInOnePacket() {
        try (RawSpectator client = RawSpectator.send(server.port(), READ + READ + SpectatorRequest.ofEvent("E"))) {
            client.readUntil(() -> !client.decoder().messages().isEmpty());
            booth.through("running");
            client.readUntil(() -> client.decoder().messages().size() == 2);
        }
    }

    @Test
    void aClientThatDisconnectsAtAnyMomentOfItsAdmissionFreesItsSlot() {
        String handshake = SpectatorRequest.ofEvent("E", SpectatorRequest.browserHeaders());
        for (int i = 0; i < 60; i++) {
            RawHttpClient.sendAndReset(server.port(), handshake);
            RawHttpClient.sendAndReset(server.port(), READ.repeat(i % 20) + handshake);
            RawHttpClient.sendAndReset(server.port(), handshake.replace("/ws", "/stream"));
            RawHttpClient.sendAndReset(server.port(), handshake.substring(0, handshake.length() - i));
        }
        Await.until("every slot is free", this::everySlotIsFree);
    }

    @Test
    void theHandshakeNamesWhatWasAgreedOn() {
        try (RawSpectator client = browser()) {
            assertThat(client.handshake().header("Sec-WebSocket-Accept")).isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(client.handshake().header("Sec-WebSocket-Extensions"))
                    .isEqualTo("permessage-deflate; client_no_context_takeover");
            assertThat(client.decoder().compressed()).isEqualTo(1);
        }
        try (RawSpectator client = plain()) {
            assertThat(client.handshake().header("Sec-WebSocket-Extensions")).isNull();
        }
    }

    @Test
    void whenAnEventIsCreatedAgainOnlySpectatorsOfTheOldOneAreDisconnected() {
        try (RawSpectator before = browser()) {
            server.api().deleteEvent("E");
            booth = server.api().createEvent("E").through("startlist");
            try (RawSpectator after = browser()) {
                assertClosed(before, CloseReason.DELETED);
                booth.through("running");
                after.readUntil(() -> after.decoder().messages().size() == 2);
            }
        }
    }

    private boolean everySlotIsFree() {
        List<RawSpectator> all = IntStream.range(0, LIMIT)
                .mapToObj(i -> RawSpectator.connect(server.port(), "E"))
                .toList();
        all.forEach(RawSpectator::close);
        return all.stream().allMatch(one -> one.handshake().status() == 101);
    }

    private RawSpectator plain() {
        return RawSpectator.connect(server.port(), "E").readFirstMessage();
    }

    private RawSpectator browser() {
        return RawSpectator.connect(server.port(), "E", SpectatorRequest.browserHeaders())
                .readFirstMessage();
    }

    private static void assertClosed(RawSpectator client, CloseReason reason) {
        Frame last = client.readToTheEnd();
        assertThat(last.closeCode()).isEqualTo(reason.code());
        assertThat(last.text()).isEqualTo(reason.text());
    }
}

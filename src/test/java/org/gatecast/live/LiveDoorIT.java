package org.gatecast.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.testing.Await;
import org.gatecast.testing.Booth;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How clients come in and go out, byte by byte, those that break the rules too (RFC 6455, RFC 7692). */
class LiveDoorIT {
    private static final int PLACES = 5;
    private static final String WS = "/api/v1/events/E/ws";
    private static final String READ = "GET /api/v1/events HTTP/1.1\r\nHost: sitting\r\n\r\n";

    @RegisterExtension
    final TestServer server = TestServer.with("live.spectators-per-event", Integer.toString(PLACES));

    private Booth booth;

    @BeforeEach
    void anEventIsOpen() {
        booth = server.api().createEvent("E").through("startlist");
    }

    @Test
    void aCompressedFrameFromAClientEndsItWith1008EvenIfCompressionWasAgreedOn() {
        for (Sitting sitting : List.of(browser(), plain())) {
            try (sitting) {
                sitting.say((byte) 0xC1, (byte) 0x81, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
                assertClosed(sitting, CloseReason.COMPRESSED);
            }
        }
    }

    @Test
    void anUnmaskedFrameEndsItsClientWith1002() {
        try (Sitting sitting = browser()) {
            sitting.say((byte) 0x81, (byte) 0x01, (byte) 'x');
            assertClosed(sitting, CloseReason.PROTOCOL_ERROR);
        }
    }

    @Test
    void aFrameOfEndlessLengthEndsItsClientWith1009AtItsHeader() {
        try (Sitting sitting = plain()) {
            byte all = (byte) 0xFF;
            sitting.say((byte) 0x82, all, (byte) 0x7F, all, all, all, all, all, all, all);
            assertClosed(sitting, CloseReason.TOO_BIG);
        }
    }

    @Test
    void whatComesInOnePacketWithTheHandshakeIsReadToo() {
        String ping = "\u0089\u0083\0\0\0\0abc";
        try (Sitting sitting = Sitting.raw(server.api().port(), Sitting.handshake(WS, "") + ping)) {
            sitting.readUntil(() -> !sitting.ear().controls().isEmpty());
            assertThat(sitting.ear().controls()).containsExactly(new Ear.Control(0xA, 0, "abc"));
        }
    }

    @Test
    void anUpgradeMayFollowOtherRequestsInOnePacket() {
        try (Sitting sitting = Sitting.raw(server.api().port(), READ + READ + Sitting.handshake(WS, ""))) {
            sitting.readUntil(() -> !sitting.ear().said().isEmpty());
            booth.through("running");
            sitting.readUntil(() -> sitting.ear().said().size() == 2);
        }
    }

    @Test
    void whoBreaksOffAtAnyMomentOfComingInLeavesItsPlaceFree() {
        String handshake = Sitting.handshake(WS, Sitting.BROWSERS_OFFER);
        for (int i = 0; i < 60; i++) {
            Sitting.raw(server.api().port(), handshake).breakOff();
            Sitting.raw(server.api().port(), READ.repeat(i % 20) + handshake).breakOff();
            Sitting.raw(server.api().port(), handshake.replace("/ws", "/stream"))
                    .breakOff();
            Sitting.raw(server.api().port(), handshake.substring(0, handshake.length() - i))
                    .breakOff();
        }
        Await.until("all places are free", this::allPlacesAreFree);
    }

    @Test
    void whatWasAgreedOnIsSaid() {
        try (Sitting sitting = browser()) {
            assertThat(sitting.answer())
                    .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                    .contains("Sec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover");
            assertThat(sitting.ear().compressed()).isEqualTo(1);
        }
        try (Sitting sitting = plain()) {
            assertThat(sitting.answer()).doesNotContain("Extensions");
        }
    }

    @Test
    void whenAnEventIsMadeAnewThoseOfTheOldOneGoAndThoseOfTheNewOneStay() {
        try (Sitting before = browser()) {
            server.api().deleteEvent("E");
            booth = server.api().createEvent("E").through("startlist");
            try (Sitting after = browser()) {
                assertClosed(before, CloseReason.DELETED);
                booth.through("running");
                after.readUntil(() -> after.ear().said().size() == 2);
            }
        }
    }

    private boolean allPlacesAreFree() {
        List<Sitting> all = new ArrayList<>();
        try {
            for (int i = 0; i < PLACES; i++) {
                Sitting one = Sitting.at(server.api().port(), WS);
                all.add(one);
                one.readUntil(() -> !one.ear().said().isEmpty());
            }
            return true;
        } catch (AssertionError full) {
            return false;
        } finally {
            all.forEach(Sitting::close);
        }
    }

    private Sitting plain() {
        return welcomed(Sitting.at(server.api().port(), WS));
    }

    private Sitting browser() {
        return welcomed(Sitting.ofBrowser(server.api().port(), WS));
    }

    private static Sitting welcomed(Sitting sitting) {
        sitting.readUntil(() -> !sitting.ear().said().isEmpty());
        return sitting;
    }

    private static void assertClosed(Sitting sitting, CloseReason reason) {
        Ear.Control last = sitting.readToItsEnd();
        assertThat(last.closeCode()).isEqualTo(reason.code());
        assertThat(last.text()).endsWith(reason.text());
    }
}

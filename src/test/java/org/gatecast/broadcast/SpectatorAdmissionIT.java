package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.TestServer;
import org.gatecast.transport.CloseReason;
import org.gatecast.transport.MessageDecoder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How clients come in and go out, byte by byte, those that break the rules too (RFC 6455, RFC 7692). */
class SpectatorAdmissionIT {
    private static final int PLACES = 5;
    private static final String WS = "/api/v1/events/E/ws";
    private static final String READ = "GET /api/v1/events HTTP/1.1\r\nHost: sitting\r\n\r\n";

    @RegisterExtension
    final TestServer server = TestServer.with("spectators.per-event", Integer.toString(PLACES));

    private BoothClient booth;

    @BeforeEach
    void anEventIsOpen() {
        booth = server.api().createEvent("E").through("startlist");
    }

    @Test
    void aCompressedFrameFromAClientEndsItWith1008EvenIfCompressionWasAgreedOn() {
        for (ScriptedClient scriptedClient : List.of(browser(), plain())) {
            try (scriptedClient) {
                scriptedClient.say((byte) 0xC1, (byte) 0x81, (byte) 0, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
                assertClosed(scriptedClient, CloseReason.COMPRESSED);
            }
        }
    }

    @Test
    void anUnmaskedFrameEndsItsClientWith1002() {
        try (ScriptedClient scriptedClient = browser()) {
            scriptedClient.say((byte) 0x81, (byte) 0x01, (byte) 'x');
            assertClosed(scriptedClient, CloseReason.PROTOCOL_ERROR);
        }
    }

    @Test
    void aFrameOfEndlessLengthEndsItsClientWith1009AtItsHeader() {
        try (ScriptedClient scriptedClient = plain()) {
            byte all = (byte) 0xFF;
            scriptedClient.say((byte) 0x82, all, (byte) 0x7F, all, all, all, all, all, all, all);
            assertClosed(scriptedClient, CloseReason.TOO_LARGE);
        }
    }

    @Test
    void whatComesInOnePacketWithTheHandshakeIsReadToo() {
        String ping = "\u0089\u0083\0\0\0\0abc";
        try (ScriptedClient scriptedClient =
                ScriptedClient.raw(server.api().port(), ScriptedClient.handshake(WS, "") + ping)) {
            scriptedClient.readUntil(() -> !scriptedClient.ear().controls().isEmpty());
            assertThat(scriptedClient.ear().controls()).containsExactly(new MessageDecoder.Control(0xA, 0, "abc"));
        }
    }

    @Test
    void anUpgradeMayFollowOtherRequestsInOnePacket() {
        try (ScriptedClient scriptedClient =
                ScriptedClient.raw(server.api().port(), READ + READ + ScriptedClient.handshake(WS, ""))) {
            scriptedClient.readUntil(() -> !scriptedClient.ear().said().isEmpty());
            booth.through("running");
            scriptedClient.readUntil(() -> scriptedClient.ear().said().size() == 2);
        }
    }

    @Test
    void aClientThatDisconnectsAtAnyMomentOfItsAdmissionFreesItsSlot() {
        String handshake = ScriptedClient.handshake(WS, ScriptedClient.BROWSERS_OFFER);
        for (int i = 0; i < 60; i++) {
            ScriptedClient.raw(server.api().port(), handshake).breakOff();
            ScriptedClient.raw(server.api().port(), READ.repeat(i % 20) + handshake)
                    .breakOff();
            ScriptedClient.raw(server.api().port(), handshake.replace("/ws", "/stream"))
                    .breakOff();
            ScriptedClient.raw(server.api().port(), handshake.substring(0, handshake.length() - i))
                    .breakOff();
        }
        Await.until("all places are free", this::allPlacesAreFree);
    }

    @Test
    void whatWasAgreedOnIsSaid() {
        try (ScriptedClient scriptedClient = browser()) {
            assertThat(scriptedClient.answer())
                    .contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=")
                    .contains("Sec-WebSocket-Extensions: permessage-deflate; client_no_context_takeover");
            assertThat(scriptedClient.ear().compressed()).isEqualTo(1);
        }
        try (ScriptedClient scriptedClient = plain()) {
            assertThat(scriptedClient.answer()).doesNotContain("Extensions");
        }
    }

    @Test
    void whenAnEventIsMadeAnewThoseOfTheOldOneGoAndThoseOfTheNewOneStay() {
        try (ScriptedClient before = browser()) {
            server.api().deleteEvent("E");
            booth = server.api().createEvent("E").through("startlist");
            try (ScriptedClient after = browser()) {
                assertClosed(before, CloseReason.DELETED);
                booth.through("running");
                after.readUntil(() -> after.ear().said().size() == 2);
            }
        }
    }

    private boolean allPlacesAreFree() {
        List<ScriptedClient> all = new ArrayList<>();
        try {
            for (int i = 0; i < PLACES; i++) {
                ScriptedClient one = ScriptedClient.at(server.api().port(), WS);
                all.add(one);
                one.readUntil(() -> !one.ear().said().isEmpty());
            }
            return true;
        } catch (AssertionError full) {
            return false;
        } finally {
            all.forEach(ScriptedClient::close);
        }
    }

    private ScriptedClient plain() {
        return welcomed(ScriptedClient.at(server.api().port(), WS));
    }

    private ScriptedClient browser() {
        return welcomed(ScriptedClient.ofBrowser(server.api().port(), WS));
    }

    private static ScriptedClient welcomed(ScriptedClient scriptedClient) {
        scriptedClient.readUntil(() -> !scriptedClient.ear().said().isEmpty());
        return scriptedClient;
    }

    private static void assertClosed(ScriptedClient scriptedClient, CloseReason reason) {
        MessageDecoder.Control last = scriptedClient.readToItsEnd();
        assertThat(last.closeCode()).isEqualTo(reason.code());
        assertThat(last.text()).endsWith(reason.text());
    }
}

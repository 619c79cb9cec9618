package org.gatecast.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.gatecast.transport.ClientFrameDecoder.FrameEvent;

/**
 * A client's WebSocket frames. The first byte says how the rest is cut into pieces: whatever it says, the meaning is the
 * same, and it is what Netty's decoder finds, frame by frame, to the one that ends the connection.
 */
public final class ClientFramesFuzz {
    private static final int LIMIT = 300;
    private static final ClientFrameDecoder.FrameLimits LIMITS = new ClientFrameDecoder.FrameLimits(LIMIT, 1_000_000);

    /** Announces the end of the connection. */
    private static final String END = "end";

    private static final int PROTOCOL_ERROR = 1002;
    private static final Pattern WORDS_NOT_ASCII = Pattern.compile("CLOSE .{4}(..)*[89a-f].(..)*");

    private ClientFramesFuzz() {}

    public static void run(byte[] input) {
        if (input.length == 0) {
            return;
        }
        byte[] bytes = new byte[input.length - 1];
        System.arraycopy(input, 1, bytes, 0, bytes.length);
        List<String> whole = read(bytes, bytes.length);
        assertThat(read(bytes, 1 + (input[0] & 0xFF))).isEqualTo(whole);
        assertThat(read(bytes, 1)).isEqualTo(whole);
        List<String> byNetty = readByNetty(bytes);
        int last = whole.size() - 1;
        if (last >= 0
                && last < byNetty.size()
                && WORDS_NOT_ASCII.matcher(whole.get(last)).matches()) {
            // Netty looks at the words of a close, and refuses what is not UTF-8; they mean nothing to us.
            assertThat(byNetty.get(last)).isIn(whole.get(last), END);
            byNetty.set(last, whole.get(last));
        }
        assertThat(whole).isEqualTo(byNetty);
    }

    public static List<byte[]> seeds() {
        return List.of(
                bytes("00 81 85 01020304 6164636b6e"),
                bytes("03 89 82 01020304 6060 8a 80 00000000"),
                bytes("01 01 81 00000000 61 89 80 00000000 00 80 00000000 80 81 00000000 62"),
                bytes("07 88 82 00000000 03e8 81 80 00000000"),
                bytes("02 82 fe 0080 01020304 " + "00".repeat(128)),
                bytes("02 82 ff 0000000000000080 01020304 " + "00".repeat(128)),
                bytes("00 82 ff 7fffffffffffffff 01020304"),
                bytes("00 c1 80 00000000"),
                bytes("00 81 05 68656c6c6f"));
    }

    private static byte[] bytes(String hex) {
        return ByteBufUtil.decodeHexDump(hex.replace(" ", ""));
    }

    private static List<String> read(byte[] bytes, int cut) {
        ClientFrameDecoder decoder = new ClientFrameDecoder(LIMITS);
        List<String> found = new ArrayList<>();
        boolean[] closed = {false};
        ByteBuf rest = Unpooled.wrappedBuffer(bytes);
        while (rest.isReadable()) {
            decoder.read(rest.readSlice(Math.min(cut, rest.readableBytes())), (frameEvent, payload) -> {
                assertThat(payload.readableBytes()).isLessThanOrEqualTo(125);
                // The connection ends with the client's own close; what follows it is not looked at.
                if (!closed[0]) {
                    found.add(shown(frameEvent, payload));
                }
                closed[0] |= frameEvent == FrameEvent.CLOSE;
            });
        }
        int end = found.indexOf(END);
        assertThat(end < 0 || end == found.size() - 1)
                .as("nothing is read after the end")
                .isTrue();
        return found;
    }

    private static String shown(FrameEvent frameEvent, ByteBuf payload) {
        return switch (frameEvent) {
            case IGNORED -> "data";
            case PING, PONG -> frameEvent + " " + ByteBufUtil.hexDump(payload);
            case CLOSE -> isSound(payload) ? frameEvent + " " + ByteBufUtil.hexDump(payload) : END;
            case MALFORMED, COMPRESSED, TOO_LARGE, TOO_MANY -> END;
        };
    }

    /** A close with another code is answered as an error of the protocol. Nobody looks at its words. */
    private static boolean isSound(ByteBuf close) {
        if (close.readableBytes() == 0) {
            return true;
        }
        boolean known = close.readableBytes() > 1
                && WebSocketCloseStatus.isValidStatusCode(close.getUnsignedShort(close.readerIndex()));
        if (!known) {
            assertThat(ControlFrames.closeReply(close).getUnsignedShort(2)).isEqualTo(PROTOCOL_ERROR);
        }
        return known;
    }

    private static List<String> readByNetty(byte[] bytes) {
        EmbeddedChannel channel = new EmbeddedChannel(new WebSocket13FrameDecoder(WebSocketDecoderConfig.newBuilder()
                .expectMaskedFrames(true)
                .allowExtensions(false)
                .closeOnProtocolViolation(false)
                .maxFramePayloadLength(LIMIT)
                .withUTF8Validator(false)
                .build()));
        boolean broken = false;
        try {
            channel.writeInbound(Unpooled.wrappedBuffer(bytes));
        } catch (DecoderException e) {
            broken = true;
        }
        List<String> found = new ArrayList<>();
        for (WebSocketFrame frame = channel.readInbound(); frame != null; frame = channel.readInbound()) {
            found.add(shown(frame));
            ReferenceCountUtil.release(frame);
        }
        channel.close();
        if (broken) {
            found.add(END);
        }
        return found;
    }

    private static String shown(WebSocketFrame frame) {
        String payload = ByteBufUtil.hexDump(frame.content());
        if (frame instanceof PingWebSocketFrame) {
            return FrameEvent.PING + " " + payload;
        }
        if (frame instanceof PongWebSocketFrame) {
            return FrameEvent.PONG + " " + payload;
        }
        return frame instanceof CloseWebSocketFrame ? FrameEvent.CLOSE + " " + payload : "data";
    }
}

package org.gatecast.broadcast;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.gatecast.snapshot.PublicJson;

/** The small frames that are not messages. */
final class ControlFrames {
    /** A WebSocket ping without payload. */
    static final ByteBuf PING = EncodedMessage.constant(new byte[] {(byte) 0x89, 0});

    /** A comment in an event stream: keeps proxies from hanging up, and is not shown to anyone. */
    static final ByteBuf COMMENT = EncodedMessage.constant(":\n\n".getBytes(StandardCharsets.US_ASCII));

    private static final int FINAL_CLOSE = 0x88;
    private static final int FINAL_PONG = 0x8A;
    private static final int NORMAL = 1000;

    private ControlFrames() {}

    static ByteBuf close(CloseReason reason) {
        return close(reason, reason.text());
    }

    private static ByteBuf close(CloseReason reason, String says) {
        byte[] text = says.getBytes(StandardCharsets.UTF_8);
        return Unpooled.buffer(text.length + 4)
                .writeByte(FINAL_CLOSE)
                .writeByte(text.length + 2)
                .writeShort(reason.code())
                .writeBytes(text);
    }

    /** The answer to a client's close: its own code, when it gave one that may be sent. */
    static ByteBuf closeReply(ByteBuf payload) {
        int code = payload.readableBytes() >= 2 ? payload.getUnsignedShort(payload.readerIndex()) : NORMAL;
        boolean sendable =
                (code >= NORMAL && code <= 1014 && (code < 1004 || code > 1006)) || (code >= 3000 && code < 5000);
        return Unpooled.buffer(4).writeByte(FINAL_CLOSE).writeByte(2).writeShort(sendable ? code : 1002);
    }

    static ByteBuf pong(ByteBuf payload) {
        return Unpooled.buffer(payload.readableBytes() + 2)
                .writeByte(FINAL_PONG)
                .writeByte(payload.readableBytes())
                .writeBytes(payload, payload.readerIndex(), payload.readableBytes());
    }

    /** Goodbye for a while: with how long the spectator does well to stay away. */
    static ByteBuf closeForRestart(int awaySeconds) {
        return close(CloseReason.RESTARTING, restartReason(awaySeconds));
    }

    /** The same for an event stream, whose client heeds the first line by itself. */
    static ByteBuf closeEventForRestart(int awaySeconds) {
        return Unpooled.wrappedBuffer(
                Unpooled.copiedBuffer("retry: " + awaySeconds * 1000L + "\n", StandardCharsets.US_ASCII),
                closeEvent(CloseReason.RESTARTING, restartReason(awaySeconds)));
    }

    private static String restartReason(int awaySeconds) {
        return CloseReason.RESTARTING.text() + ", reconnect in " + awaySeconds + " s";
    }

    /** What an event stream has instead of a close code. */
    static ByteBuf closeEvent(CloseReason reason) {
        return closeEvent(reason, reason.text());
    }

    private static ByteBuf closeEvent(CloseReason reason, String says) {
        PublicJson.Document json = PublicJson.document(out -> {
            out.writeStartObject();
            out.writeNumberField("code", reason.code());
            out.writeStringField("reason", says);
            out.writeBooleanField("reconnect", reason.reconnect());
            out.writeEndObject();
        });
        return Unpooled.copiedBuffer(
                "event: close\ndata: " + json.toString(StandardCharsets.UTF_8) + "\n\n", StandardCharsets.UTF_8);
    }
}

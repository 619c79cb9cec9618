package org.gatecast.live;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.gatecast.picture.PublicJson;

/** The small frames that are not messages. */
final class ControlFrames {
    /** A WebSocket ping without payload. */
    static final ByteBuf PING = Frames.constant(new byte[] {(byte) 0x89, 0});

    /** A comment in an event stream: keeps proxies from hanging up, and is not shown to anyone. */
    static final ByteBuf COMMENT = Frames.constant(":\n\n".getBytes(StandardCharsets.US_ASCII));

    private static final int FINAL_CLOSE = 0x88;
    private static final int FINAL_PONG = 0x8A;
    private static final int NORMAL = 1000;

    private ControlFrames() {}

    static ByteBuf close(CloseReason reason) {
        byte[] text = reason.text().getBytes(StandardCharsets.UTF_8);
        return Unpooled.buffer(text.length + 4)
                .writeByte(FINAL_CLOSE)
                .writeByte(text.length + 2)
                .writeShort(reason.code())
                .writeBytes(text);
    }

    /** The answer to a client's close: its own code, when it gave one that may be sent. */
    static ByteBuf closeAnswer(ByteBuf payload) {
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

    /** What an event stream has instead of a close code. */
    static ByteBuf closeEvent(CloseReason reason) {
        PublicJson.Document json = PublicJson.document(out -> {
            out.writeStartObject();
            out.writeNumberField("code", reason.code());
            out.writeStringField("reason", reason.text());
            out.writeBooleanField("reconnect", reason.reconnect());
            out.writeEndObject();
        });
        return Unpooled.copiedBuffer(
                "event: close\ndata: " + json.toString(StandardCharsets.UTF_8) + "\n\n", StandardCharsets.UTF_8);
    }
}

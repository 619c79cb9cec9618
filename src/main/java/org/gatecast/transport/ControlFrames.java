package org.gatecast.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.gatecast.snapshot.PublicJson;

/** Makes the frames that carry no message: pings, pongs and closes. */
final class ControlFrames {
    private static final ByteBuf PING = constant(new byte[] {(byte) 0x89, 0});

    private static final ByteBuf COMMENT = constant(":\n\n".getBytes(StandardCharsets.US_ASCII));

    private static final int FINAL_CLOSE = 0x88;
    private static final int FINAL_PONG = 0x8A;
    private static final int NORMAL = 1000;

    private ControlFrames() {}

    /** A ping, or for an event stream a comment. It keeps proxies from closing the connection; clients ignore it. */
    static ByteBuf ping(WireFormat format) {
        return format == WireFormat.EVENT_STREAM ? COMMENT : PING;
    }

    /** A close frame, or for an event stream the close event. */
    static ByteBuf close(WireFormat format, CloseReason reason) {
        return format == WireFormat.EVENT_STREAM
                ? closeEvent(reason, reason.text())
                : closeFrame(reason, reason.text());
    }

    /**
     * The same with the seconds after which the client may connect again: in the reason's text, and for an event stream also
     * in the {@code retry} field, which its client obeys by itself.
     */
    static ByteBuf closeForRestart(WireFormat format, int reconnectSeconds) {
        String text = CloseReason.RESTARTING.text() + ", reconnect in " + reconnectSeconds + " s";
        if (format != WireFormat.EVENT_STREAM) {
            return closeFrame(CloseReason.RESTARTING, text);
        }
        return Unpooled.wrappedBuffer(
                Unpooled.copiedBuffer("retry: " + reconnectSeconds * 1000L + "\n", StandardCharsets.US_ASCII),
                closeEvent(CloseReason.RESTARTING, text));
    }

    private static ByteBuf closeFrame(CloseReason reason, String reasonText) {
        byte[] text = reasonText.getBytes(StandardCharsets.UTF_8);
        return Unpooled.buffer(text.length + 4)
                .writeByte(FINAL_CLOSE)
                .writeByte(text.length + 2)
                .writeShort(reason.code())
                .writeBytes(text);
    }

    private static ByteBuf closeEvent(CloseReason reason, String reasonText) {
        PublicJson.Document json = PublicJson.document(out -> {
            out.writeStartObject();
            out.writeNumberField("code", reason.code());
            out.writeStringField("reason", reasonText);
            out.writeBooleanField("reconnect", reason.reconnect());
            out.writeEndObject();
        });
        return Unpooled.copiedBuffer(
                "event: close\ndata: " + json.toString(StandardCharsets.UTF_8) + "\n\n", StandardCharsets.UTF_8);
    }

    /** The reply to a client's close frame: with the client's code, if that is one that may be sent. */
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

    /** A frame that lives as long as the process and is shared by all connections. */
    private static ByteBuf constant(byte[] bytes) {
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
    }
}

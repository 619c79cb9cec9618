package org.gatecast.broadcast;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A message, or several that belong together, as bytes, once for every form that somebody in the group takes; each
 * buffer goes to every socket of every event loop. Reference counted as a whole: one count for each audience it is on its way to.
 *
 * @param epoch how often the shared compressor had started afresh by this message
 * @param length the longest message's own length in bytes
 * @param plainFrame {@code null} when nobody takes it, as are the others
 */
record EncodedMessage(
        long version,
        int epoch,
        int length,
        ByteBuf plainFrame,
        ByteBuf sharedDeflateFrame,
        ByteBuf standaloneDeflateFrame,
        ByteBuf sseFrame) {
    private static final int FINAL_TEXT = 0x81;
    private static final int COMPRESSED = 0x40;
    private static final byte[] EVENT_END = {'\n', '\n'};

    /** The form for one spectator. */
    ByteBuf frameFor(WireFormat.AgreedFormat agreedFormat, int joinedAtEpoch) {
        return switch (agreedFormat.format()) {
            case PLAIN -> plainFrame;
            case SHARED_DEFLATE -> joinedAtEpoch < epoch ? sharedDeflateFrame : standaloneDeflateFrame;
            case STANDALONE_DEFLATE -> length > agreedFormat.windowBytes() ? plainFrame : standaloneDeflateFrame;
            case EVENT_STREAM -> sseFrame;
        };
    }

    void retain() {
        retain(plainFrame);
        retain(sharedDeflateFrame);
        retain(standaloneDeflateFrame);
        retain(sseFrame);
    }

    void release() {
        release(plainFrame);
        release(sharedDeflateFrame);
        release(standaloneDeflateFrame);
        release(sseFrame);
    }

    /** A WebSocket text frame around a payload. */
    static ByteBuf textFrame(byte[] payload, int length, boolean compressed) {
        ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer(length + 10);
        frame.writeByte(compressed ? FINAL_TEXT | COMPRESSED : FINAL_TEXT);
        if (length < 126) {
            frame.writeByte(length);
        } else if (length < 65_536) {
            frame.writeByte(126).writeShort(length);
        } else {
            frame.writeByte(127).writeLong(length);
        }
        return frame.writeBytes(payload, 0, length);
    }

    /** Frames that go to the socket by one system call. */
    static ByteBuf concatenated(List<ByteBuf> frames) {
        ByteBuf joined = PooledByteBufAllocator.DEFAULT.directBuffer(
                frames.stream().mapToInt(ByteBuf::readableBytes).sum());
        for (ByteBuf frame : frames) {
            joined.writeBytes(frame);
            frame.release();
        }
        return joined;
    }

    /** A server-sent event whose id is the cursor. */
    static ByteBuf sseFrameOf(RoomMessage message) {
        ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer(message.length() + 64);
        frame.writeCharSequence("id: " + message.cursor() + "\ndata: ", StandardCharsets.US_ASCII);
        return frame.writeBytes(message.json().array(), 0, message.length()).writeBytes(EVENT_END);
    }

    /** A frame that lives as long as the process, shared by all. */
    static ByteBuf constant(byte[] bytes) {
        return Unpooled.unreleasableBuffer(Unpooled.directBuffer(bytes.length).writeBytes(bytes));
    }

    private static void retain(ByteBuf buffer) {
        if (buffer != null) {
            buffer.retain();
        }
    }

    private static void release(ByteBuf buffer) {
        if (buffer != null) {
            buffer.release();
        }
    }
}

package org.gatecast.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Makes the frames that carry messages. */
final class MessageFrames {
    private static final int FINAL_TEXT = 0x81;
    private static final int COMPRESSED = 0x40;
    private static final int LONGEST_HEADER_BYTES = 10;
    private static final int EVENT_FIELDS_BYTES = 64;
    private static final byte[] EVENT_END = {'\n', '\n'};

    private MessageFrames() {}

    static ByteBuf text(byte[] payload, int length, boolean compressed) {
        ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer(length + LONGEST_HEADER_BYTES);
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

    static ByteBuf event(String id, byte[] data, int length) {
        ByteBuf frame = PooledByteBufAllocator.DEFAULT.directBuffer(length + EVENT_FIELDS_BYTES);
        frame.writeCharSequence("id: " + id + "\ndata: ", StandardCharsets.US_ASCII);
        return frame.writeBytes(data, 0, length).writeBytes(EVENT_END);
    }

    /** Joins frames for one system call, and takes over a reference of each. */
    static ByteBuf joined(List<ByteBuf> frames) {
        if (frames.size() == 1) {
            return frames.get(0);
        }
        ByteBuf joined = PooledByteBufAllocator.DEFAULT.directBuffer(
                frames.stream().mapToInt(ByteBuf::readableBytes).sum());
        for (ByteBuf frame : frames) {
            joined.writeBytes(frame, frame.readerIndex(), frame.readableBytes());
            frame.release();
        }
        return joined;
    }
}

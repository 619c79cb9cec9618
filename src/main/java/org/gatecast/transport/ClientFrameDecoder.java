package org.gatecast.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.function.BiConsumer;

/**
 * Decodes the frames of a client (RFC 6455), to see whether it is alive, closes the connection, or breaks the rules. Data
 * is ignored. Only an incomplete frame is kept, and no frame may be long. Confined to one event loop.
 */
final class ClientFrameDecoder {
    private static final int CONTINUATION = 0x0;
    private static final int BINARY = 0x2;
    private static final int CLOSE = 0x8;
    private static final int PING = 0x9;
    private static final int PONG = 0xA;
    private static final int CONTROL_PAYLOAD_LIMIT = 125;
    private static final int MASK_BYTES = 4;
    private static final long MINUTE_NANOS = 60_000_000_000L;

    private final FrameLimits frameLimits;
    private ByteBuf partial;
    private boolean inFragments;
    private boolean stopped;
    private long minuteStart;
    private int framesInMinute;

    record FrameLimits(int payloadBytes, int framesPerMinute) {}

    /** What a frame means to the server. The last four close the connection, and nothing is read after them. */
    enum FrameEvent {
        IGNORED,
        PING,
        PONG,
        CLOSE,
        MALFORMED,
        COMPRESSED,
        TOO_LARGE,
        TOO_MANY
    }

    ClientFrameDecoder(FrameLimits frameLimits) {
        this.frameLimits = frameLimits;
        this.minuteStart = System.nanoTime();
    }

    /** Calls {@code handler} with each frame's meaning, and the payload of control frames, valid during the call. */
    void read(ByteBuf bytes, BiConsumer<FrameEvent, ByteBuf> handler) {
        if (stopped) {
            return;
        }
        ByteBuf input = bytes;
        if (partial != null) {
            input = partial.writeBytes(bytes);
            partial = null;
        }
        while (!stopped && readFrame(input, handler)) {
            // Until the rest is not a whole frame.
        }
        if (!stopped && input.isReadable()) {
            partial = Unpooled.buffer(input.readableBytes() + MASK_BYTES).writeBytes(input);
        }
    }

    /** Reads nothing more, and drops an incomplete frame. */
    void stop() {
        stopped = true;
        partial = null;
    }

    private boolean readFrame(ByteBuf input, BiConsumer<FrameEvent, ByteBuf> handler) {
        if (input.readableBytes() < 2) {
            return false;
        }
        int start = input.readerIndex();
        int first = input.getUnsignedByte(start);
        int second = input.getUnsignedByte(start + 1);
        int opcode = first & 0x0F;
        boolean isFinal = (first & 0x80) != 0;
        FrameEvent violation = violation(first, second, opcode, isFinal);
        if (violation != null) {
            return end(violation, handler);
        }
        int headerBytes = 2;
        int length = second & 0x7F;
        if (length == 126) {
            if (input.readableBytes() < 4) {
                return false;
            }
            length = input.getUnsignedShort(start + 2);
            headerBytes = 4;
        } else if (length == 127) {
            if (input.readableBytes() < 10) {
                return false;
            }
            long longLength = input.getLong(start + 2);
            length = longLength < 0 || longLength > Integer.MAX_VALUE ? Integer.MAX_VALUE : (int) longLength;
            headerBytes = 10;
        }
        if (headerBytes > headerBytes(length)) {
            return end(FrameEvent.MALFORMED, handler);
        }
        if (length > frameLimits.payloadBytes()) {
            return end(FrameEvent.TOO_LARGE, handler);
        }
        int frameBytes = headerBytes + MASK_BYTES + length;
        if (input.readableBytes() < frameBytes) {
            return false;
        }
        if (isFlood()) {
            return end(FrameEvent.TOO_MANY, handler);
        }
        if (opcode < CLOSE) {
            inFragments = !isFinal;
            handler.accept(FrameEvent.IGNORED, Unpooled.EMPTY_BUFFER);
        } else {
            handler.accept(control(opcode), unmasked(input, start + headerBytes, length));
        }
        input.readerIndex(start + frameBytes);
        return true;
    }

    private FrameEvent violation(int first, int second, int opcode, boolean isFinal) {
        boolean known = opcode <= BINARY || (opcode >= CLOSE && opcode <= PONG);
        boolean control = opcode >= CLOSE;
        boolean masked = (second & 0x80) != 0;
        if (!known || !masked || (first & 0x30) != 0) {
            return FrameEvent.MALFORMED;
        }
        if (control && (!isFinal || (first & 0x40) != 0 || (second & 0x7F) > CONTROL_PAYLOAD_LIMIT)) {
            return FrameEvent.MALFORMED;
        }
        if (opcode == CLOSE && (second & 0x7F) == 1) {
            // Half a close code.
            return FrameEvent.MALFORMED;
        }
        if (!control && (opcode == CONTINUATION) != inFragments) {
            return FrameEvent.MALFORMED;
        }
        return (first & 0x40) != 0 ? FrameEvent.COMPRESSED : null;
    }

    /** A length must be written in as few bytes as possible (RFC 6455, section 5.2). */
    private static int headerBytes(int length) {
        return length < 126 ? 2 : length < 65_536 ? 4 : 10;
    }

    private boolean end(FrameEvent frameEvent, BiConsumer<FrameEvent, ByteBuf> handler) {
        stopped = true;
        handler.accept(frameEvent, Unpooled.EMPTY_BUFFER);
        return false;
    }

    private boolean isFlood() {
        long now = System.nanoTime();
        if (now - minuteStart > MINUTE_NANOS) {
            minuteStart = now;
            framesInMinute = 0;
        }
        framesInMinute++;
        return framesInMinute > frameLimits.framesPerMinute();
    }

    private static FrameEvent control(int opcode) {
        return switch (opcode) {
            case CLOSE -> FrameEvent.CLOSE;
            case PING -> FrameEvent.PING;
            default -> FrameEvent.PONG;
        };
    }

    private static ByteBuf unmasked(ByteBuf input, int maskAt, int length) {
        ByteBuf payload = Unpooled.buffer(length);
        for (int i = 0; i < length; i++) {
            payload.writeByte(input.getByte(maskAt + MASK_BYTES + i) ^ input.getByte(maskAt + i % MASK_BYTES));
        }
        return payload;
    }
}

package org.gatecast.broadcast;

import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Compresses messages for permessage-deflate (RFC 7692): raw deflate, flushed at the end of each message, the flush's
 * own four bytes left off. Keeps its context until told to start afresh. Confined to the broadcaster's thread.
 */
final class MessageCompressor {
    private static final int FLUSH_TAIL_BYTES = 4;

    private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    private byte[] output = new byte[1024];
    private int length;

    /** Forgets what it has seen: the next message refers to nothing before it. */
    void resetContext() {
        deflater.reset();
    }

    /** Compresses a message into {@link #output}, where it stands until the next. */
    void compress(RoomMessage message) {
        deflater.setInput(message.json().array(), 0, message.length());
        length = 0;
        while (true) {
            length += deflater.deflate(output, length, output.length - length, Deflater.SYNC_FLUSH);
            if (length < output.length) {
                break;
            }
            output = Arrays.copyOf(output, output.length * 2);
        }
        length -= FLUSH_TAIL_BYTES;
    }

    byte[] output() {
        return output;
    }

    int length() {
        return length;
    }

    /** Gives the native memory back; the compressor is of no use any more. */
    void close() {
        deflater.end();
    }
}

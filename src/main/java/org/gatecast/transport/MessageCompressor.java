package org.gatecast.transport;

import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.zip.Deflater;

/**
 * Compresses messages for permessage-deflate (RFC 7692): raw deflate, flushed at the end of each message, without the
 * four bytes of the flush. Keeps its context from message to message until it is reset. Confined to the broadcaster's
 * event loop.
 */
public final class MessageCompressor {
    private static final int FLUSH_TAIL_BYTES = 4;

    private final Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
    private byte[] output = new byte[1024];

    /** Frees the native memory. The compressor must not be used any more. */
    public void close() {
        deflater.end();
    }

    /** Empties the context: the next message refers to no earlier one. */
    void resetContext() {
        deflater.reset();
    }

    /** A WebSocket text frame with the compressed payload. */
    ByteBuf compressedFrame(byte[] payload, int length) {
        deflater.setInput(payload, 0, length);
        int compressed = 0;
        while (true) {
            compressed += deflater.deflate(output, compressed, output.length - compressed, Deflater.SYNC_FLUSH);
            if (compressed < output.length) {
                return MessageFrames.text(output, compressed - FLUSH_TAIL_BYTES, true);
            }
            output = Arrays.copyOf(output, output.length * 2);
        }
    }
}

package org.gatecast.testing;

import java.io.ByteArrayOutputStream;

/** Decodes a chunked response body (RFC 9112, 7.1) as the bytes arrive. Not thread-safe. */
public final class ChunkedBodyDecoder {
    private final StringBuilder line = new StringBuilder();
    private int left;
    private boolean afterChunk;

    /** What of {@code bytes} is body. */
    public byte[] body(byte[] bytes) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte next : bytes) {
            if (left > 0) {
                body.write(next);
                left--;
                afterChunk = left == 0;
            } else if (next == '\n') {
                sizeLine();
            } else if (next != '\r') {
                line.append((char) next);
            }
        }
        return body.toByteArray();
    }

    private void sizeLine() {
        if (!afterChunk) {
            left = Integer.parseInt(line.toString(), 16);
        } else if (line.length() > 0) {
            throw new AssertionError("a chunk is longer than it said: " + line);
        }
        afterChunk = false;
        line.setLength(0);
    }
}

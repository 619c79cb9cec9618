package org.gatecast.canoe123.stream;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Finds the messages in the stream's bytes, wherever they are cut. A message is everything from {@code <Canoe123} to
 * {@code </Canoe123>}; neither can occur inside an attribute. Bytes between messages are skipped. A message that begins inside
 * another one replaces it, since the first was cut off by its sender. A message above the limit is skipped. One per
 * connection; one thread.
 */
public final class MessageSplitter {
    /** A table of 100 riders has 45 KB. */
    static final int MAX_MESSAGE_BYTES = 2 << 20;

    private static final byte[] START = "<Canoe123".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END = "</Canoe123>".getBytes(StandardCharsets.US_ASCII);
    private static final int FIRST_BYTES = 16 << 10;
    private static final int KEPT_BYTES = 256 << 10;

    private final Consumer<byte[]> listener;
    private final int maxBytes;
    private byte[] buffer = new byte[FIRST_BYTES];
    private int length;
    private boolean inMessage;
    private long skippedBytes;
    private long oversized;

    /**
     * @param listener gets each message, from {@code <} to {@code >}, in its own array
     */
    public MessageSplitter(Consumer<byte[]> listener) {
        this(listener, MAX_MESSAGE_BYTES);
    }

    MessageSplitter(Consumer<byte[]> listener, int maxBytes) {
        this.listener = listener;
        this.maxBytes = maxBytes;
    }

    public void read(byte[] bytes) {
        for (byte b : bytes) {
            append(b);
            if (b == '3' && endsWith(START)) {
                begin();
            } else if (b == '>' && inMessage && endsWith(END)) {
                complete();
            } else if (length >= maxBytes) {
                oversized += inMessage ? 1 : 0;
                skip(length);
            }
        }
        if (!inMessage && length >= START.length) {
            skip(length - START.length + 1);
        }
    }

    /** Bytes that belonged to no message: garbage, and messages without an end. Separators are not counted. */
    public long skippedBytes() {
        return skippedBytes;
    }

    /** Messages that were skipped because they were too long. */
    public long oversized() {
        return oversized;
    }

    private void append(byte b) {
        if (!inMessage && length == 0 && (b == '|' || b == ' ' || b == '\r' || b == '\n')) {
            return;
        }
        if (length == buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.min(maxBytes, 2 * buffer.length));
        }
        buffer[length++] = b;
    }

    private boolean endsWith(byte[] text) {
        int start = length - text.length;
        return start >= 0 && Arrays.equals(buffer, start, length, text, 0, text.length);
    }

    private void begin() {
        skip(length - START.length);
        inMessage = true;
    }

    private void complete() {
        byte[] message = Arrays.copyOf(buffer, length);
        if (buffer.length > KEPT_BYTES) {
            buffer = new byte[FIRST_BYTES];
        }
        length = 0;
        inMessage = false;
        listener.accept(message);
    }

    /** Drops the first {@code count} bytes; what is left is not in a message. */
    private void skip(int count) {
        System.arraycopy(buffer, count, buffer, 0, length - count);
        length -= count;
        skippedBytes += count;
        inMessage = false;
    }
}

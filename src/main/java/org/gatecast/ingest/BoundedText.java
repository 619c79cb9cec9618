package org.gatecast.ingest;

import java.io.Writer;

/** Gathers one text after another, each up to a number of characters; of a longer one nothing is kept. */
final class BoundedText extends Writer {
    private final StringBuilder text = new StringBuilder();
    private int max;
    private boolean overflown;

    void begin(int maxChars) {
        text.setLength(0);
        max = maxChars;
        overflown = false;
    }

    /** The text since {@link #begin}; {@code null} when it is too long. */
    String whole() {
        return overflown ? null : text.toString();
    }

    @Override
    public void write(char[] chars, int start, int length) {
        if (hasRoomFor(length)) {
            text.append(chars, start, length);
        }
    }

    @Override
    public void write(String chars, int start, int length) {
        if (hasRoomFor(length)) {
            text.append(chars, start, start + length);
        }
    }

    @Override
    public void write(int c) {
        if (hasRoomFor(1)) {
            text.append((char) c);
        }
    }

    private boolean hasRoomFor(int length) {
        if (!overflown && length > max - text.length()) {
            overflown = true;
            text.setLength(0);
        }
        return !overflown;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}

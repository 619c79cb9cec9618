package org.gatecast.ingest;

import java.io.Writer;

/** Collects one text after another, each up to a maximum length; a longer text is dropped. */
final class BoundedText extends Writer {
    private final StringBuilder text = new StringBuilder();
    private int max;
    private boolean overflowed;

    void start(int maxChars) {
        text.setLength(0);
        max = maxChars;
        overflowed = false;
    }

    /** The text since {@link #start}; {@code null} if it is too long. */
    String complete() {
        return overflowed ? null : text.toString();
    }

    @Override
    public void write(char[] chars, int start, int length) {
        if (fits(length)) {
            text.append(chars, start, length);
        }
    }

    @Override
    public void write(String chars, int start, int length) {
        if (fits(length)) {
            text.append(chars, start, start + length);
        }
    }

    @Override
    public void write(int c) {
        if (fits(1)) {
            text.append((char) c);
        }
    }

    private boolean fits(int length) {
        if (!overflowed && length > max - text.length()) {
            overflowed = true;
            text.setLength(0);
        }
        return !overflowed;
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}

package org.gatecast.bench.soak;

import java.nio.charset.StandardCharsets;

/** Finds a text in a sequence of bytes (Knuth, Morris and Pratt). */
final class TextFinder {
    private final byte[] text;
    private final int[] fallback;
    private int matched;

    TextFinder(String text) {
        this.text = text.getBytes(StandardCharsets.US_ASCII);
        this.fallback = new int[this.text.length];
        for (int end = 1, length = 0; end < this.text.length; end++) {
            while (length > 0 && this.text[end] != this.text[length]) {
                length = fallback[length - 1];
            }
            length += this.text[end] == this.text[length] ? 1 : 0;
            fallback[end] = length;
        }
    }

    /** Whether the text ends with this byte. */
    boolean finds(byte next) {
        while (matched > 0 && text[matched] != next) {
            matched = fallback[matched - 1];
        }
        matched += text[matched] == next ? 1 : 0;
        if (matched == text.length) {
            matched = 0;
            return true;
        }
        return false;
    }
}

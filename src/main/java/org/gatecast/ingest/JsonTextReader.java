package org.gatecast.ingest;

import java.io.IOException;
import java.io.Reader;
import java.util.Objects;
import org.gatecast.model.RefusedException;

/**
 * The characters of a text within a JSON body, unescaped while they are read: an export of some megabytes is never copied
 * as a whole. The body has been read by a JSON parser before, so escapes and the closing quote are in order; what that
 * parser lets pass is refused here: bytes that are not UTF-8, and halves of characters. For one thread.
 */
final class JsonTextReader extends Reader {
    private static final int END = -1;

    /** Stands for a value that no character has, so that a sequence of bytes with this value is refused. */
    private static final int NO_CHARACTER = -2;

    private final byte[] body;
    private final String name;
    private int next;
    private char lowSurrogate;

    /**
     * @param start of the text in {@code body}, behind the quote
     * @param name of the field, for refusals
     */
    JsonTextReader(byte[] body, int start, String name) {
        this.body = body;
        this.next = start;
        this.name = name;
    }

    /**
     * @throws RefusedException {@code InvalidRequest} at half a character, or at bytes that are not UTF-8
     */
    @Override
    public int read(char[] chars, int start, int length) throws IOException {
        Objects.checkFromIndexSize(start, length, chars.length);
        int to = start;
        int end = start + length;
        while (to < end) {
            if (lowSurrogate != 0) {
                chars[to++] = lowSurrogate;
                lowSurrogate = 0;
                continue;
            }
            byte b = body[next];
            if (b >= 0 && b != '\\' && b != '"') {
                chars[to++] = (char) b;
                next++;
                continue;
            }
            int character = character();
            if (character == END) {
                break;
            }
            if (Character.isBmpCodePoint(character)) {
                chars[to++] = (char) character;
            } else {
                chars[to++] = Character.highSurrogate(character);
                lowSurrogate = Character.lowSurrogate(character);
            }
        }
        return to == start && length > 0 ? END : to - start;
    }

    /** The next character, escaped or of several bytes; {@link #END} at the quote, which stays. */
    private int character() {
        byte b = body[next];
        if (b == '"') {
            return END;
        }
        int character = b == '\\' ? escaped() : decoded();
        if (character == NO_CHARACTER) {
            throw StrictJson.refusal("the body is not JSON text in UTF-8");
        }
        if (character <= Character.MAX_VALUE && Character.isSurrogate((char) character)) {
            throw StrictJson.refusal(name + " must not contain halves of characters");
        }
        return character;
    }

    private int escaped() {
        int character = unescape();
        boolean pair = Character.isBmpCodePoint(character)
                && Character.isHighSurrogate((char) character)
                && body[next] == '\\'
                && body[next + 1] == 'u';
        if (!pair) {
            return character;
        }
        int low = unescape();
        return Character.isLowSurrogate((char) low) ? Character.toCodePoint((char) character, (char) low) : character;
    }

    private int unescape() {
        next++;
        byte kind = body[next++];
        return switch (kind) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> hexadecimal();
            default -> kind;
        };
    }

    private int hexadecimal() {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            unit = unit << 4 | Character.digit(body[next++], 16);
        }
        return unit;
    }

    private int decoded() {
        int first = body[next++] & 0xFF;
        if (first < 0xC2 || first > 0xF4) {
            return NO_CHARACTER;
        }
        if (first < 0xE0) {
            return (first & 0x1F) << 6 | continuation();
        }
        if (first < 0xF0) {
            int character = (first & 0x0F) << 12 | continuation() << 6 | continuation();
            return character < 0x800 ? NO_CHARACTER : character;
        }
        int character = (first & 0x07) << 18 | continuation() << 12 | continuation() << 6 | continuation();
        return Character.isSupplementaryCodePoint(character) ? character : NO_CHARACTER;
    }

    /** The JSON parser has checked that these bytes continue a character. */
    private int continuation() {
        return body[next++] & 0x3F;
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}

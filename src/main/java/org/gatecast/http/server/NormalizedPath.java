package org.gatecast.http.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;

/**
 * Checks that a path is in normal form (RFC 3986, section 6.2.2), so that it means the same to a proxy, to checks and to
 * routes. A slash at the end is allowed.
 */
final class NormalizedPath {
    private static final int ESCAPE_CHARS = 3;
    private static final String UNRESERVED_MARKS = "-._~";

    private NormalizedPath() {}

    static boolean isNormal(HttpServerRequest request) {
        return request.uri().indexOf('#') < 0 && isNormal(request.path());
    }

    static boolean isNormal(String path) {
        boolean escapes = false;
        int i = 0;
        while (i < path.length()) {
            char c = path.charAt(i);
            if (c <= ' ' || c >= 0x7F || c == '\\') {
                return false;
            }
            if (c == '%') {
                if (!isNeeded(escaped(path, i))) {
                    return false;
                }
                escapes = true;
                i += ESCAPE_CHARS;
            } else {
                i++;
            }
        }
        return path.startsWith("/") && !hasOddSegment(path) && (!escapes || isText(path));
    }

    /** The byte of an escape, negative if it is none. */
    private static int escaped(String path, int at) {
        if (at + ESCAPE_CHARS > path.length()) {
            return -1;
        }
        int high = Character.digit(path.charAt(at + 1), 16);
        int low = Character.digit(path.charAt(at + 2), 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }

    private static boolean isNeeded(int value) {
        boolean control = value < ' ' || value == 0x7F;
        boolean unreserved = value < 0x80 && (Character.isLetterOrDigit(value) || UNRESERVED_MARKS.indexOf(value) >= 0);
        return !control && !unreserved && value != '/' && value != '\\';
    }

    private static boolean hasOddSegment(String path) {
        return path.contains("//")
                || path.contains("/./")
                || path.contains("/../")
                || path.endsWith("/.")
                || path.endsWith("/..");
    }

    /** Whether the escapes stand for characters, and for no control characters. */
    private static boolean isText(String path) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(path.length());
        byte[] written = path.getBytes(ISO_8859_1);
        for (int i = 0; i < written.length; i++) {
            if (written[i] == '%') {
                bytes.write(escaped(path, i));
                i += ESCAPE_CHARS - 1;
            } else {
                bytes.write(written[i]);
            }
        }
        try {
            return UTF_8.newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .chars()
                    .noneMatch(Character::isISOControl);
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}

package org.gatecast.limits;

import io.netty.buffer.ByteBuf;
import java.util.regex.Pattern;

/**
 * Checks the head of a request byte by byte, in addition to the decoder, which repairs or ignores some faults: odd request
 * lines and versions, and headers that are folded or have no name.
 */
final class RequestHeadScanner {
    private static final int LONGEST_VERSION = 16;
    private static final int SPACES = 2;
    private static final Pattern VERSION = Pattern.compile("HTTP/[0-9]+(\\.[0-9]+)?");

    private final StringBuilder word = new StringBuilder(LONGEST_VERSION);
    private State state = State.BEFORE;
    private int spaces;
    private boolean afterReturn;

    private enum State {
        BEFORE,
        REQUEST_LINE,
        LINE_START,
        LINE,
        END
    }

    void reset() {
        state = State.BEFORE;
        spaces = 0;
        afterReturn = false;
        word.setLength(0);
    }

    /** Checks the next bytes. Returns what is wrong, {@code null} if nothing is. */
    IllegalArgumentException read(ByteBuf in, int from, int to) {
        for (int i = from; i < to && state != State.END; i++) {
            IllegalArgumentException wrong = read(in.getByte(i));
            if (wrong != null) {
                return wrong;
            }
        }
        return null;
    }

    private IllegalArgumentException read(byte next) {
        switch (state) {
            case BEFORE -> {
                // Blank lines before a request are ignored (RFC 9112, section 2.2).
                if (next != '\r' && next != '\n') {
                    state = State.REQUEST_LINE;
                    return inRequestLine(next);
                }
            }
            case REQUEST_LINE -> {
                return inRequestLine(next);
            }
            case LINE_START -> {
                if (next == ' ' || next == '\t') {
                    return new MalformedRequestException("a header is folded over several lines");
                }
                if (next == ':') {
                    return new MalformedRequestException("a header has no name");
                }
                if (next == '\n') {
                    state = State.END;
                } else if (next != '\r') {
                    state = State.LINE;
                }
            }
            case LINE -> {
                if (next == '\n') {
                    state = State.LINE_START;
                }
            }
            case END -> {}
        }
        return null;
    }

    private IllegalArgumentException inRequestLine(byte next) {
        if (next == '\n') {
            state = State.LINE_START;
            return version();
        }
        boolean visible = next > ' ' && next < 0x7F;
        boolean separates = next == ' ' && word.length() > 0;
        if (afterReturn || !(visible || separates || next == '\r')) {
            return new MalformedRequestException("the request line has characters that do not belong there");
        }
        if (next == '\r') {
            afterReturn = true;
        } else if (separates) {
            spaces++;
            word.setLength(0);
        } else if (word.length() < LONGEST_VERSION) {
            word.append((char) next);
        }
        return null;
    }

    private IllegalArgumentException version() {
        String version = word.toString();
        if (spaces != SPACES || !VERSION.matcher(version).matches()) {
            return new MalformedRequestException("its first line is not a method, an address and a version of HTTP");
        }
        return version.equals("HTTP/1.1") || version.equals("HTTP/1.0")
                ? null
                : new UnsupportedHttpVersionException(version);
    }
}

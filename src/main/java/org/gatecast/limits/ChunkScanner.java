package org.gatecast.limits;

import io.netty.buffer.ByteBuf;

/**
 * Checks a chunked body byte by byte, in addition to the decoder, which does not check what follows a chunk's size. Only
 * digits, an extension and the end of the line are allowed (RFC 9112, section 7.1), and trailers must not be folded.
 */
final class ChunkScanner {
    private static final int MOST_DIGITS = 8;

    private State state = State.SIZE;
    private long left;
    private int digits;
    private boolean afterReturn;

    private enum State {
        SIZE,
        BLANK,
        EXTENSION,
        DATA,
        TRAILER_START,
        TRAILER
    }

    void reset() {
        beginSize();
    }

    /** Checks the next bytes. Returns what is wrong, {@code null} if nothing is. */
    MalformedRequestException read(ByteBuf in, int from, int to) {
        int i = from;
        while (i < to) {
            if (state == State.DATA && left > 0) {
                long passed = Math.min(left, to - i);
                left -= passed;
                i += (int) passed;
            } else if (!isValid(in.getByte(i++))) {
                return new MalformedRequestException("its chunks are malformed");
            }
        }
        return null;
    }

    private boolean isValid(byte next) {
        if (state == State.TRAILER_START || state == State.TRAILER) {
            return isValidInTrailer(next);
        }
        if (afterReturn) {
            return next == '\n' && endLine();
        }
        if (next == '\r') {
            afterReturn = true;
            return digits > 0;
        }
        return switch (state) {
            case SIZE -> addDigit(next) || endsSize(next);
            case BLANK -> endsSize(next);
            case EXTENSION -> next == '\t' || ((next & 0xFF) >= ' ' && next != 0x7F);
            case DATA, TRAILER_START, TRAILER -> false;
        };
    }

    /** As in a head, a trailer is neither folded nor without a name. Its content is ignored. */
    private boolean isValidInTrailer(byte next) {
        boolean valid = state == State.TRAILER || (next != ' ' && next != '\t' && next != ':');
        state = next == '\n' ? State.TRAILER_START : State.TRAILER;
        return valid;
    }

    private boolean addDigit(byte next) {
        int value = Character.digit(next, 16);
        if (value < 0 || digits == MOST_DIGITS) {
            return false;
        }
        left = left << 4 | value;
        digits++;
        return true;
    }

    private boolean endsSize(byte next) {
        state = next == ';' ? State.EXTENSION : State.BLANK;
        return digits > 0 && (next == ';' || next == ' ' || next == '\t');
    }

    /** The end of the line after a chunk's size, or after its data. */
    private boolean endLine() {
        afterReturn = false;
        if (state == State.DATA) {
            beginSize();
        } else {
            state = left == 0 ? State.TRAILER_START : State.DATA;
        }
        return true;
    }

    private void beginSize() {
        state = State.SIZE;
        left = 0;
        digits = 0;
        afterReturn = false;
    }
}

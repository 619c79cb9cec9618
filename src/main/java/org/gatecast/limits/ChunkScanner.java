package org.gatecast.limits;

import io.netty.buffer.ByteBuf;

/**
 * Follows a body in chunks byte by byte beside the decoder, which overlooks what stands behind a chunk's size (RFC 9112,
 * section 7.1): digits, perhaps an extension, and the line's end, nothing else; and that headers behind the last are not folded.
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

    /** The next body comes. */
    void reset() {
        beginSize();
    }

    /** What is wrong with the chunks as far as these bytes go, {@code null} when nothing is. */
    MalformedRequestException read(ByteBuf in, int from, int to) {
        int i = from;
        while (i < to) {
            if (state == State.DATA && left > 0) {
                long passed = Math.min(left, to - i);
                left -= passed;
                i += (int) passed;
            } else if (!isRight(in.getByte(i++))) {
                return new MalformedRequestException("its chunks are malformed");
            }
        }
        return null;
    }

    private boolean isRight(byte next) {
        if (state == State.TRAILER_START || state == State.TRAILER) {
            return isRightInTrailer(next);
        }
        if (afterReturn) {
            return next == '\n' && endLine();
        }
        if (next == '\r') {
            afterReturn = true;
            return digits > 0;
        }
        return switch (state) {
            case SIZE -> addDigit(next) || isBehindSize(next);
            case BLANK -> isBehindSize(next);
            case EXTENSION -> next == '\t' || ((next & 0xFF) >= ' ' && next != 0x7F);
            case DATA, TRAILER_START, TRAILER -> false;
        };
    }

    /** As in a head, neither folded nor without a name; nobody reads what it says. */
    private boolean isRightInTrailer(byte next) {
        boolean right = state == State.TRAILER || (next != ' ' && next != '\t' && next != ':');
        state = next == '\n' ? State.TRAILER_START : State.TRAILER;
        return right;
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

    private boolean isBehindSize(byte next) {
        state = next == ';' ? State.EXTENSION : State.BLANK;
        return digits > 0 && (next == ';' || next == ' ' || next == '\t');
    }

    /** Of a chunk's size, or behind its data. */
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

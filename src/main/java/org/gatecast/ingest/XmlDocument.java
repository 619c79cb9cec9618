package org.gatecast.ingest;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import org.gatecast.model.RefusedException;

/**
 * An export as it came in, not parsed yet. The bytes or the text are handed over, not copied: nobody changes them.
 */
public abstract sealed class XmlDocument {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** A body that is the export itself: its byte order mark or XML declaration says how it is encoded. */
    public static XmlDocument encoded(byte[] bytes) {
        return new Encoded(bytes);
    }

    /** An export that came as text inside JSON; what its declaration says of an encoding is no longer true. */
    public static XmlDocument decoded(String text) {
        return new Decoded(text);
    }

    /**
     * Fails with a {@link java.nio.charset.CharacterCodingException} while reading where bytes are no characters.
     *
     * @throws RefusedException when the document names an encoding that is not known here
     */
    abstract Reader open();

    /**
     * Why reading ended in a coding error, and where: found by reading once more, so that good documents don't pay.
     */
    abstract RefusedException undecodable();

    private static final class Encoded extends XmlDocument {
        private final byte[] bytes;

        Encoded(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        Reader open() {
            XmlEncoding encoding = XmlEncoding.of(bytes);
            int start = encoding.markLength();
            return new InputStreamReader(
                    new ByteArrayInputStream(bytes, start, bytes.length - start), encoding.strictDecoder());
        }

        @Override
        RefusedException undecodable() {
            XmlEncoding encoding = XmlEncoding.of(bytes);
            int start = encoding.markLength();
            ByteBuffer in = ByteBuffer.wrap(bytes, start, bytes.length - start);
            CharBuffer out = CharBuffer.allocate(8192);
            CharsetDecoder decoder = encoding.strictDecoder();
            PlaceCounter counter = new PlaceCounter();
            CoderResult result;
            do {
                result = decoder.decode(in, out, true);
                counter.pass(out.flip());
                out.clear();
            } while (result.isOverflow());
            return counter.place()
                    .refuse("these bytes are not " + encoding.charset().name());
        }
    }

    private static final class Decoded extends XmlDocument {
        private final String text;

        Decoded(String text) {
            this.text = text;
        }

        @Override
        Reader open() {
            boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            return new StringReader(marked ? text.substring(1) : text);
        }

        @Override
        RefusedException undecodable() {
            throw new IllegalStateException("text needs no decoding");
        }
    }

    /** Counts lines and columns over decoded text, line ends as XML knows them: LF, CR LF, CR. */
    private static final class PlaceCounter {
        private int line = 1;
        private int column = 1;
        private boolean afterCarriageReturn;

        void pass(CharBuffer chars) {
            while (chars.hasRemaining()) {
                char c = chars.get();
                boolean secondHalf = c == '\n' && afterCarriageReturn;
                afterCarriageReturn = c == '\r';
                if (secondHalf) {
                    continue;
                }
                if (c == '\n' || c == '\r') {
                    line++;
                    column = 1;
                } else {
                    column++;
                }
            }
        }

        Place place() {
            return new Place(line, column);
        }
    }
}

package org.gatecast.ingest;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import org.gatecast.model.RefusedException;

/** An export as received, not parsed yet. The bytes are not copied; the caller must not change them. */
public abstract sealed class XmlDocument {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /** The characters to read, and the position of the first one. */
    record Opened(EndOfInputReader reader, DocumentPosition start) {}

    /** An export as bytes: the byte order mark or XML declaration gives the encoding. */
    public static XmlDocument encoded(byte[] bytes) {
        return new Encoded(bytes);
    }

    /**
     * An export as a text within JSON; an encoding in its declaration is ignored.
     *
     * @param start of the text in {@code body}, behind the quote
     * @param name of the field, for refusals
     */
    static XmlDocument inJson(byte[] body, int start, String name) {
        return new InJson(body, start, name);
    }

    /**
     * Opens the document at its first character: blank lines and byte order marks before it, which XML does not allow
     * but files have, are skipped. Reading throws {@link CharacterCodingException} at bytes that are no characters.
     *
     * @throws RefusedException when the document is empty or its encoding is unknown
     */
    final Opened open() {
        PushbackReader reader = new PushbackReader(characters(), 1);
        PlaceCounter counter = new PlaceCounter();
        try {
            int next = reader.read();
            while (next >= 0 && (Character.isWhitespace(next) || next == BYTE_ORDER_MARK)) {
                counter.pass((char) next);
                next = reader.read();
            }
            if (next < 0) {
                throw new DocumentPosition(1, 1)
                        .refuse("the export is empty; it may have been read while it was being written");
            }
            reader.unread(next);
        } catch (CharacterCodingException e) {
            throw undecodable();
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be read", e);
        }
        return new Opened(new EndOfInputReader(reader), counter.place());
    }

    abstract Reader characters();

    /**
     * The refusal for a coding error, with its position. The document is read once more to find it, so that good
     * documents cost nothing.
     */
    abstract RefusedException undecodable();

    /** The refusal for a document that ends too early, at {@code end}. */
    static RefusedException cutOff(DocumentPosition end) {
        return end.refuse("the export is cut off here; it may have been read while it was being written");
    }

    private static final class Encoded extends XmlDocument {
        private final byte[] bytes;

        Encoded(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        Reader characters() {
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
                result = decoder.decode(in, out, false);
                counter.pass(out.flip());
                out.clear();
            } while (result.isOverflow());
            // An incomplete character at the end is an underflow; a wrong one is an error.
            return result.isUnderflow()
                    ? cutOff(counter.place())
                    : counter.place()
                            .refuse("these bytes are not " + encoding.charset().name());
        }
    }

    private static final class InJson extends XmlDocument {
        private final byte[] body;
        private final int start;
        private final String name;

        InJson(byte[] body, int start, String name) {
            this.body = body;
            this.start = start;
            this.name = name;
        }

        @Override
        Reader characters() {
            return new JsonTextReader(body, start, name);
        }

        @Override
        RefusedException undecodable() {
            throw new IllegalStateException("the reader refuses by itself what it cannot decode");
        }
    }

    /** Counts lines and columns of decoded text, with XML's line ends: LF, CR LF, CR. */
    private static final class PlaceCounter {
        private int line = 1;
        private int column = 1;
        private boolean afterCarriageReturn;

        void pass(CharBuffer chars) {
            while (chars.hasRemaining()) {
                pass(chars.get());
            }
        }

        void pass(char c) {
            boolean secondHalf = c == '\n' && afterCarriageReturn;
            afterCarriageReturn = c == '\r';
            if (secondHalf || c == BYTE_ORDER_MARK) {
                return;
            }
            if (c == '\n' || c == '\r') {
                line++;
                column = 1;
            } else {
                column++;
            }
        }

        DocumentPosition place() {
            return new DocumentPosition(line, column);
        }
    }
}

package org.gatecast.http.server;

import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;

/**
 * A body that was sent with {@code Content-Encoding: gzip}: one member and nothing after it, so that its last four bytes say
 * how long it is when it is inflated. Memory is reserved for that length before a byte is inflated, and inflating stops there.
 */
final class GzipBody {
    private static final int HEADER_BYTES = 10;
    private static final int TRAILER_BYTES = 8;
    private static final int MAGIC = 0x8b1f;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 0x02;
    private static final int EXTRA = 0x04;
    private static final int NAME = 0x08;
    private static final int COMMENT = 0x10;
    private static final int RESERVED = 0xe0;
    private static final int BYTE = 0xff;
    private static final int SHORT = 0xffff;

    private GzipBody() {}

    /**
     * Whether the request's body is compressed.
     *
     * @throws RefusedException {@code UnsupportedMediaType} for any other encoding than gzip
     */
    static boolean isGzip(HttpServerRequest request) {
        List<String> encodings = request.headers().getAll("Content-Encoding");
        if (encodings.isEmpty() || isEncoding(encodings, "identity")) {
            return false;
        }
        if (isEncoding(encodings, "gzip") || isEncoding(encodings, "x-gzip")) {
            return true;
        }
        throw new RefusedException(
                ErrorCode.UnsupportedMediaType,
                "This call takes a body as it is, or with Content-Encoding gzip, and no other encoding.");
    }

    private static boolean isEncoding(List<String> encodings, String name) {
        return encodings.size() == 1 && encodings.get(0).strip().equalsIgnoreCase(name);
    }

    /**
     * The length that the body says it has when it is inflated.
     *
     * @throws RefusedException {@code PayloadTooLarge} above the limit, {@code InvalidRequest} if it is no gzip
     */
    static int length(byte[] gzip, long limitBytes) {
        if (gzip.length < HEADER_BYTES + TRAILER_BYTES) {
            throw malformed();
        }
        long length = Integer.toUnsignedLong(little(gzip).getInt(gzip.length - Integer.BYTES));
        if (length > limitBytes) {
            throw new RefusedException(BodyLimit.refusal(
                    limitBytes,
                    "The body says that it has " + length + " bytes when it is inflated, more than the " + limitBytes
                            + " that this call takes."));
        }
        return (int) length;
    }

    /**
     * Inflates the body. Any thread.
     *
     * @param length as {@link #length} gave it; never more memory is used
     * @throws RefusedException {@code InvalidRequest} if it is damaged, longer or shorter, or if something follows it
     */
    static byte[] inflate(byte[] gzip, int length) {
        byte[] body = new byte[length];
        Inflater inflater = new Inflater(true);
        try {
            int start = headerLength(gzip);
            inflater.setInput(gzip, start, gzip.length - start);
            int inflated = 0;
            for (int step = 1; step > 0 && inflated < length; inflated += step) {
                step = inflater.inflate(body, inflated, length - inflated);
            }
            boolean isLonger = !inflater.finished() && inflater.inflate(new byte[1]) > 0;
            if (inflated < length || isLonger || !inflater.finished() || inflater.getRemaining() != TRAILER_BYTES) {
                throw malformed();
            }
        } catch (DataFormatException e) {
            throw malformed();
        } finally {
            inflater.end();
        }
        CRC32 checksum = new CRC32();
        checksum.update(body);
        if ((int) checksum.getValue() != little(gzip).getInt(gzip.length - TRAILER_BYTES)) {
            throw malformed();
        }
        return body;
    }

    private static int headerLength(byte[] gzip) {
        ByteBuffer header = little(gzip);
        int flags = gzip[3] & BYTE;
        if ((header.getShort(0) & SHORT) != MAGIC || gzip[2] != DEFLATE || (flags & RESERVED) != 0) {
            throw malformed();
        }
        int end = HEADER_BYTES;
        int last = gzip.length - TRAILER_BYTES;
        if ((flags & EXTRA) != 0 && end + Short.BYTES <= last) {
            end += Short.BYTES + (header.getShort(end) & SHORT);
        }
        if ((flags & NAME) != 0) {
            end = afterZero(gzip, end, last);
        }
        if ((flags & COMMENT) != 0) {
            end = afterZero(gzip, end, last);
        }
        if ((flags & HEADER_CRC) != 0) {
            end += Short.BYTES;
        }
        if (end > last) {
            throw malformed();
        }
        return end;
    }

    private static int afterZero(byte[] gzip, int from, int last) {
        int at = from;
        while (at < last && gzip[at] != 0) {
            at++;
        }
        return at + 1;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static RefusedException malformed() {
        return new RefusedException(
                ErrorCode.InvalidRequest,
                "The body is not what Content-Encoding gzip says: it is damaged, cut off, or more than one compressed"
                        + " body.");
    }
}

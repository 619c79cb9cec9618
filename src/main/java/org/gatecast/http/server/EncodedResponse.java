package org.gatecast.http.server;

import io.netty.buffer.Unpooled;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.gatecast.limits.ResponseMemory;
import org.gatecast.model.RefusedException;

/**
 * A public response encoded once, with its entity tag and, from the first request for it, its compressed form. Shared by all
 * event loops. It is in memory once for all its readers, slow ones included (see {@link ResponseMemory}).
 */
public final class EncodedResponse {
    private static final int MIN_COMPRESSED_BYTES = 1024;
    private static final int TAG_BYTES = 12;

    private final Retention retention;
    private final String mediaType;
    private final String cacheControl;
    private final Form plain;
    private final String tag;
    private volatile Form compressed;

    /** How long, and therefore where, the bytes are kept. */
    private enum Retention {
        /** As long as the process runs: outside the heap, where the socket reads them without a copy. */
        IMMUTABLE {
            @Override
            Form form(byte[] bytes) {
                ByteBuffer direct =
                        ByteBuffer.allocateDirect(bytes.length).put(bytes).flip();
                return new Form(BufferInternal.buffer(Unpooled.wrappedBuffer(direct)), ResponseMemory.shared(0));
            }
        },
        /** Until there is a newer version: on the heap, copied to the socket piece by piece. */
        UNTIL_REPLACED {
            @Override
            Form form(byte[] bytes) {
                return new Form(Buffer.buffer(bytes), ResponseMemory.shared(bytes.length));
            }
        },
        ONCE {
            @Override
            Form form(byte[] bytes) {
                return new Form(Buffer.buffer(bytes), ResponseMemory.single(bytes.length));
            }
        };

        abstract Form form(byte[] bytes);
    }

    private record Form(Buffer body, ResponseMemory memory) {}

    private EncodedResponse(Retention retention, String mediaType, String cacheControl, byte[] bytes) {
        this.retention = retention;
        this.mediaType = mediaType;
        this.cacheControl = cacheControl;
        this.plain = retention.form(bytes);
        this.tag = tag(bytes);
    }

    /** A file, kept as long as the process runs. */
    public static EncodedResponse file(String mediaType, String cacheControl, byte[] bytes) {
        return new EncodedResponse(Retention.IMMUTABLE, mediaType, cacheControl, bytes);
    }

    /** A response that is kept until there is a newer version. */
    public static EncodedResponse cached(String mediaType, String cacheControl, byte[] bytes) {
        return new EncodedResponse(Retention.UNTIL_REPLACED, mediaType, cacheControl, bytes);
    }

    public static EncodedResponse uncached(String mediaType, String cacheControl, byte[] bytes) {
        return new EncodedResponse(Retention.ONCE, mediaType, cacheControl, bytes);
    }

    /**
     * Responds to a GET or HEAD, with 304 if the client has the current version.
     *
     * @throws RefusedException if too many response bytes are unread
     */
    public void send(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        boolean worthIt = isWorthCompressing();
        boolean compress = worthIt && AcceptHeaders.gzip(request);
        boolean known = AcceptHeaders.known(request, tag);
        boolean head = request.method().name().equals("HEAD");
        Form form = compress && !known ? compressed() : plain;
        if (!known && !head) {
            UnsentBudgetCheck.reserve(request, form.memory);
        }
        response.putHeader("ETag", compress ? quoted(tag + "-gzip") : quoted(tag))
                .putHeader("Cache-Control", cacheControl);
        if (worthIt && !response.headers().contains("Vary")) {
            response.putHeader("Vary", "Accept-Encoding");
        }
        if (known) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", mediaType);
        if (compress) {
            response.putHeader("Content-Encoding", "gzip");
        }
        if (head) {
            response.putHeader("Content-Length", Integer.toString(form.body.length()))
                    .end();
        } else {
            response.end(form.body);
        }
    }

    /** Compresses now, on the caller's thread. */
    public EncodedResponse precompressed() {
        compressed();
        return this;
    }

    /** The most bytes in memory, compressed form included. */
    long maxBytes() {
        return (isWorthCompressing() ? 2L : 1L) * plain.body.length();
    }

    private boolean isWorthCompressing() {
        return plain.body.length() > MIN_COMPRESSED_BYTES && !mediaType.startsWith("image/");
    }

    /** A hash of the bytes. */
    public String tag() {
        return tag;
    }

    private Form compressed() {
        Form known = compressed;
        if (known == null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.body.length() / 4);
            try (GZIPOutputStream gzip = new MaxCompression(bytes)) {
                gzip.write(plain.body.getBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory failed", e);
            }
            known = retention.form(bytes.toByteArray());
            compressed = known;
        }
        return known;
    }

    private static final class MaxCompression extends GZIPOutputStream {
        MaxCompression(OutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }

    private static String quoted(String tag) {
        return '"' + tag + '"';
    }

    private static String tag(byte[] bytes) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(digest, TAG_BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

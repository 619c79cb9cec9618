package org.gatecast.http;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * A public answer made into bytes once, with its entity tag and, when somebody asks for it, its compressed form. Shared
 * by all event loops.
 */
final class Encoded {
    private static final int WORTH_COMPRESSING_BYTES = 1024;
    private static final int TAG_BYTES = 12;

    private final String mediaType;
    private final String cacheControl;
    private final Buffer plain;
    private final String tag;
    private volatile Buffer compressed;

    Encoded(String mediaType, String cacheControl, byte[] bytes) {
        this.mediaType = mediaType;
        this.cacheControl = cacheControl;
        this.plain = Buffer.buffer(bytes);
        this.tag = tag(bytes);
    }

    /** Answers a GET or HEAD: 304 when the client has it already. */
    void answer(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        boolean worthIt = plain.length() > WORTH_COMPRESSING_BYTES && !mediaType.startsWith("image/");
        boolean compress = worthIt && Accepts.gzip(request);
        response.putHeader("ETag", compress ? quoted(tag + "-gzip") : quoted(tag))
                .putHeader("Cache-Control", cacheControl);
        if (worthIt && !response.headers().contains("Vary")) {
            response.putHeader("Vary", "Accept-Encoding");
        }
        if (Accepts.known(request, tag)) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader("Content-Type", mediaType);
        if (compress) {
            response.putHeader("Content-Encoding", "gzip");
        }
        Buffer body = compress ? compressed() : plain;
        if (request.method().name().equals("HEAD")) {
            response.putHeader("Content-Length", Integer.toString(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }

    /** Makes the compressed form now, on the thread of whoever has the time. */
    Encoded compressedAhead() {
        compressed();
        return this;
    }

    /** A hash of what it is. */
    String tag() {
        return tag;
    }

    private Buffer compressed() {
        Buffer known = compressed;
        if (known == null) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length() / 4);
            try (GZIPOutputStream gzip = new Thorough(bytes)) {
                gzip.write(plain.getBytes());
            } catch (IOException e) {
                throw new UncheckedIOException("writing to memory failed", e);
            }
            known = Buffer.buffer(bytes.toByteArray());
            compressed = known;
        }
        return known;
    }

    /** Takes its time: what is compressed here is sent many times. */
    private static final class Thorough extends GZIPOutputStream {
        Thorough(OutputStream out) throws IOException {
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

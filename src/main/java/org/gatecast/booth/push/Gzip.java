package org.gatecast.booth.push;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Compresses bodies. */
final class Gzip {
    /** Takes about a millisecond; a longer body is compressed on a worker. */
    private static final int MAX_EVENT_LOOP_BYTES = 64 << 10;

    private Gzip() {}

    /** Completes on the caller's event loop. */
    static Future<Buffer> compress(Vertx vertx, Buffer body) {
        return body.length() <= MAX_EVENT_LOOP_BYTES
                ? Future.succeededFuture(compressed(body))
                : vertx.executeBlocking(() -> compressed(body), false);
    }

    private static Buffer compressed(Buffer body) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(body.length() / 4);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(body.getBytes());
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return Buffer.buffer(bytes.toByteArray());
    }
}

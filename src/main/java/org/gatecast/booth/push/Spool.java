package org.gatecast.booth.push;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatecast.canoe123.push.KeptData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to a {@link SpoolDirectory} from an event loop: one file after the other on a worker, of each name the newest
 * content alone. A failed write is logged once and does not stop the booth, which then keeps the data in memory only.
 */
final class Spool implements KeptData {
    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    private final Vertx vertx;
    private final SpoolDirectory directory;
    private final Map<String, Write> waiting = new LinkedHashMap<>();
    private final Promise<Void> drained = Promise.promise();
    private boolean writing;
    private boolean closing;
    private String lastFailure = "";

    /**
     * @param content {@code null} to delete
     */
    private record Write(Buffer content, Instant at) {}

    Spool(Vertx vertx, SpoolDirectory directory) {
        this.vertx = vertx;
        this.directory = directory;
    }

    Future<Map<String, KeptData.Item>> load() {
        return vertx.executeBlocking(directory::load);
    }

    @Override
    public void put(String name, Buffer content, Instant at) {
        add(name, new Write(content, at));
    }

    @Override
    public void delete(String name) {
        add(name, new Write(null, Instant.EPOCH));
    }

    /** Completes when everything is written. */
    Future<Void> close() {
        closing = true;
        writeNext();
        return drained.future();
    }

    private void add(String name, Write write) {
        // Put last, so that a name that changes often does not keep others waiting.
        waiting.remove(name);
        waiting.put(name, write);
        writeNext();
    }

    private void writeNext() {
        if (writing) {
            return;
        }
        if (waiting.isEmpty()) {
            if (closing) {
                drained.tryComplete();
            }
            return;
        }
        writing = true;
        var next = waiting.entrySet().iterator().next();
        String name = next.getKey();
        Write write = next.getValue();
        waiting.remove(name);
        vertx.executeBlocking(() -> {
                    if (write.content == null) {
                        directory.delete(name);
                    } else {
                        directory.put(name, write.content, write.at);
                    }
                    return null;
                })
                .onComplete(done -> {
                    writing = false;
                    report(done.cause());
                    writeNext();
                });
    }

    private void report(Throwable failure) {
        String text = failure == null ? "" : failure.toString();
        if (!text.isEmpty() && !text.equals(lastFailure)) {
            LOG.error("What waits for the server cannot be kept on disk, and would be lost with the booth: {}", text);
        }
        lastFailure = text;
    }
}

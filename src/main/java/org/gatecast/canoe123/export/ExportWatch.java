package org.gatecast.canoe123.export;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the export file some times a second, on a worker, and passes new exports on. Confined to one event loop. */
public final class ExportWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ExportWatch.class);
    private static final Duration INTERVAL = Duration.ofMillis(300);
    private static final Duration QUIET = Duration.ofMillis(600);

    private final Vertx vertx;
    private final ExportFile file;
    private final Consumer<byte[]> listener;
    private long timer = -1;
    private boolean stopped;

    /**
     * @param isFound whether the location comes from the timing program's own configuration
     * @param listener gets each new export, on the event loop
     */
    public ExportWatch(Vertx vertx, ExportLocation location, boolean isFound, Consumer<byte[]> listener) {
        this.vertx = vertx;
        this.listener = listener;
        file = new ExportFile(location, isFound, QUIET, System::nanoTime);
    }

    /** What is known of the file. Any thread. */
    public ExportReport report() {
        return file.report();
    }

    /** Called once, on an event loop. */
    public void start() {
        look();
    }

    public void stop() {
        stopped = true;
        vertx.cancelTimer(timer);
    }

    private void look() {
        vertx.executeBlocking(file::poll, false).onComplete(found -> {
            if (stopped) {
                return;
            }
            if (found.succeeded()) {
                found.result().ifPresent(listener);
            } else {
                LOG.error("The export could not be read", found.cause());
            }
            timer = vertx.setTimer(INTERVAL.toMillis(), due -> look());
        });
    }
}

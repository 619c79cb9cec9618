package org.gatecast.http.spectators;

import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what writes lists on their one thread, one after the other. */
record ListWorker(WorkerExecutor executor) {
    private static final Logger LOG = LoggerFactory.getLogger(ListWorker.class);

    <T> Future<T> run(Callable<T> write) {
        return executor.executeBlocking(
                () -> {
                    try {
                        return write.call();
                    } catch (LinkageError missing) {
                        // A runtime without java.desktop. Everything but PDF works there.
                        LOG.error("This Java runtime cannot write PDF, which needs the module java.desktop", missing);
                        throw new RefusedException(
                                ErrorCode.Unavailable, "This server cannot write PDF. Ask for .html, and print it.");
                    }
                },
                false);
    }
}

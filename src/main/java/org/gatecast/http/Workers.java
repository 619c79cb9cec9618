package org.gatecast.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/**
 * Parses bodies off the event loops: exports on threads of their own, so that however many are being read, a rider's
 * clock waits for none of them.
 */
final class Workers {
    private static final int EXPORT_THREADS = 2;
    private static final int CALL_THREADS = 4;

    private final WorkerExecutor exports;
    private final WorkerExecutor calls;

    Workers(Vertx vertx) {
        exports = vertx.createSharedWorkerExecutor("gatecast-exports", EXPORT_THREADS);
        calls = vertx.createSharedWorkerExecutor("gatecast-calls", CALL_THREADS);
    }

    <T> Future<T> readExport(Callable<T> parsing) {
        return exports.executeBlocking(parsing, false);
    }

    <T> Future<T> readCall(Callable<T> parsing) {
        return calls.executeBlocking(parsing, false);
    }
}

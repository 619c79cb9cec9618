package org.gatecast.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;

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

    /** Completes when the threads are there: a system may take tens of milliseconds to start one, and no event loop. */
    Future<?> start() {
        return Future.all(List.of(begin(exports, EXPORT_THREADS), begin(calls, CALL_THREADS)));
    }

    private static Future<?> begin(WorkerExecutor executor, int threads) {
        return Future.all(IntStream.range(0, threads)
                .mapToObj(thread -> executor.executeBlocking(() -> null, false))
                .toList());
    }

    <T> Future<T> readExport(Callable<T> parsing) {
        return exports.executeBlocking(parsing, false);
    }

    <T> Future<T> readCall(Callable<T> parsing) {
        return calls.executeBlocking(parsing, false);
    }
}

package org.gatecast.http.server;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/**
 * Parses bodies on worker threads. Exports have threads of their own, so that they never delay results and riders on course. Of
 * each owner one export and one other body are parsed at a time, in the order of arrival; owners take turns
 * ({@link FairTaskQueue}).
 */
public final class ParseWorkers {
    static final int EXPORT_THREADS = 2;
    static final int CALL_THREADS = 4;

    private final Vertx vertx;
    private final ParseQueues queues;
    private final WorkerExecutor exports;
    private final WorkerExecutor calls;

    public ParseWorkers(Vertx vertx, ParseQueues queues) {
        this.vertx = vertx;
        this.queues = queues;
        exports = vertx.createSharedWorkerExecutor("gatecast-exports", EXPORT_THREADS);
        calls = vertx.createSharedWorkerExecutor("gatecast-calls", CALL_THREADS);
    }

    /** Completes when the threads have started. Starting one may take tens of milliseconds, which no request should wait for. */
    public Future<?> start() {
        return Future.all(List.of(startWorker(exports, EXPORT_THREADS), startWorker(calls, CALL_THREADS)));
    }

    private static Future<?> startWorker(WorkerExecutor executor, int threads) {
        return Future.all(IntStream.range(0, threads)
                .mapToObj(thread -> executor.executeBlocking(() -> null, false))
                .toList());
    }

    /** Completes on the caller's context. */
    public <T> Future<T> readExport(Object owner, Callable<T> parsing) {
        return read(queues.exports, exports, owner, parsing);
    }

    /** Completes on the caller's context. */
    public <T> Future<T> readCall(Object owner, Callable<T> parsing) {
        return read(queues.calls, calls, owner, parsing);
    }

    private <T> Future<T> read(FairTaskQueue queue, WorkerExecutor executor, Object owner, Callable<T> parsing) {
        Context caller = vertx.getOrCreateContext();
        Promise<T> read = Promise.promise();
        queue.add(owner, ended -> {
            Runnable task = () -> {
                parse(parsing, caller, read);
                // On the worker, so that the next task does not wait for an event loop.
                ended.run();
            };
            try {
                executor.executeBlocking(Executors.callable(task), false).onFailure(stopped -> {
                    ended.run();
                    read.tryFail(stopped);
                });
            } catch (RuntimeException stopped) {
                ended.run();
                read.tryFail(stopped);
            }
        });
        return read.future();
    }

    private static <T> void parse(Callable<T> parsing, Context caller, Promise<T> read) {
        try {
            T value = parsing.call();
            caller.runOnContext(v -> read.complete(value));
        } catch (Throwable e) {
            caller.runOnContext(v -> read.fail(e));
        }
    }
}

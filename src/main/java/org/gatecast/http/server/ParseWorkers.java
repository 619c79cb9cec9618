package org.gatecast.http.server;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.IntStream;

/**
 * Parses bodies on worker threads, as fairly as a {@link FairTaskQueue}. Exports have threads and a queue of their own, so that
 * they never delay results and riders on course.
 */
public final class ParseWorkers {
    static final int EXPORT_THREADS = 2;
    static final int CALL_THREADS = 4;

    /** Takes the parsers far less than a millisecond, whatever is in it. Most reports of riders on course are smaller. */
    private static final int MAX_EVENT_LOOP_BYTES = 4096;

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

    /** Starts the threads, which may take tens of milliseconds, before a request needs one. */
    public Future<?> start() {
        return Future.all(List.of(startWorker(exports, EXPORT_THREADS), startWorker(calls, CALL_THREADS)));
    }

    private static Future<?> startWorker(WorkerExecutor executor, int threads) {
        return Future.all(IntStream.range(0, threads)
                .mapToObj(thread -> executor.executeBlocking(() -> null, false))
                .toList());
    }

    /** Parses a request's body, an export. Completes on the caller's context. */
    public <T> Future<T> readExport(RoutingContext ctx, Function<byte[], T> parser) {
        return read(queues.exports, exports, ctx, ReceivedBody.of(ctx), parser);
    }

    /**
     * Parses a request's body. Completes on the caller's context. A small body is parsed at once on the event loop, which
     * takes less time than handing it to a worker and back; but not before bodies of the same event that came earlier.
     */
    public <T> Future<T> readCall(RoutingContext ctx, Function<byte[], T> parser) {
        ReceivedBody body = ReceivedBody.of(ctx);
        if (body.length() > MAX_EVENT_LOOP_BYTES || !queues.calls.isEmpty(BodyOwner.of(ctx))) {
            return read(queues.calls, calls, ctx, body, parser);
        }
        try {
            return Future.succeededFuture(parser.apply(body.plain()));
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }

    private <T> Future<T> read(
            FairTaskQueue queue,
            WorkerExecutor executor,
            RoutingContext ctx,
            ReceivedBody body,
            Function<byte[], T> parser) {
        Context caller = vertx.getOrCreateContext();
        Promise<T> read = Promise.promise();
        queue.add(BodyOwner.of(ctx), ended -> {
            Runnable task = () -> {
                try {
                    T value = parser.apply(body.plain());
                    caller.runOnContext(v -> read.complete(value));
                } catch (Throwable e) {
                    caller.runOnContext(v -> read.fail(e));
                }
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
}

package org.gatecast.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Lets one piece of work in after the other. Each owner's are done in the order of asking; owners take turns, so that
 * however much one asks for, another waits for one piece of it. Confined to the store's context.
 */
final class SerialExecutor {
    /** By owner, those first whose turn is next. */
    private final Map<Object, Queue<Task<?>>> waiting = new LinkedHashMap<>();

    private final AtomicInteger length = new AtomicInteger();
    private boolean busy;
    private Object lastOwner;
    private Task<?> last;

    /** One piece of work, waiting, under way or done. */
    final class Task<T> {
        private final Object owner;
        private final Supplier<Future<T>> work;
        private final Promise<T> done = Promise.promise();

        private Task(Object owner, Supplier<Future<T>> work) {
            this.owner = owner;
            this.work = work;
        }

        /** Completes as the work does; never, when it is withdrawn. */
        Future<T> done() {
            return done.future();
        }

        /**
         * Gives the turn up.
         *
         * @return false when the work has begun, and cannot be undone any more
         */
        boolean withdraw() {
            Queue<Task<?>> own = waiting.getOrDefault(owner, new ArrayDeque<>());
            boolean withdrawn = own.remove(this);
            if (withdrawn) {
                length.decrementAndGet();
                if (own.isEmpty()) {
                    waiting.remove(owner);
                }
            }
            return withdrawn;
        }

        private void begin() {
            busy = true;
            run(work).onComplete(result -> {
                busy = false;
                length.decrementAndGet();
                done.handle(result);
                next();
            });
        }
    }

    /** Does {@code work} when everything that its owner asked for before it is done, and its turn comes. */
    <T> Task<T> submit(Object owner, Supplier<Future<T>> work) {
        Task<T> task = new Task<>(owner, work);
        waiting.computeIfAbsent(owner, first -> new ArrayDeque<>()).add(task);
        length.incrementAndGet();
        next();
        return task;
    }

    /** Does {@code work} when everything is done that anybody asked for; asked for once, by whoever ends. */
    <T> Task<T> submitLast(Supplier<Future<T>> work) {
        Task<T> task = new Task<>(this, work);
        last = task;
        length.incrementAndGet();
        next();
        return task;
    }

    /** How many wait or are under way; any thread. */
    int length() {
        return length.get();
    }

    private void next() {
        if (busy) {
            return;
        }
        if (!waiting.isEmpty()) {
            next(nextOwner());
        } else if (last != null) {
            Task<?> end = last;
            last = null;
            end.begin();
        }
    }

    private void next(Object owner) {
        Queue<Task<?>> own = waiting.remove(owner);
        Task<?> task = own.remove();
        if (!own.isEmpty()) {
            waiting.put(owner, own);
        }
        lastOwner = owner;
        task.begin();
    }

    /** Whoever was served last lets another in first who has come meanwhile. */
    private Object nextOwner() {
        for (Object owner : waiting.keySet()) {
            if (!owner.equals(lastOwner)) {
                return owner;
            }
        }
        return lastOwner;
    }

    private static <T> Future<T> run(Supplier<Future<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}

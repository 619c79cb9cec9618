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
 * Runs one task at a time. Tasks of one owner run in the order of submission. Owners take turns, so that an owner waits
 * for at most one task of each other owner. Confined to the store's context.
 */
final class SerialExecutor {
    /** By owner, the next owner first. */
    private final Map<Object, Queue<Task<?>>> waiting = new LinkedHashMap<>();

    private final AtomicInteger length = new AtomicInteger();
    private boolean busy;
    private Object lastOwner;
    private Task<?> last;

    /** A task that waits, runs or is done. */
    final class Task<T> {
        private final Object owner;
        private final Supplier<Future<T>> work;
        private final Promise<T> done = Promise.promise();

        private Task(Object owner, Supplier<Future<T>> work) {
            this.owner = owner;
            this.work = work;
        }

        /** Completes with the work; never, if the task was withdrawn. */
        Future<T> done() {
            return done.future();
        }

        /** Cancels a task that has not begun; false if it has. */
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

    /** Runs {@code work} after all earlier tasks of its owner, when it is the owner's turn. */
    <T> Task<T> submit(Object owner, Supplier<Future<T>> work) {
        Task<T> task = new Task<>(owner, work);
        waiting.computeIfAbsent(owner, first -> new ArrayDeque<>()).add(task);
        length.incrementAndGet();
        next();
        return task;
    }

    /** Runs {@code work} after all other tasks; called once, when the store stops. */
    <T> Task<T> submitLast(Supplier<Future<T>> work) {
        Task<T> task = new Task<>(this, work);
        last = task;
        length.incrementAndGet();
        next();
        return task;
    }

    /** How many tasks wait or run; any thread. */
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

    /** The first owner in the queue other than the last one, if there is one. */
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

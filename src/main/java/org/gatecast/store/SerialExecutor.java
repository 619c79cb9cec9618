package org.gatecast.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Runs one task of an owner at a time, in the order of submission, and tasks of a few owners at once. Owners take turns, so
 * that an owner waits for at most one task of each other owner. Confined to the store's context.
 */
final class SerialExecutor {
    /** By owner, the next owner first. */
    private final Map<Object, Queue<Task<?>>> waiting = new LinkedHashMap<>();

    private final AtomicInteger length = new AtomicInteger();
    /** The owners of the tasks that run. */
    private final Set<Object> running = new HashSet<>();

    private int maxRunning = 1;
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
            running.add(owner);
            run(work).onComplete(result -> {
                running.remove(owner);
                length.decrementAndGet();
                done.handle(result);
                next();
            });
        }
    }

    /** From now on, tasks of so many owners may run at once; before, of one. */
    void runAtOnce(int owners) {
        maxRunning = owners;
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
        Object owner = nextOwner();
        while (owner != null) {
            next(owner);
            owner = nextOwner();
        }
        if (waiting.isEmpty() && running.isEmpty() && last != null) {
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

    /**
     * The first owner in the queue whose task may run, other than the last one if there is one. {@code null} if no task may
     * run now.
     */
    private Object nextOwner() {
        if (running.size() >= maxRunning) {
            return null;
        }
        Object again = null;
        for (Object owner : waiting.keySet()) {
            if (!running.contains(owner)) {
                if (!owner.equals(lastOwner)) {
                    return owner;
                }
                again = owner;
            }
        }
        return again;
    }

    private static <T> Future<T> run(Supplier<Future<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}

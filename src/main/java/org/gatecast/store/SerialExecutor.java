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
    private final Map<Object, Queue<Turn<?>>> waiting = new LinkedHashMap<>();

    private final AtomicInteger length = new AtomicInteger();
    private boolean busy;
    private Object servedLast;
    private Turn<?> last;

    /** One piece of work, waiting, under way or done. */
    final class Turn<T> {
        private final Object owner;
        private final Supplier<Future<T>> work;
        private final Promise<T> done = Promise.promise();

        private Turn(Object owner, Supplier<Future<T>> work) {
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
            Queue<Turn<?>> own = waiting.getOrDefault(owner, new ArrayDeque<>());
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
            attempt(work).onComplete(result -> {
                busy = false;
                length.decrementAndGet();
                done.handle(result);
                next();
            });
        }
    }

    /** Does {@code work} when everything that its owner asked for before it is done, and its turn comes. */
    <T> Turn<T> take(Object owner, Supplier<Future<T>> work) {
        Turn<T> turn = new Turn<>(owner, work);
        waiting.computeIfAbsent(owner, first -> new ArrayDeque<>()).add(turn);
        length.incrementAndGet();
        next();
        return turn;
    }

    /** Does {@code work} when everything is done that anybody asked for; asked for once, by whoever ends. */
    <T> Turn<T> takeLast(Supplier<Future<T>> work) {
        Turn<T> turn = new Turn<>(this, work);
        last = turn;
        length.incrementAndGet();
        next();
        return turn;
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
            Turn<?> end = last;
            last = null;
            end.begin();
        }
    }

    private void next(Object owner) {
        Queue<Turn<?>> own = waiting.remove(owner);
        Turn<?> turn = own.remove();
        if (!own.isEmpty()) {
            waiting.put(owner, own);
        }
        servedLast = owner;
        turn.begin();
    }

    /** Whoever was served last lets another in first who has come meanwhile. */
    private Object nextOwner() {
        for (Object owner : waiting.keySet()) {
            if (!owner.equals(servedLast)) {
                return owner;
            }
        }
        return servedLast;
    }

    private static <T> Future<T> attempt(Supplier<Future<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}

package org.gatecast.store;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Lets one piece of work in after the other, in the order of asking. Confined to the store's context. */
final class Turns {
    private final Queue<Turn<?>> waiting = new ArrayDeque<>();
    private final AtomicInteger length = new AtomicInteger();
    private boolean busy;

    /** One piece of work, waiting, under way or done. */
    final class Turn<T> {
        private final Supplier<Future<T>> work;
        private final Promise<T> done = Promise.promise();

        private Turn(Supplier<Future<T>> work) {
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
            boolean withdrawn = waiting.remove(this);
            if (withdrawn) {
                length.decrementAndGet();
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

    /** Does {@code work} when everything asked for before it is done. */
    <T> Turn<T> take(Supplier<Future<T>> work) {
        Turn<T> turn = new Turn<>(work);
        waiting.add(turn);
        length.incrementAndGet();
        next();
        return turn;
    }

    /** How many wait or are under way; any thread. */
    int length() {
        return length.get();
    }

    private void next() {
        if (!busy && !waiting.isEmpty()) {
            waiting.remove().begin();
        }
    }

    private static <T> Future<T> attempt(Supplier<Future<T>> work) {
        try {
            return work.get();
        } catch (RuntimeException e) {
            return Future.failedFuture(e);
        }
    }
}

package org.gatecast.limits;

/** Connections in the same state, the one that entered it first at the head. Confined to one event loop. */
final class ConnectionQueue<E extends ConnectionQueue.Entry<E>> {
    private E first;
    private E last;
    private int size;

    /** Whatever can be in a queue, at most in one at a time. */
    abstract static class Entry<E extends Entry<E>> {
        // Written by the queue only.
        ConnectionQueue<E> queue;
        E previous;
        E next;
        long stateNanos;

        /** {@code null} if it is in no queue. */
        final ConnectionQueue<E> queue() {
            return queue;
        }

        /** The one that entered the state after this one, {@code null} for the last. */
        final E next() {
            return next;
        }

        final long stateNanos() {
            return stateNanos;
        }
    }

    int size() {
        return size;
    }

    /** {@code null} if the queue is empty. */
    E first() {
        return first;
    }

    /** Treats all connections as if they had entered the state now. */
    void restart(long nanos) {
        for (E entry = first; entry != null; entry = entry.next()) {
            entry.stateNanos = nanos;
        }
    }

    void add(E added, long nanos) {
        added.stateNanos = nanos;
        added.queue = this;
        added.previous = last;
        added.next = null;
        if (last == null) {
            first = added;
        } else {
            last.next = added;
        }
        last = added;
        size++;
    }

    void remove(E removed) {
        if (removed.previous == null) {
            first = removed.next;
        } else {
            removed.previous.next = removed.next;
        }
        if (removed.next == null) {
            last = removed.previous;
        } else {
            removed.next.previous = removed.previous;
        }
        removed.queue = null;
        removed.previous = null;
        removed.next = null;
        size--;
    }
}

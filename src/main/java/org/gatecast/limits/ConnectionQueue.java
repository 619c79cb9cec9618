package org.gatecast.limits;

/** Connections in the same state, the one that entered it first at the head. Confined to one event loop. */
final class ConnectionQueue<E extends ConnectionQueue.Entry<E>> {
    private E first;
    private E last;
    private int size;

    /** Whatever can be in a queue, at most in one at a time. */
    abstract static class Entry<E extends Entry<E>> {
        private ConnectionQueue<E> queue;
        private E previous;
        private E next;
        private long stateNanos;

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
            setStateNanos(entry, nanos);
        }
    }

    void add(E added, long nanos) {
        Entry<E> entry = added;
        entry.stateNanos = nanos;
        entry.queue = this;
        entry.previous = last;
        entry.next = null;
        if (last == null) {
            first = added;
        } else {
            link(last, added);
        }
        last = added;
        size++;
    }

    void remove(E removed) {
        Entry<E> entry = removed;
        if (entry.previous == null) {
            first = entry.next;
        } else {
            link(entry.previous, entry.next);
        }
        if (entry.next == null) {
            last = entry.previous;
        } else {
            Entry<E> next = entry.next;
            next.previous = entry.previous;
        }
        entry.queue = null;
        entry.previous = null;
        entry.next = null;
        size--;
    }

    private static <E extends Entry<E>> void link(Entry<E> entry, E next) {
        entry.next = next;
    }

    private static <E extends Entry<E>> void setStateNanos(Entry<E> entry, long nanos) {
        entry.stateNanos = nanos;
    }
}

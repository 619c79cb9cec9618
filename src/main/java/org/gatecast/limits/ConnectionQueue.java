package org.gatecast.limits;

/** Connections in the same state, the one that came into it first at the head. Confined to one event loop. */
final class ConnectionQueue {
    private RequestMonitor first;
    private RequestMonitor last;
    private int size;

    int size() {
        return size;
    }

    /** {@code null} when nobody is in it. */
    RequestMonitor first() {
        return first;
    }

    /** Everyone in it came into it just now. */
    void restart(long nanos) {
        for (RequestMonitor monitor = first; monitor != null; monitor = monitor.next) {
            monitor.enteredState(nanos);
        }
    }

    void add(RequestMonitor monitor) {
        monitor.queue = this;
        monitor.previous = last;
        monitor.next = null;
        if (last == null) {
            first = monitor;
        } else {
            last.next = monitor;
        }
        last = monitor;
        size++;
    }

    void remove(RequestMonitor monitor) {
        if (monitor.previous == null) {
            first = monitor.next;
        } else {
            monitor.previous.next = monitor.next;
        }
        if (monitor.next == null) {
            last = monitor.previous;
        } else {
            monitor.next.previous = monitor.previous;
        }
        monitor.queue = null;
        monitor.previous = null;
        monitor.next = null;
        size--;
    }
}

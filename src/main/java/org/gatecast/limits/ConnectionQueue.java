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
    void beginAnew(long nanos) {
        for (RequestMonitor monitor = first; monitor != null; monitor = monitor.after) {
            monitor.since(nanos);
        }
    }

    void add(RequestMonitor monitor) {
        monitor.queue = this;
        monitor.before = last;
        monitor.after = null;
        if (last == null) {
            first = monitor;
        } else {
            last.after = monitor;
        }
        last = monitor;
        size++;
    }

    void remove(RequestMonitor monitor) {
        if (monitor.before == null) {
            first = monitor.after;
        } else {
            monitor.before.after = monitor.after;
        }
        if (monitor.after == null) {
            last = monitor.before;
        } else {
            monitor.after.before = monitor.before;
        }
        monitor.queue = null;
        monitor.before = null;
        monitor.after = null;
        size--;
    }
}

package org.gatecast.guard;

/** Connections in the same state, the one that came into it first at the head. Confined to one event loop. */
final class Line {
    private Doorman first;
    private Doorman last;
    private int size;

    int size() {
        return size;
    }

    /** {@code null} when nobody is in it. */
    Doorman first() {
        return first;
    }

    /** Everyone in it came into it just now. */
    void beginAnew(long nanos) {
        for (Doorman doorman = first; doorman != null; doorman = doorman.after) {
            doorman.since(nanos);
        }
    }

    void add(Doorman doorman) {
        doorman.line = this;
        doorman.before = last;
        doorman.after = null;
        if (last == null) {
            first = doorman;
        } else {
            last.after = doorman;
        }
        last = doorman;
        size++;
    }

    void remove(Doorman doorman) {
        if (doorman.before == null) {
            first = doorman.after;
        } else {
            doorman.before.after = doorman.after;
        }
        if (doorman.after == null) {
            last = doorman.before;
        } else {
            doorman.after.before = doorman.before;
        }
        doorman.line = null;
        doorman.before = null;
        doorman.after = null;
        size--;
    }
}

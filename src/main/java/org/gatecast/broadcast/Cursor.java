package org.gatecast.broadcast;

import org.gatecast.snapshot.EventSnapshot;

/**
 * A place in an event's durable changes; outside, an opaque cursor.
 *
 * @param generation which event of that name it is
 */
record Cursor(String generation, long version) {

    static Cursor of(EventSnapshot snapshot) {
        return new Cursor(snapshot.meta().generation(), snapshot.meta().version());
    }

    /** The position a client gives back; {@code null} for anything that was not a cursor of ours. */
    static Cursor parse(String cursor) {
        int dash = cursor == null ? -1 : cursor.indexOf('-');
        if (dash < 1 || cursor.length() - dash > 19) {
            return null;
        }
        for (int i = dash + 1; i < cursor.length(); i++) {
            if (cursor.charAt(i) < '0' || cursor.charAt(i) > '9') {
                return null;
            }
        }
        return dash + 1 == cursor.length()
                ? null
                : new Cursor(cursor.substring(0, dash), Long.parseLong(cursor.substring(dash + 1)));
    }

    /** Where a client stands who has all of the version before this one, and perhaps part of this. */
    Cursor previous() {
        return new Cursor(generation, version - 1);
    }

    String text() {
        return generation + "-" + version;
    }
}

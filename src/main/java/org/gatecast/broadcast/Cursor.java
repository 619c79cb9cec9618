package org.gatecast.broadcast;

import org.gatecast.snapshot.EventSnapshot;

/**
 * A position in the changes of an event. Clients get it as an opaque text.
 *
 * @param generation tells an event from a deleted one with the same id
 */
record Cursor(String generation, long version) {

    static Cursor of(EventSnapshot snapshot) {
        return new Cursor(snapshot.meta().generation(), snapshot.meta().version());
    }

    /** Parses the cursor of a client; {@code null} if it is not one of this service. */
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

    /** The position of a client that has the version before, and perhaps part of this one. */
    Cursor previous() {
        return new Cursor(generation, version - 1);
    }

    String text() {
        return generation + "-" + version;
    }
}

package org.gatecast.live;

import org.gatecast.picture.EventPicture;

/**
 * A place in an event's durable changes; outside, an opaque cursor.
 *
 * @param generation which event of that name it is
 */
record Position(String generation, long version) {

    static Position of(EventPicture picture) {
        return new Position(picture.meta().generation(), picture.meta().version());
    }

    /** The position a client gives back; {@code null} for anything that was not a cursor of ours. */
    static Position parse(String cursor) {
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
                : new Position(cursor.substring(0, dash), Long.parseLong(cursor.substring(dash + 1)));
    }

    /** Where a client stands who has all of the version before this one, and perhaps part of this. */
    Position previous() {
        return new Position(generation, version - 1);
    }

    String cursor() {
        return generation + "-" + version;
    }
}

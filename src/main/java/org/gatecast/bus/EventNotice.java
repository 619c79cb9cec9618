package org.gatecast.bus;

import org.gatecast.model.EventId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;

/** What the store tells everyone after a commit, one notice per commit and in commit order. */
public sealed interface EventNotice {
    EventId eventId();

    /**
     * The event stands at a new version.
     *
     * @param snapshot the event at that version
     * @param changes what became different for the public, possibly nothing
     */
    record Committed(EventSnapshot snapshot, Cause cause, ChangeSet changes) implements EventNotice {
        @Override
        public EventId eventId() {
            return snapshot.meta().eventId();
        }
    }

    /** The event is gone. */
    record Removed(EventId eventId) implements EventNotice {}

    /** What brought a change about. */
    enum Cause {
        CREATED,
        IMPORT,
        RESULTS,
        STATUS,
        CONFIG,
        DETAILS,
        KEYS,
        /** It came from a backup or an archive, under a new generation: nothing known of it before holds. */
        RESTORED
    }
}

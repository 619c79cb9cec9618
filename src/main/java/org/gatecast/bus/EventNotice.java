package org.gatecast.bus;

import org.gatecast.model.EventId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;

/** Published by the store after each commit, in commit order. */
public sealed interface EventNotice {
    EventId eventId();

    /**
     * The event has a new version.
     *
     * @param snapshot the event at that version
     * @param changes the difference for the public, possibly nothing
     */
    record Committed(EventSnapshot snapshot, Cause cause, ChangeSet changes) implements EventNotice {
        @Override
        public EventId eventId() {
            return snapshot.meta().eventId();
        }
    }

    /** The event was deleted. */
    record Removed(EventId eventId) implements EventNotice {}

    /** What caused the commit. */
    enum Cause {
        CREATED,
        IMPORT,
        RESULTS,
        STATUS,
        CONFIG,
        DETAILS,
        KEYS,
        /**
         * The event was restored from a backup or an archive, with a new generation: nothing known about it before is
         * valid.
         */
        RESTORED
    }
}

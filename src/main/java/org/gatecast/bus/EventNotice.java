package org.gatecast.bus;

import org.gatecast.model.EventId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;

/** Published by the store after each commit, in commit order. */
public sealed interface EventNotice {
    EventId eventId();

    /** The event has a new version. {@code changes} is the difference for the public, possibly nothing. */
    record Committed(EventSnapshot snapshot, Cause cause, ChangeSet changes) implements EventNotice {
        @Override
        public EventId eventId() {
            return snapshot.meta().eventId();
        }
    }

    record Removed(EventId eventId) implements EventNotice {}

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
        RESTORED,
        /** Another process changed the event in the database; possibly several versions at once. */
        RELOADED
    }
}

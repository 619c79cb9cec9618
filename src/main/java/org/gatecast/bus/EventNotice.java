package org.gatecast.bus;

import java.util.List;
import org.gatecast.model.EventId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.VersionChange;

/** Published by the store after each commit, in commit order. */
public sealed interface EventNotice {
    EventId eventId();

    /**
     * The event has a new version, or several at once if another process has changed it.
     *
     * @param changes the difference for the public, possibly nothing. An import that changes something always changes the
     *     structure
     * @param versions what each version since the last notice changed, if that is known; otherwise empty
     */
    record Committed(EventSnapshot snapshot, Cause cause, ChangeSet changes, List<VersionChange> versions)
            implements EventNotice {
        public Committed {
            versions = List.copyOf(versions);
        }

        /** One version. */
        public static Committed of(EventSnapshot snapshot, Cause cause, ChangeSet changes) {
            ChangeSet told = cause == Cause.IMPORT && !changes.isEmpty() ? changes.withStructure() : changes;
            return new Committed(
                    snapshot,
                    cause,
                    told,
                    List.of(VersionChange.of(snapshot.meta().version(), told)));
        }

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
        /** The organiser declared a race's results provisional or official, or withdrew that. */
        RACE_STATUS,
        /** The organiser wrote something about the weather of a race. */
        RACE_WEATHER,
        KEYS,
        WEBHOOKS,
        /**
         * The event was restored from a backup or an archive, with a new generation: nothing known about it before is
         * valid.
         */
        RESTORED,
        /** Another process changed the event in the database; possibly several versions at once. */
        RELOADED
    }
}

package org.gatecast.store;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;

/**
 * Restores whole databases and events from files. Reading and checking files may take long and runs beside other work;
 * methods that change the database are called one at a time, like every other write. Blocking work runs on worker
 * threads, and futures complete on the caller's context. Every failure is a {@link StorageException}; then nothing was
 * changed.
 */
public interface BackupStore extends EventArchives {

    /** A backup, copied beside the database, checked and migrated to this version's schema: ready to replace it. */
    record PreparedBackup(Path file, List<EventState> events) {
        public PreparedBackup {
            events = List.copyOf(events);
        }
    }

    /** Events in a file, at least one, copied, checked and migrated to this version's schema. */
    record ArchivedEvents(Path file, List<EventId> eventIds) {
        public ArchivedEvents {
            eventIds = List.copyOf(eventIds);
        }

        /** The sentence for the operator after the events were added. */
        public String report(Path archive) {
            return report(eventIds, archive);
        }

        public static String report(List<EventId> restored, Path archive) {
            return restored.size() == 1
                    ? "Event " + restored.get(0) + " is back, from " + archive + "."
                    : restored.size() + " events are back, from " + archive + ": "
                            + restored.stream().map(EventId::value).collect(Collectors.joining(", ")) + ".";
        }
    }

    /** Prepares a backup for {@link #replace}; changes neither the backup nor the database. */
    Future<PreparedBackup> prepare(Path backup);

    /** Replaces the database by a backup, atomically; returns the old file. Must not run beside other calls. */
    Future<Path> replace(PreparedBackup preparedBackup, Instant now);

    /** Prepares an archive or a backup for {@link #adopt}; does not change the file. */
    Future<ArchivedEvents> examine(Path archive);

    /**
     * Adds archived events to the database, with new generations, in one transaction.
     *
     * @param replace whether events of the same ids are deleted; otherwise nothing is added if there is one
     */
    Future<List<EventState>> adopt(ArchivedEvents archivedEvents, boolean replace, Instant now);
}

package org.gatecast.store;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;

/**
 * Whole events and whole databases as files: what is brought in, and what is put away. What looks at files takes as long
 * as it takes, beside everything else; what changes the database is asked for in the store's turn. Blocking work is done
 * on worker threads, futures complete on the caller's context, every failure is a {@link StorageException} that changed
 * nothing.
 */
public interface BackupStore {

    /**
     * A backup, copied, checked and brought to this version's schema: ready to become the database.
     *
     * @param file beside the database
     * @param events what it holds
     */
    record PreparedBackup(Path file, List<EventState> events) {
        public PreparedBackup {
            events = List.copyOf(events);
        }
    }

    /**
     * An archived event, copied, checked and brought to this version's schema.
     *
     * @param file beside the database
     */
    record ArchivedEvent(Path file, EventId eventId) {}

    /** Makes ready what {@link #replace} needs; the backup and the database stay as they are. */
    Future<PreparedBackup> prepare(Path backup);

    /**
     * Makes a backup the database, at once. Nothing else is asked of the store meanwhile.
     *
     * @return where the previous database is kept
     */
    Future<Path> replace(PreparedBackup preparedBackup, Instant now);

    /** Events that have been official, and not brought back, since before {@code then}. */
    Future<List<EventId>> officialSinceBefore(Instant then);

    /**
     * Writes an event into a file of its own, a database with that one event. It is on the disk when the future
     * completes; nothing is removed.
     *
     * @param directory made if need be
     */
    Future<Path> archive(EventMeta event, Path directory);

    /** Makes ready what {@link #adopt} needs; the archive stays as it is. */
    Future<ArchivedEvent> examine(Path archive);

    /** An archived event becomes one of the database's, under a new generation, in one transaction. */
    Future<EventState> adopt(ArchivedEvent archivedEvent, Instant now);
}

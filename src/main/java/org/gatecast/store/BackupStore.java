package org.gatecast.store;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;

/**
 * Backups, archives and restores: whole databases and single events as files. Reading and checking files may take long
 * and runs beside other work; methods that change the database are called one at a time, like every other write.
 * Blocking work runs on worker threads, and futures complete on the caller's context. Every failure is a
 * {@link StorageException}; then nothing was changed.
 */
public interface BackupStore {

    /** A backup, copied beside the database, checked and migrated to this version's schema: ready to replace it. */
    record PreparedBackup(Path file, List<EventState> events) {
        public PreparedBackup {
            events = List.copyOf(events);
        }
    }

    /** An archived event, copied beside the database, checked and migrated to this version's schema. */
    record ArchivedEvent(Path file, EventId eventId) {}

    /** Prepares a backup for {@link #replace}; changes neither the backup nor the database. */
    Future<PreparedBackup> prepare(Path backup);

    /** Replaces the database by a backup, atomically; returns the old file. Must not run beside other calls. */
    Future<Path> replace(PreparedBackup preparedBackup, Instant now);

    /** Events that have been official since before {@code then}, and were not restored since. */
    Future<List<EventId>> officialSinceBefore(Instant then);

    /**
     * Writes an event into its own file, a database with only that event. The file is on disk when the future
     * completes; the event stays in the database.
     *
     * @param directory created if it does not exist
     */
    Future<Path> archive(EventMeta event, Path directory);

    /** Prepares an archive for {@link #adopt}; does not change the archive. */
    Future<ArchivedEvent> examine(Path archive);

    /** Adds an archived event to the database, with a new generation, in one transaction. */
    Future<EventState> adopt(ArchivedEvent archivedEvent, Instant now);
}

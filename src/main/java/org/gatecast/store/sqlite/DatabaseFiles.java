package org.gatecast.store.sqlite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.gatecast.model.EventId;
import org.gatecast.store.BackupStore.ArchivedEvents;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;

/**
 * Backup and restore without a running service. Each method blocks, returns a sentence about what it did, and throws
 * {@link StorageException} if it changed nothing.
 */
public final class DatabaseFiles {
    private static final double MEBIBYTE = 1 << 20;

    private DatabaseFiles() {}

    /**
     * Writes a checked copy of the database; a running service is not interrupted.
     *
     * @param target must not exist yet
     */
    public static String backup(Path database, Path target) {
        return about(target, () -> {
            EventFile.requireNew(target);
            DatabaseCopy.copyTo(absolute(database), target);
            return String.format(
                    Locale.ROOT,
                    "%s holds the %d events of %s, checked, in %.1f MiB.",
                    target,
                    DatabaseCopy.inspect(target),
                    database,
                    Files.size(target) / MEBIBYTE);
        });
    }

    /**
     * Writes a checked copy of one event; a running service is not interrupted.
     *
     * @param target must not exist yet
     */
    public static String backupEvent(Path database, EventId event, Path target) {
        return about(target, () -> {
            EventFile.requireNew(target);
            EventArchive.write(absolute(database), event, null, target);
            return target + " holds the event " + event + " of " + database + ", checked.";
        });
    }

    /**
     * Replaces the database by a backup.
     *
     * @throws StorageException with {@link Reason#LOCKED} if a service uses the database; this is checked first
     */
    public static String restore(Path database, Path backup, Clock clock) {
        return about(
                backup,
                () -> withLock(database, place -> {
                    Path incoming = DatabaseReplacement.prepare(backup, place);
                    int events = DatabaseCopy.inspect(incoming);
                    Path kept = DatabaseReplacement.swap(incoming, place, clock.instant());
                    return "Restored " + events + " events from " + backup
                            + (kept == null ? "." : "; the previous database is kept as " + kept + ".");
                }));
    }

    /**
     * Adds the events of an archive or a backup to the database.
     *
     * @param replace whether events of the same ids are deleted; otherwise nothing is added if there is one
     * @throws StorageException with {@link Reason#LOCKED} if a service uses the database; this is checked first
     */
    public static String restoreEvents(Path database, Path archive, boolean replace, Clock clock) {
        return about(
                archive,
                () -> withLock(database, place -> {
                    SchemaMigration.prepare(DatabaseReplacement.plain(place), new DatabaseErrors(place));
                    ArchivedEvents archivedEvents = EventArchive.examine(archive, EventArchive.arriving(place));
                    EventArchive.adopt(
                            archivedEvents.file(), DatabaseReplacement.plain(place), replace, clock.instant());
                    return archivedEvents.report(archive);
                }));
    }

    private static Path absolute(Path database) {
        return database.toAbsolutePath().normalize();
    }

    @FunctionalInterface
    private interface Work {
        String on(Path database) throws Exception;
    }

    /** Runs {@code work} while no service can start with the database. */
    private static String withLock(Path database, Work work) throws Exception {
        Files.createDirectories(absolute(database).getParent());
        Path place = AtomicFiles.realPath(absolute(database));
        DatabaseLock lock = DatabaseLock.acquire(place, new DatabaseErrors(place));
        try {
            return work.on(place);
        } finally {
            lock.close();
        }
    }

    private static String about(Path file, Callable<String> work) {
        try {
            return work.call();
        } catch (StorageException e) {
            throw e;
        } catch (Exception e) {
            throw new DatabaseErrors(file).of(e);
        }
    }
}

package org.gatecast.store.sqlite;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Optional;
import org.gatecast.config.Settings;
import org.gatecast.store.BackupStore;
import org.gatecast.store.EventStore;
import org.gatecast.store.sql.SqlEventStore;

/** Stores events in one SQLite file. */
public final class SqliteEventStore extends SqlEventStore {
    private final BackupStore backups;

    SqliteEventStore(Vertx vertx, SqliteDatabase database, Settings.Journal settings) {
        super(database, settings);
        this.backups = new SqliteBackupStore(vertx, database);
    }

    /**
     * Opens the file, creates it if it does not exist, and migrates its schema to this version of the service.
     *
     * @return fails with a {@link org.gatecast.store.StorageException} that an operator can act on
     */
    public static Future<EventStore> open(Vertx vertx, Settings.Database settings, Settings.Journal journal) {
        return SqliteDatabase.open(vertx, settings.path(), settings.busyTimeout())
                .map(database -> new SqliteEventStore(vertx, database, journal));
    }

    public static int schemaVersion() {
        return SchemaMigration.VERSION;
    }

    @Override
    public Optional<BackupStore> backups() {
        return Optional.of(backups);
    }
}

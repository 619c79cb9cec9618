package org.gatecast.store.sqlite;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.store.BackupStore;
import org.gatecast.store.sql.StateLoader;

/** Backups and archives as SQLite files of the service's own schema; the service can be started with each of them. */
final class SqliteBackupStore implements BackupStore {
    private static final String OFFICIAL_SINCE_BEFORE =
            """
            SELECT event_id FROM events
            WHERE status = 'official' AND max(status_changed_at, coalesce(restored_at, 0)) < ?
            ORDER BY id""";

    private final Vertx vertx;
    private final SqliteDatabase database;

    SqliteBackupStore(Vertx vertx, SqliteDatabase database) {
        this.vertx = vertx;
        this.database = database;
    }

    @Override
    public Future<PreparedBackup> prepare(Path backup) {
        return blocking(backup, () -> DatabaseReplacement.prepare(backup, database.file()))
                .compose(incoming -> {
                    SqliteDatabase loaded = SqliteDatabase.openExclusively(vertx, incoming);
                    return new StateLoader(loaded)
                            .loadAll()
                            .eventually(loaded::close)
                            .map(events -> new PreparedBackup(incoming, events));
                });
    }

    @Override
    public Future<Path> replace(PreparedBackup preparedBackup, Instant now) {
        return database.whileClosed(() -> DatabaseReplacement.swap(preparedBackup.file(), database.file(), now));
    }

    @Override
    public Future<List<EventId>> officialSinceBefore(Instant then) {
        return database.query(OFFICIAL_SINCE_BEFORE, Tuple.of(then.toEpochMilli()), row -> new EventId(row.text()));
    }

    @Override
    public Future<Path> archive(EventMeta event, Path directory) {
        return blocking(directory, () -> EventArchive.write(database.file(), event, directory));
    }

    @Override
    public Future<ArchivedEvents> examine(Path archive) {
        return blocking(archive, () -> EventArchive.examine(archive, EventArchive.arriving(database.file())));
    }

    @Override
    public Future<List<EventState>> adopt(ArchivedEvents archivedEvents, boolean replace, Instant now) {
        return blocking(database.file(), () -> {
                    EventArchive.adopt(archivedEvents.file(), database.url(), replace, now);
                    return null;
                })
                .compose(added -> load(archivedEvents.eventIds()));
    }

    private Future<List<EventState>> load(List<EventId> eventIds) {
        StateLoader loader = new StateLoader(database);
        return Future.join(eventIds.stream().map(loader::load).toList())
                .map(loaded -> loaded.<Optional<EventState>>list().stream()
                        .map(Optional::orElseThrow)
                        .toList());
    }

    /** No other service has the file. */
    @Override
    public Future<Void> exclusively(Supplier<Future<Void>> work) {
        return work.get();
    }

    /** Runs on a worker thread; several may run at a time. */
    private <T> Future<T> blocking(Path about, Callable<T> work) {
        return vertx.executeBlocking(work, false)
                .recover(failure -> Future.failedFuture(new DatabaseErrors(about).of(failure)));
    }
}

package org.gatecast.store.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.gatecast.config.Settings;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.store.ArchiveWriter;
import org.gatecast.store.EventArchives;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.store.StoredEvent;
import org.gatecast.store.sql.EventRows;

/** Archives events as files. One service at a time does so, which holds an advisory lock on a connection of its own. */
final class PostgresArchives implements EventArchives {
    /** "archives" in ASCII. */
    static final long LOCK = 0x6172636869766573L;

    private static final String OFFICIAL_SINCE_BEFORE =
            """
            SELECT event_id FROM events
            WHERE status = 'official' AND greatest(status_changed_at, coalesce(restored_at, 0)) < ?
            ORDER BY id""";

    private final PostgresDatabase database;
    private final PostgresConnections connections;
    private final PostgresErrors errors;
    private final ArchiveWriter writer;

    PostgresArchives(Vertx vertx, PostgresDatabase database, Settings.Database settings, ArchiveWriter writer) {
        this.database = database;
        this.connections = new PostgresConnections(vertx, settings);
        this.errors = new PostgresErrors(settings.url().orElseThrow());
        this.writer = writer;
    }

    @Override
    public Future<List<EventId>> officialSinceBefore(Instant then) {
        return database.query(OFFICIAL_SINCE_BEFORE, Tuple.of(then.toEpochMilli()), row -> new EventId(row.text()));
    }

    @Override
    public Future<Path> archive(EventMeta event, Path directory) {
        return database.inSnapshot(queries -> EventRows.read(queries, event.eventId()))
                .compose(found -> found.filter(stored -> isAt(event, stored))
                        .map(stored -> writer.write(stored, directory))
                        .orElseGet(() ->
                                Future.failedFuture(errors.of(Reason.STALE, "does not hold " + event + " any more"))));
    }

    private static boolean isAt(EventMeta event, StoredEvent stored) {
        EventMeta last = stored.state().meta();
        return last.generation().equals(event.generation()) && last.version() == event.version();
    }

    @Override
    public Future<Void> exclusively(Supplier<Future<Void>> work) {
        return connections
                .connect("gatecast-archives")
                .compose(session -> session.preparedQuery("SELECT pg_try_advisory_lock($1)")
                        .execute(Tuple.of(LOCK))
                        .compose(rows -> rows.iterator().next().getBoolean(0) ? work.get() : Future.succeededFuture())
                        .eventually(session::close))
                .recover(failure -> Future.failedFuture(errors.of(failure)));
    }
}

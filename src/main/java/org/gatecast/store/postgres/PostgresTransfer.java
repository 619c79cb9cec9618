package org.gatecast.store.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.SqlResult;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.gatecast.config.Settings;
import org.gatecast.model.EventId;
import org.gatecast.store.EventSink;
import org.gatecast.store.EventSource;
import org.gatecast.store.StorageException;
import org.gatecast.store.StoredEvent;
import org.gatecast.store.sql.EventRows;
import org.gatecast.store.sql.RowReader;
import org.gatecast.store.sql.SqlQueries;

/**
 * Copies whole events from and to a database, beside the services that use it: each call has a connection and a transaction
 * of its own. Futures fail with a {@link StorageException}.
 */
public final class PostgresTransfer {
    /** The other side of the copy may be slow; no other transaction waits for one that reads. */
    private static final String PATIENT = "SET LOCAL idle_in_transaction_session_timeout = '10min'";

    private final Vertx vertx;
    private final Settings.Database settings;
    private final PostgresErrors errors;

    /**
     * @param settings with a URL
     */
    public PostgresTransfer(Vertx vertx, Settings.Database settings) {
        this.vertx = vertx;
        this.settings = settings;
        this.errors = new PostgresErrors(settings.url().orElseThrow());
    }

    /** Runs {@code work}, whose reads see the same commits. Also on a standby. */
    public <T> Future<T> read(Function<EventSource, Future<T>> work) {
        return connected(session -> PostgresSchema.require(session, errors)
                .compose(known -> run(session, "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"))
                .compose(begun -> run(session, PATIENT))
                .compose(set -> work.apply(source(session)))
                .eventually(() -> run(session, "ROLLBACK")));
    }

    /**
     * Runs {@code work} in one transaction: all events that it adds are there when the future succeeds, and none when it fails.
     * An empty database gets its tables first. Services load the events as soon as they notice them.
     *
     * @param replace whether an event of the same id is deleted; otherwise it is a reason to fail
     * @param now from when the days of the retention count
     */
    public <T> Future<T> write(boolean replace, Instant now, Function<EventSink, Future<T>> work) {
        return connected(session -> PostgresSchema.prepare(
                        vertx, session, settings.url().orElseThrow(), settings.certificateAuthority(), errors)
                .compose(prepared -> run(session, "BEGIN"))
                .compose(begun -> work.apply(event -> known(() -> add(session, event, replace, now))))
                .compose(result -> run(session, "COMMIT").map(result))
                .recover(failure -> run(session, "ROLLBACK").transform(undone -> Future.failedFuture(failure))));
    }

    private <T> Future<T> connected(Function<PgConnection, Future<T>> work) {
        return known(() -> new PostgresConnections(vertx, settings)
                .connect("gatecast-transfer")
                .compose(session -> work.apply(session).eventually(session::close)));
    }

    private <T> Future<T> known(Supplier<Future<T>> work) {
        return work.get().recover(failure -> Future.failedFuture(errors.of(failure)));
    }

    private static Future<Void> run(SqlConnection session, String sql) {
        return session.query(sql).execute().mapEmpty();
    }

    private EventSource source(SqlConnection session) {
        SqlQueries queries = new SqlQueries() {
            @Override
            public <T> Future<List<T>> query(String sql, Tuple parameters, Function<RowReader, T> reader) {
                return known(() -> session.preparedQuery(NumberedParameters.numbered(sql))
                        .collecting(Collectors.mapping(
                                (Row row) -> reader.apply(new PostgresRowReader(row)), Collectors.toList()))
                        .execute(NumberedParameters.storable(parameters))
                        .map(SqlResult::value));
            }
        };
        return new EventSource() {
            @Override
            public Future<List<EventId>> eventIds() {
                return EventRows.eventIds(queries);
            }

            @Override
            public Future<Optional<StoredEvent>> read(EventId event) {
                return EventRows.read(queries, event);
            }
        };
    }

    private static Future<Void> add(SqlConnection session, StoredEvent event, boolean replace, Instant now) {
        PostgresTransaction transaction = new PostgresTransaction(session);
        Future<Void> free = replace
                ? EventRows.delete(transaction, event.eventId())
                : EventRows.contains(transaction, event.eventId())
                        .compose(known -> known
                                ? Future.failedFuture(StorageException.existing(
                                        event.eventId().value()))
                                : Future.succeededFuture());
        return free.compose(
                deleted -> EventRows.insert(transaction, event.renewed(), now, bytes -> Buffer.buffer(bytes)));
    }
}

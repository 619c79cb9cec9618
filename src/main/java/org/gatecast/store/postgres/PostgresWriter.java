package org.gatecast.store.postgres;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.store.sql.SqlTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A session that writes. Others write too: the rows of events order them. A lost session is opened again until
 * {@link #close}.
 *
 * <pre>
 *   open ─▶ connecting ─▶ writing ─────────────────▶ closed
 *               ▲            │ connection lost, or
 *               └────────────┘ no response in time
 * </pre>
 */
final class PostgresWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresWriter.class);

    /** Whether the server is a standby, and whether it confirms commits before they are safe. */
    private static final String CHECK = "SELECT pg_is_in_recovery(), current_setting('synchronous_commit') = 'off'";

    private static final int MIN_VERSION = 15;
    private static final long RESPONSE_MILLIS = PostgresConnections.RESPONSE_TIMEOUT.toMillis();
    private static final long RETRY_MILLIS = 250;

    /** How often an idle session is tried: one that was cut off does not say so. */
    private static final long TEST_MILLIS = 5_000;

    private final Vertx vertx;
    private final Context context;
    private final PostgresConnections connections;
    private final PostgresErrors errors;
    /** For a whole transaction. */
    private final Duration timeout;

    private Future<?> turn = Future.succeededFuture();
    private volatile PgConnection session;
    private final AtomicInteger load = new AtomicInteger();
    private volatile boolean schemaReady;
    private volatile boolean closed;

    private PostgresWriter(Vertx vertx, PostgresConnections connections, PostgresErrors errors, Duration openTimeout) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.connections = connections;
        this.errors = errors;
        this.timeout = openTimeout.plus(PostgresConnections.RESPONSE_TIMEOUT.multipliedBy(2));
    }

    /** Waits for a server that is away, but no longer than {@code openTimeout}. */
    static Future<PostgresWriter> open(
            Vertx vertx, PostgresConnections connections, PostgresErrors errors, Duration openTimeout) {
        PostgresWriter writer = new PostgresWriter(vertx, connections, errors, openTimeout);
        vertx.setPeriodic(TEST_MILLIS, timer -> writer.test());
        return writer.connect(System.nanoTime() + openTimeout.toNanos()).map(writer);
    }

    private void test() {
        if (session != null && load.get() == 0) {
            inTurn(idle -> idle.query("SELECT 1").execute().timeout(RESPONSE_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    private Future<Void> connect(long deadline) {
        return connect().recover(failure -> {
            StorageException known = errors.of(failure);
            if (known.reason() != Reason.UNREACHABLE || System.nanoTime() > deadline) {
                return Future.failedFuture(known);
            }
            return vertx.timer(RETRY_MILLIS, TimeUnit.MILLISECONDS).compose(waited -> connect(deadline));
        });
    }

    private Future<Void> connect() {
        return connections.connect("gatecast").compose(opened -> check(opened).onFailure(failure -> opened.close()));
    }

    private Future<Void> check(PgConnection opened) {
        int version = opened.databaseMetadata().majorVersion();
        if (version < MIN_VERSION) {
            return Future.failedFuture(errors.of(
                    Reason.REFUSED, "is PostgreSQL " + version + "; the service needs " + MIN_VERSION + " or newer"));
        }
        return opened.query(CHECK)
                .execute()
                .timeout(RESPONSE_MILLIS, TimeUnit.MILLISECONDS)
                .compose(rows -> {
                    Row row = rows.iterator().next();
                    if (row.getBoolean(0)) {
                        return refuse(Reason.NOT_WRITABLE, "is a standby; name the primary");
                    }
                    if (row.getBoolean(1)) {
                        return refuse(Reason.NOT_WRITABLE, "has synchronous_commit = off; a crash would lose commits");
                    }
                    return schemaReady ? checkTimeline(opened) : Future.succeededFuture();
                })
                .onSuccess(checked -> use(opened));
    }

    private static Future<Void> checkTimeline(PgConnection opened) {
        return DatabaseCheck.run(opened).timeout(RESPONSE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Called once, when the database has this version's schema. From now on, each session is checked before it is used. */
    Future<Void> checkTimelines() {
        schemaReady = true;
        return inTurn(PostgresWriter::checkTimeline);
    }

    private Future<Void> refuse(Reason reason, String what) {
        return Future.failedFuture(errors.of(reason, what));
    }

    private void use(PgConnection opened) {
        opened.exceptionHandler(failure -> LOG.debug("The session that writes", failure));
        opened.closeHandler(gone -> lose(opened));
        session = opened;
    }

    private void lose(PgConnection lost) {
        if (session == lost) {
            session = null;
            if (!closed) {
                context.runOnContext(v -> reconnect());
            }
        }
    }

    private void reconnect() {
        if (closed) {
            return;
        }
        connect()
                .onSuccess(connected -> {
                    if (closed) {
                        close();
                    }
                })
                .onFailure(failure -> {
                    LOG.debug("No session to write", failure);
                    vertx.setTimer(RETRY_MILLIS, timer -> reconnect());
                });
    }

    /**
     * Runs {@code work} in one transaction, after all earlier ones. A session that does not respond in time is given up: it
     * may still commit. Until it has, or until the server has undone its transaction, others wait for the event's row.
     */
    <T> Future<T> inTransaction(Function<SqlTransaction, Future<T>> work) {
        return inTurn(writing -> writing.query("BEGIN")
                .execute()
                .compose(begun -> work.apply(new PostgresTransaction(writing)))
                .compose(result -> writing.query("COMMIT").execute().map(result))
                .recover(failure -> rollBack(writing, failure)));
    }

    /** The same for one statement, without beginning and end: the server commits it before it says that it is done. */
    Future<RowSet<Row>> inOwnTransaction(String sql, Tuple parameters) {
        return inTurn(writing -> new PostgresTransaction(writing).execute(sql, parameters));
    }

    private synchronized <T> Future<T> inTurn(Function<PgConnection, Future<T>> work) {
        Future<T> done = turn.transform(before -> {
            PgConnection writing = session;
            return writing == null ? Future.failedFuture(unreachable()) : orGiveUp(writing, work.apply(writing));
        });
        turn = done;
        load.incrementAndGet();
        return done.onComplete(ended -> load.decrementAndGet());
    }

    private static <T> Future<T> rollBack(PgConnection writing, Throwable failure) {
        return writing.query("ROLLBACK").execute().transform(undone -> Future.failedFuture(failure));
    }

    /** Writes a record to the server's log and flushes it, as a commit does. */
    Future<Void> probe() {
        return inTurn(writing -> writing.query("SELECT pg_logical_emit_message(true, 'gatecast', '')")
                .execute()
                .mapEmpty());
    }

    private <T> Future<T> orGiveUp(PgConnection writing, Future<T> done) {
        return done.timeout(timeout.toMillis(), TimeUnit.MILLISECONDS).recover(failure -> {
            StorageException known = errors.of(failure);
            if (known.reason() == Reason.UNREACHABLE) {
                lose(writing);
                writing.close();
            }
            return Future.failedFuture(known);
        });
    }

    private StorageException unreachable() {
        return errors.of(Reason.UNREACHABLE, "cannot be reached");
    }

    /** {@code null} while there is none. */
    PgConnection session() {
        return session;
    }

    /** How many transactions run or wait here. Any thread. */
    int load() {
        return load.get();
    }

    Future<Void> close() {
        closed = true;
        PgConnection last = session;
        session = null;
        if (last == null) {
            return Future.succeededFuture();
        }
        Promise<Void> ended = Promise.promise();
        last.closeHandler(gone -> ended.tryComplete());
        last.close().onComplete(done -> ended.tryComplete());
        return ended.future();
    }
}

package org.gatecast.store.postgres;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.store.sql.SqlTransaction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The session that writes. It holds the advisory lock of this service, so whoever writes has the lock: if the session ends,
 * its lock and its open transaction end with it. A lost session is opened again until {@link #close}.
 *
 * <pre>
 *   open ─▶ connecting ─▶ locked ──────────────────▶ closed
 *               ▲            │ connection lost, or
 *               └────────────┘ no response in time
 * </pre>
 */
final class PostgresWriter {
    private static final Logger LOG = LoggerFactory.getLogger(PostgresWriter.class);

    /** "gatecast" in ASCII. Advisory locks belong to one database of the server. */
    static final long LOCK = 0x6761746563617374L;

    /** Whether the lock was free, whether the server is a standby, and whether it confirms commits before they are safe. */
    private static final String ACQUIRE =
            "SELECT pg_try_advisory_lock($1), pg_is_in_recovery(), current_setting('synchronous_commit') = 'off'";

    private static final int MIN_VERSION = 15;
    private static final long RETRY_MILLIS = 250;

    private final Vertx vertx;
    private final Context context;
    private final PostgresConnections connections;
    private final PostgresErrors errors;
    /** For a whole transaction. */
    private final Duration timeout;

    private Future<?> turn = Future.succeededFuture();
    private volatile PgConnection session;
    private final AtomicLong sessions = new AtomicLong();
    private volatile boolean closed;

    private PostgresWriter(Vertx vertx, PostgresConnections connections, PostgresErrors errors, Duration lockTimeout) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.connections = connections;
        this.errors = errors;
        this.timeout = lockTimeout.plus(PostgresConnections.RESPONSE_TIMEOUT.multipliedBy(2));
    }

    /** Waits for a lock that another process holds, but no longer than {@code lockTimeout}. */
    static Future<PostgresWriter> open(
            Vertx vertx, PostgresConnections connections, PostgresErrors errors, Duration lockTimeout) {
        PostgresWriter writer = new PostgresWriter(vertx, connections, errors, lockTimeout);
        return writer.connect(System.nanoTime() + lockTimeout.toNanos()).map(writer);
    }

    private Future<Void> connect(long deadline) {
        return connect().recover(failure -> {
            StorageException known = errors.of(failure);
            boolean mayPass = known.reason() == Reason.LOCKED || known.reason() == Reason.UNREACHABLE;
            if (!mayPass || System.nanoTime() > deadline) {
                return Future.failedFuture(known);
            }
            return vertx.timer(RETRY_MILLIS, TimeUnit.MILLISECONDS).compose(waited -> connect(deadline));
        });
    }

    private Future<Void> connect() {
        return connections.connect().compose(opened -> acquire(opened).onFailure(failure -> opened.close()));
    }

    private Future<Void> acquire(PgConnection opened) {
        int version = opened.databaseMetadata().majorVersion();
        if (version < MIN_VERSION) {
            return Future.failedFuture(errors.of(
                    Reason.REFUSED, "is PostgreSQL " + version + "; the service needs " + MIN_VERSION + " or newer"));
        }
        return opened.preparedQuery(ACQUIRE)
                .execute(Tuple.of(LOCK))
                .timeout(PostgresConnections.RESPONSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS)
                .compose(rows -> {
                    Row row = rows.iterator().next();
                    if (row.getBoolean(1)) {
                        return refuse(Reason.NOT_WRITABLE, "is a standby; name the primary");
                    }
                    if (row.getBoolean(2)) {
                        return refuse(Reason.NOT_WRITABLE, "has synchronous_commit = off; a crash would lose commits");
                    }
                    if (!row.getBoolean(0)) {
                        return refuse(
                                Reason.LOCKED,
                                "is in use by another Gatecast; stop that one, or name another database: several"
                                        + " services on one database are not supported yet");
                    }
                    use(opened);
                    return Future.succeededFuture();
                });
    }

    private Future<Void> refuse(Reason reason, String what) {
        return Future.failedFuture(errors.of(reason, what));
    }

    private void use(PgConnection opened) {
        opened.exceptionHandler(failure -> LOG.debug("The session that writes", failure));
        opened.closeHandler(gone -> lose(opened));
        sessions.incrementAndGet();
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
     * may still commit, but it holds the lock until it has, or until the server has undone its transaction.
     */
    <T> Future<T> inTransaction(Function<SqlTransaction, Future<T>> work) {
        return inTurn(writing -> writing.query("BEGIN")
                .execute()
                .compose(begun -> work.apply(new PostgresTransaction(writing)))
                .compose(result -> writing.query("COMMIT").execute().map(result))
                .recover(failure -> rollBack(writing, failure)));
    }

    private synchronized <T> Future<T> inTurn(Function<PgConnection, Future<T>> work) {
        Future<T> done = turn.transform(before -> {
            PgConnection writing = session;
            return writing == null ? Future.failedFuture(unreachable()) : orGiveUp(writing, work.apply(writing));
        });
        turn = done;
        return done;
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

    /**
     * @throws StorageException while there is no session, although there should be one
     */
    void require() {
        if (session == null && !closed) {
            throw unreachable();
        }
    }

    private StorageException unreachable() {
        return errors.of(Reason.UNREACHABLE, "cannot be reached, or is in use by another Gatecast");
    }

    /** How many sessions there have been. */
    long sessions() {
        return sessions.get();
    }

    PgConnection session() {
        return session;
    }

    /** Ends the session, and with it the lock. */
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

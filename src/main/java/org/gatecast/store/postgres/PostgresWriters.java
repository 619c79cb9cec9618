package org.gatecast.store.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.store.sql.SqlTransaction;

/**
 * The sessions that write, so that the commit of one event does not wait until another is on the disk. Each transaction is
 * run by the session with the least to do. Any thread.
 */
final class PostgresWriters {
    static final int COUNT = 4;

    private final List<PostgresWriter> writers;
    private final PostgresErrors errors;
    private volatile boolean closed;

    private PostgresWriters(List<PostgresWriter> writers, PostgresErrors errors) {
        this.writers = writers;
        this.errors = errors;
    }

    /** Opens all sessions. Waits for a server that is away, but no longer than {@code timeout}. */
    static Future<PostgresWriters> open(
            Vertx vertx, PostgresConnections connections, PostgresErrors errors, Duration timeout) {
        List<Future<PostgresWriter>> opened = Stream.generate(
                        () -> PostgresWriter.open(vertx, connections, errors, timeout))
                .limit(COUNT)
                .toList();
        return Future.join(opened).transform(all -> {
            PostgresWriters writers = new PostgresWriters(
                    opened.stream()
                            .filter(Future::succeeded)
                            .map(Future::result)
                            .toList(),
                    errors);
            return all.succeeded()
                    ? Future.succeededFuture(writers)
                    : writers.close().transform(done -> Future.failedFuture(all.cause()));
        });
    }

    <T> Future<T> inTransaction(Function<SqlTransaction, Future<T>> work) {
        return next().inTransaction(work);
    }

    Future<RowSet<Row>> inOwnTransaction(String sql, Tuple parameters) {
        return next().inOwnTransaction(sql, parameters);
    }

    /** Completes when the events may be read. See {@link PostgresWriter#checkTimelines}. */
    Future<Void> checkTimelines() {
        return Future.all(writers.stream().map(PostgresWriter::checkTimelines).toList())
                .mapEmpty();
    }

    Future<Void> probe() {
        return next().probe();
    }

    /** The session with the least to do; without any, one that says so. */
    private PostgresWriter next() {
        return writers.stream()
                .filter(writer -> writer.session() != null)
                .min(Comparator.comparingInt(PostgresWriter::load))
                .orElse(writers.get(0));
    }

    /**
     * @throws StorageException while there is no session, although there should be one
     */
    void require() {
        if (!closed && session() == null) {
            throw errors.of(Reason.UNREACHABLE, "cannot be reached");
        }
    }

    /** {@code null} while there is none. */
    PgConnection session() {
        return next().session();
    }

    Future<Void> close() {
        closed = true;
        return Future.join(writers.stream().map(PostgresWriter::close).toList())
                .otherwiseEmpty()
                .mapEmpty();
    }
}

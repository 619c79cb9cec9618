package org.gatecast.store.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;

/**
 * A database with the service's schema. Futures complete on the caller's context; every failure is a
 * {@link StorageException}.
 */
public interface SqlDatabase extends SqlQueries {
    /** Like {@link #query}, but never waits for a write; reads the last commit. */
    <T> Future<List<T>> queryBeside(String sql, Tuple parameters, Function<RowReader, T> reader);

    /** Runs {@code work}, whose queries all see the same commits. */
    <T> Future<T> inSnapshot(Function<SqlQueries, Future<T>> work);

    /**
     * Runs {@code work} in one transaction; completes when the commit is on disk. If {@code work} fails, nothing is
     * changed.
     */
    <T> Future<T> inTransaction(Function<SqlTransaction, Future<T>> work);

    /** Executes one statement as a transaction of its own; completes as {@link #inTransaction}. */
    default Future<RowSet<Row>> inOwnTransaction(String sql, Tuple parameters) {
        return inTransaction(transaction -> transaction.execute(sql, parameters));
    }

    /** What text needs before it is stored as JSON; empty if {@link ResultsCommit} is not for this database. */
    default Optional<UnaryOperator<String>> storableJson() {
        return Optional.empty();
    }

    /** A failure; {@code what} continues "The database …" into a sentence, without the full stop. */
    StorageException failure(Reason reason, String what);

    /** The parameter for a column of bytes. */
    Object parameter(byte[] bytes);

    /** Writes without changing anything; completes when the write is on disk. */
    Future<Void> probe();

    /**
     * Checks that this process may write to the database; takes some microseconds.
     *
     * @throws StorageException when it may not
     */
    void requireUsable();

    Future<Void> close();
}

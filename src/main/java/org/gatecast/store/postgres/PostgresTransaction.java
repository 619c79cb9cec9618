package org.gatecast.store.postgres;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.gatecast.store.sql.Batch;
import org.gatecast.store.sql.SqlTransaction;

/** A transaction that was begun on a connection. */
record PostgresTransaction(SqlConnection connection) implements SqlTransaction {
    @Override
    public Future<RowSet<Row>> execute(String sql, Tuple parameters) {
        return connection
                .preparedQuery(NumberedParameters.numbered(sql))
                .execute(NumberedParameters.storable(parameters));
    }

    /**
     * Sends all batches without waiting in between. After a failure PostgreSQL refuses the statements behind it, so the
     * first failure is the one that counts.
     */
    @Override
    public Future<Void> executeAll(List<Batch> batches) {
        return Future.all(batches.stream().map(this::execute).toList()).mapEmpty();
    }

    private Future<RowSet<Row>> execute(Batch batch) {
        return connection
                .preparedQuery(NumberedParameters.numbered(batch.sql()))
                .executeBatch(batch.parameters().stream()
                        .map(NumberedParameters::storable)
                        .toList());
    }
}

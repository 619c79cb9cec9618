package org.gatecast.store.sqlite;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.gatecast.store.sql.Batch;
import org.gatecast.store.sql.SqlTransaction;

/** A transaction on a connection of the JDBC client: one statement after the other. */
record SqliteTransaction(SqlConnection connection) implements SqlTransaction {
    @Override
    public Future<RowSet<Row>> execute(String sql, Tuple parameters) {
        return connection.preparedQuery(sql).execute(parameters);
    }

    @Override
    public Future<Void> executeAll(List<Batch> batches) {
        Future<Void> written = Future.succeededFuture();
        for (Batch batch : batches) {
            written = written.compose(done -> connection
                    .preparedQuery(batch.sql())
                    .executeBatch(batch.parameters())
                    .mapEmpty());
        }
        return written;
    }
}

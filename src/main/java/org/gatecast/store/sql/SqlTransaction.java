package org.gatecast.store.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.List;

/** A transaction that was begun. Statements have {@code ?} for each parameter. */
public interface SqlTransaction {
    Future<RowSet<Row>> execute(String sql, Tuple parameters);

    /** Executes the batches in this order. */
    Future<Void> executeAll(List<Batch> batches);
}

package org.gatecast.store.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;

/** Reads rows. Futures complete on the caller's context; every failure is a {@link org.gatecast.store.StorageException}. */
public interface SqlQueries {
    /**
     * The rows of one statement, each read by {@code reader} from left to right.
     *
     * @param sql with {@code ?} for each parameter
     */
    <T> Future<List<T>> query(String sql, Tuple parameters, Function<RowReader, T> reader);
}

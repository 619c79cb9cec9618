package org.gatecast.store.sql;

import io.vertx.sqlclient.Tuple;
import java.util.List;

/** One statement, with {@code ?} for each parameter, and the parameters of each execution. */
public record Batch(String sql, List<Tuple> parameters) {
    public Batch {
        parameters = List.copyOf(parameters);
    }
}

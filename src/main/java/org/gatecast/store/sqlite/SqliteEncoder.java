package org.gatecast.store.sqlite;

import io.vertx.jdbcclient.spi.JDBCColumnDescriptorProvider;
import io.vertx.jdbcclient.spi.JDBCEncoderImpl;
import io.vertx.sqlclient.Tuple;

/**
 * Passes each parameter unchanged. The JDBC client's own encoder queries parameter types, which SQLite does not have,
 * and changes text that looks like a UUID.
 */
public final class SqliteEncoder extends JDBCEncoderImpl {

    @Override
    public Object encode(Tuple parameters, int position, JDBCColumnDescriptorProvider types) {
        return parameters.getValue(position - 1);
    }
}

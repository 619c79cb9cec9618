package org.gatecast.store.sqlite;

import io.vertx.jdbcclient.spi.JDBCColumnDescriptorProvider;
import io.vertx.jdbcclient.spi.JDBCEncoderImpl;
import io.vertx.sqlclient.Tuple;

/**
 * Hands each parameter over as it is. The JDBC client's own encoder asks for types that SQLite's parameters do not
 * have, and rewrites text that looks like a UUID.
 */
public final class SqliteEncoder extends JDBCEncoderImpl {

    @Override
    public Object encode(Tuple parameters, int position, JDBCColumnDescriptorProvider types) {
        return parameters.getValue(position - 1);
    }
}

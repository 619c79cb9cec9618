package org.gatecast.store.sqlite;

import io.vertx.jdbcclient.spi.JDBCColumnDescriptorProvider;
import io.vertx.jdbcclient.spi.JDBCDecoderImpl;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Reads each cell as SQLite's driver returns it: text, a number, bytes or {@code null}. The JDBC client's own decoder
 * queries the column type for each cell and throws an exception for every {@code NULL} in an integer column.
 */
public final class SqliteDecoder extends JDBCDecoderImpl {

    @Override
    public Object parse(ResultSet row, int column, JDBCColumnDescriptorProvider types) throws SQLException {
        return row.getObject(column);
    }
}

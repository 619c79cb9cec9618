package org.gatecast.store.sqlite;

import io.vertx.jdbcclient.spi.JDBCColumnDescriptorProvider;
import io.vertx.jdbcclient.spi.JDBCDecoderImpl;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Takes each cell as SQLite hands it over: text, a number as wide as it needs to be, bytes or {@code null}. The JDBC
 * client's own decoder asks for the column's type cell by cell and runs into an exception for every {@code NULL} in a
 * column of integers.
 */
public final class SqliteDecoder extends JDBCDecoderImpl {

    @Override
    public Object parse(ResultSet row, int column, JDBCColumnDescriptorProvider types) throws SQLException {
        return row.getObject(column);
    }
}

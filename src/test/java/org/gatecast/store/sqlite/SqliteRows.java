package org.gatecast.store.sqlite;

import static org.gatecast.store.StoreFutures.await;

import io.vertx.sqlclient.Tuple;
import java.util.List;
import org.gatecast.store.sql.RowReader;

/** Reads the rows directly, without the store. */
final class SqliteRows {
    private SqliteRows() {}

    /** The tables that hold events' rows. */
    static List<String> tables(SqliteDatabase database) {
        return await(database.query(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                        + " AND name <> 'flyway_schema_history'",
                Tuple.tuple(), RowReader::text));
    }

    static long count(SqliteDatabase database, String table) {
        return number(database, "SELECT count(*) FROM " + table);
    }

    /** Rows inserted, updated and deleted on this connection so far. */
    static long changes(SqliteDatabase database) {
        return number(database, "SELECT total_changes()");
    }

    static long number(SqliteDatabase database, String sql) {
        return await(database.query(sql, Tuple.tuple(), RowReader::number)).get(0);
    }

    static String text(SqliteDatabase database, String sql) {
        return await(database.query(sql, Tuple.tuple(), RowReader::text)).get(0);
    }
}

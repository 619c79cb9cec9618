package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.StoreFutures.await;

import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.gatecast.config.Settings;
import org.gatecast.store.StoreKind.TestDatabase;
import org.junit.jupiter.api.Test;

/** A migration of one database is a migration of the other, too: the statements are the same. */
class StoreSchemasTest {
    @Test
    void bothDatabasesHaveTheSameTablesAndColumns() throws SQLException {
        Map<String, Set<String>> postgres = columns(StoreKind.POSTGRESQL);
        Map<String, Set<String>> sqlite = columns(StoreKind.SQLITE);
        for (String table : List.of("changes", "nodes", "page_files", "slots")) {
            assertThat(postgres.remove(table)).as("only several nodes need it").isNotNull();
        }
        assertThat(postgres).isEqualTo(sqlite);
    }

    private static Map<String, Set<String>> columns(StoreKind kind) throws SQLException {
        Vertx vertx = Vertx.vertx();
        Map<String, Set<String>> columns = new TreeMap<>();
        try (TestDatabase database = kind.create()) {
            await(database.open(vertx, Settings.defaults().journal()).close());
            try (Connection connection = database.connect()) {
                for (String table : database.tables()) {
                    try (ResultSet rows = connection.getMetaData().getColumns(null, null, table, null)) {
                        while (rows.next()) {
                            columns.computeIfAbsent(table, first -> new TreeSet<>())
                                    .add(rows.getString("COLUMN_NAME"));
                        }
                    }
                }
            }
        } finally {
            await(vertx.close());
        }
        return columns;
    }
}

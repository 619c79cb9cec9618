package org.gatecast.store;

import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsLoader;
import org.gatecast.store.postgres.PostgresEventStore;
import org.gatecast.store.sqlite.SqliteEventStore;
import org.gatecast.testing.PostgresCluster;
import org.gatecast.testing.TemporaryDirectory;

/** The databases that every store's test runs on. */
public enum StoreKind {
    SQLITE {
        @Override
        public TestDatabase create() {
            TemporaryDirectory directory = TemporaryDirectory.create("gatecast");
            Path file = directory.path().resolve("events.db");
            return new TestDatabase(Settings.defaults().database().inFile(file), directory::close) {
                @Override
                EventStore open(Vertx vertx, Settings.Journal journal) {
                    return StoreFutures.await(SqliteEventStore.open(vertx, settings(), journal));
                }

                @Override
                Connection connect() throws SQLException {
                    return DriverManager.getConnection("jdbc:sqlite:" + file);
                }

                @Override
                List<String> tables() {
                    return texts("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%'"
                            + " AND name <> 'flyway_schema_history'");
                }
            };
        }
    },
    POSTGRESQL {
        @Override
        public TestDatabase create() {
            PostgresCluster cluster = PostgresCluster.shared();
            String name = cluster.newDatabase();
            Settings.Database settings = SettingsLoader.load(Map.of("database.url", cluster.url(name)))
                    .database();
            return new TestDatabase(settings, () -> cluster.drop(name)) {
                @Override
                EventStore open(Vertx vertx, Settings.Journal journal) {
                    return StoreFutures.await(PostgresEventStore.open(vertx, settings(), journal));
                }

                @Override
                Connection connect() throws SQLException {
                    return cluster.connect(name);
                }

                @Override
                List<String> tables() {
                    return texts("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'"
                            + " AND table_name NOT IN ('flyway_schema_history', 'schema_compatibility', 'timeline')");
                }
            };
        }
    };

    /** A database without events. Skips the test if the machine does not have the database server. */
    public abstract TestDatabase create();

    /** One database, which may be opened again and again. */
    public abstract static class TestDatabase implements AutoCloseable {
        private final Settings.Database settings;
        private final Runnable remove;

        private TestDatabase(Settings.Database settings, Runnable remove) {
            this.settings = settings;
            this.remove = remove;
        }

        abstract EventStore open(Vertx vertx, Settings.Journal journal);

        /** A connection beside the store. */
        abstract Connection connect() throws SQLException;

        /** The tables that hold events' rows. */
        abstract List<String> tables();

        Settings.Database settings() {
            return settings;
        }

        long count(String table) {
            return Long.parseLong(texts("SELECT count(*) FROM " + table).get(0));
        }

        /** The first column of a query. */
        List<String> texts(String sql) {
            try (Connection connection = connect();
                    Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery(sql)) {
                List<String> texts = new ArrayList<>();
                while (rows.next()) {
                    texts.add(rows.getString(1));
                }
                return texts;
            } catch (SQLException e) {
                throw new IllegalStateException(sql, e);
            }
        }

        @Override
        public void close() {
            remove.run();
        }
    }
}

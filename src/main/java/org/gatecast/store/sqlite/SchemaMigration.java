package org.gatecast.store.sqlite;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.gatecast.store.StorageException.Reason;

/**
 * Checks that a database is undamaged and this service's, and migrates it to this version's schema with the SQL files
 * in {@code db/migration}. Blocks. Flyway is started only if there is something to migrate: it costs a quarter of a
 * second of a cold start.
 */
final class SchemaMigration {
    /** The version of the newest file in {@code db/migration}. */
    static final int VERSION = 13;

    private static final String LOCATION = "classpath:db/migration";
    /** The table with the applied migrations. */
    static final String HISTORY = "flyway_schema_history";

    private SchemaMigration() {}

    /**
     * @throws org.gatecast.store.StorageException when the database is not this service's, is damaged or is newer
     */
    static void prepare(String url, DatabaseErrors errors) throws SQLException {
        int installed;
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            // SQLite opens a read-only file without an error, and fails only here.
            statement.execute("BEGIN IMMEDIATE");
            statement.execute("ROLLBACK");
            requireSound(statement, "quick_check(1)", errors);
            installed = installedVersion(statement, errors);
        }
        requireKnown(installed, errors);
        if (installed < VERSION) {
            flyway(url).migrate();
        }
    }

    /**
     * @throws org.gatecast.store.StorageException when the version is newer than this service
     */
    static void requireKnown(int version, DatabaseErrors errors) {
        if (version > VERSION) {
            throw errors.of(
                    Reason.NEWER_VERSION,
                    "was written by a newer version of the service (schema " + version + ", this one knows " + VERSION
                            + "); start that version, or restore an older backup");
        }
    }

    /** Throws if the pragma {@code check} reports damage. */
    static void requireSound(Statement statement, String check, DatabaseErrors errors) throws SQLException {
        if (!"ok".equals(first(statement, "PRAGMA " + check))) {
            throw errors.corrupt(null);
        }
    }

    /**
     * 0 for a database without tables.
     *
     * @throws org.gatecast.store.StorageException when the database is not this service's
     */
    static int installedVersion(Statement statement, DatabaseErrors errors) throws SQLException {
        if ("0".equals(first(statement, "SELECT count(*) FROM sqlite_schema"))) {
            return 0;
        }
        if ("0".equals(first(statement, "SELECT count(*) FROM sqlite_schema WHERE name = '" + HISTORY + "'"))) {
            throw errors.of(Reason.FOREIGN, "belongs to another program; name another file");
        }
        return Integer.parseInt(first(
                statement, "SELECT coalesce(max(CAST(version AS INTEGER)), 0) FROM " + HISTORY + " WHERE success"));
    }

    private static String first(Statement statement, String sql) throws SQLException {
        List<String> texts = texts(statement, sql);
        return texts.isEmpty() ? null : texts.get(0);
    }

    /** The first column of a query. */
    static List<String> texts(Statement statement, String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    static Flyway flyway(String url) {
        return Flyway.configure(SchemaMigration.class.getClassLoader())
                .dataSource(url, null, null)
                .locations(LOCATION)
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .table(HISTORY)
                .skipDefaultCallbacks(true)
                .loggers("slf4j")
                .load();
    }
}

package org.gatecast.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.flywaydb.core.Flyway;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;

/**
 * Compares the schema of a file from outside with the one that this service creates, before the file is used: triggers,
 * views and expressions in it would be executed on reading or writing. Blocks.
 */
final class SchemaCheck {
    private static final int LONGEST_NAME = 80;

    /** Created by SQLite itself for its query planner, after ANALYZE. */
    private static final String STATISTICS = "CREATE TABLE sqlite_stat4(tbl,idx,neq,nlt,ndlt,sample)";

    /** The schema of each version; never changes while the process runs. */
    private static final Map<Integer, Shape> SHAPES = new ConcurrentHashMap<>();

    private final Path file;
    private final DatabaseErrors errors;

    /** A schema's parts by kind and name, the columns of its version table, and its application id and user version. */
    private record Shape(Map<String, String> parts, List<String> history, List<String> identity) {}

    private SchemaCheck(Path file) {
        this.file = file;
        this.errors = new DatabaseErrors(file);
    }

    /**
     * Requires exactly the tables, columns and indexes of the database's own schema version, which may be an older one,
     * and nothing else.
     *
     * @param scratch a file that does not exist, in a writable directory
     * @throws StorageException when the version is newer, or the schema differs
     */
    static void require(Path file, Path scratch) throws IOException, SQLException {
        new SchemaCheck(file).compare(scratch);
    }

    private void compare(Path scratch) throws IOException, SQLException {
        if (!Files.isRegularFile(file)) {
            throw errors.of(Reason.MISSING, "is not there, or is no file; check its path");
        }
        try (Connection connection = ReadOnlyConnection.open(file);
                Statement statement = connection.createStatement()) {
            if (names(statement).isEmpty() || !names(statement).contains("table " + SchemaMigration.HISTORY)) {
                throw errors.of(Reason.FOREIGN, "belongs to another program; name another file");
            }
            Shape newest = shape(SchemaMigration.VERSION, scratch);
            if (!history(statement).equals(newest.history)) {
                throw notOurs("another table " + SchemaMigration.HISTORY);
            }
            int version = SchemaMigration.installedVersion(statement, errors);
            SchemaMigration.requireKnown(version, errors);
            requireSame(parts(statement), shape(version, scratch));
            if (!identity(statement).equals(newest.identity)) {
                throw notOurs("the mark of another program in its header");
            }
        } catch (SQLException e) {
            throw errors.of(e);
        }
    }

    private void requireSame(Map<String, String> parts, Shape ours) {
        for (Map.Entry<String, String> part : parts.entrySet()) {
            String expected = ours.parts.get(part.getKey());
            if (expected == null) {
                throw notOurs("a " + part.getKey());
            }
            if (!expected.equals(part.getValue())) {
                throw notOurs("another " + part.getKey());
            }
        }
        for (String expected : ours.parts.keySet()) {
            if (!parts.containsKey(expected)) {
                throw errors.of(Reason.FOREIGN, "has no " + expected + "; nothing of it was taken");
            }
        }
    }

    private StorageException notOurs(String what) {
        return errors.of(Reason.FOREIGN, "has " + what + ", which Gatecast did not make; nothing of it was taken");
    }

    private static Shape shape(int version, Path scratch) throws IOException, SQLException {
        Shape known = SHAPES.get(version);
        if (known != null) {
            return known;
        }
        try {
            String url = "jdbc:sqlite:" + scratch.toAbsolutePath() + "?journal_mode=MEMORY&synchronous=OFF";
            Flyway.configure(SchemaCheck.class.getClassLoader())
                    .configuration(SchemaMigration.flyway(url).getConfiguration())
                    .target(Integer.toString(version))
                    .load()
                    .migrate();
            try (Connection connection = ReadOnlyConnection.open(scratch);
                    Statement statement = connection.createStatement()) {
                Shape shape = new Shape(parts(statement), history(statement), identity(statement));
                SHAPES.put(version, shape);
                return shape;
            }
        } finally {
            Files.deleteIfExists(scratch);
        }
    }

    /**
     * All parts by kind and name, with their definitions; the version table without its definition, since only its
     * columns count.
     */
    private static Map<String, String> parts(Statement statement) throws SQLException {
        Map<String, String> parts = new LinkedHashMap<>();
        try (ResultSet rows =
                statement.executeQuery("SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema")) {
            while (rows.next()) {
                String name = name(rows.getString(1), rows.getString(2));
                String made = rows.getString(3) + ": " + rows.getString(4).replaceAll("\\s+", " ");
                if (!rows.getString(4).equals(STATISTICS)) {
                    parts.put(name, name.equals("table " + SchemaMigration.HISTORY) ? "" : made);
                }
            }
        }
        return parts;
    }

    private static List<String> names(Statement statement) throws SQLException {
        return SchemaMigration.texts(statement, "SELECT type || ' ' || name FROM sqlite_schema");
    }

    private static List<String> history(Statement statement) throws SQLException {
        return SchemaMigration.texts(
                statement,
                "SELECT name || ' ' || type || ' ' || hidden || ' ' || pk FROM pragma_table_xinfo('"
                        + SchemaMigration.HISTORY + "') UNION ALL SELECT type || wr FROM pragma_table_list('"
                        + SchemaMigration.HISTORY + "')");
    }

    private static List<String> identity(Statement statement) throws SQLException {
        return SchemaMigration.texts(
                statement,
                "SELECT application_id FROM pragma_application_id UNION ALL SELECT user_version FROM"
                        + " pragma_user_version");
    }

    /** A printable, short form for messages. */
    private static String name(String type, String name) {
        String plain = (type + " " + name).replaceAll("[^ -~]", "?");
        return plain.length() > LONGEST_NAME ? plain.substring(0, LONGEST_NAME) + "…" : plain;
    }
}

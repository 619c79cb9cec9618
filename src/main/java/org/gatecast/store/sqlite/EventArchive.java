package org.gatecast.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.store.BackupStore.ArchivedEvent;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;

/**
 * One event as a file: a database of the service's own schema with only that event. Any SQLite tool can read it, the
 * service can be started with it, and later versions migrate it like any database. Blocks.
 */
final class EventArchive {
    private EventArchive() {}

    /**
     * Writes the archive; it is complete and on disk before it gets its name. An older archive of the same event is
     * replaced.
     */
    static Path write(Path database, EventMeta event, Path directory) throws IOException, SQLException {
        Files.createDirectories(directory);
        Path archive = directory.resolve(event.eventId() + "-" + event.generation() + ".db");
        Path partial = directory.resolve(archive.getFileName() + ".partial");
        try {
            DatabaseCopy.copy(database, partial);
            try (Connection connection = DriverManager.getConnection(DatabaseReplacement.plain(partial));
                    PreparedStatement others =
                            connection.prepareStatement("DELETE FROM events WHERE event_id <> ? OR generation <> ?");
                    Statement statement = connection.createStatement()) {
                others.setString(1, event.eventId().value());
                others.setString(2, event.generation());
                others.execute();
                statement.execute("VACUUM");
            }
            if (DatabaseCopy.inspect(partial) != 1) {
                throw new DatabaseErrors(database).of(Reason.REFUSED, "does not hold " + event);
            }
            AtomicFiles.replace(partial, archive);
            return archive;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** A copy of the archive beside the database, checked and migrated to this version's schema. */
    static ArchivedEvent examine(Path archive, Path database) throws IOException, SQLException {
        Path arriving = database.resolveSibling(database.getFileName() + ".arriving");
        DatabaseErrors errors = new DatabaseErrors(archive);
        try {
            DatabaseCopy.checkedCopy(archive, arriving);
            SchemaMigration.prepare(DatabaseReplacement.plain(arriving), errors);
            int events = DatabaseCopy.inspect(arriving);
            if (events != 1) {
                throw errors.of(
                        Reason.FOREIGN,
                        "holds " + events + " events and is no archive of one; restore brings all of them back");
            }
            try (Connection connection = DriverManager.getConnection(DatabaseReplacement.plain(arriving));
                    Statement statement = connection.createStatement();
                    ResultSet row = statement.executeQuery("SELECT event_id FROM events")) {
                return new ArchivedEvent(arriving, new EventId(row.getString(1)));
            }
        } catch (IOException | SQLException | RuntimeException e) {
            Files.deleteIfExists(arriving);
            throw e;
        }
    }

    /**
     * Adds the event of {@code arriving} to a database of the same schema, and deletes {@code arriving}.
     *
     * @param url of the database, with the options that make its commits durable
     * @return the event's row id
     */
    static long adopt(Path arriving, String url, Instant now) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            try (PreparedStatement attaching = connection.prepareStatement("ATTACH ? AS arriving")) {
                attaching.setString(1, arriving.toString());
                attaching.execute();
            }
            statement.execute("BEGIN IMMEDIATE");
            try {
                requireNew(statement);
                // Foreign keys are checked at the commit, so tables can be copied in any order.
                statement.execute("PRAGMA defer_foreign_keys = ON");
                long id = addEvent(connection, statement, now);
                for (String table : tables(statement)) {
                    add(connection, table, columns(connection, table), id);
                }
                statement.execute("COMMIT");
                return id;
            } catch (SQLException | RuntimeException e) {
                statement.execute("ROLLBACK");
                throw e;
            }
        } finally {
            Files.deleteIfExists(arriving);
        }
    }

    private static void requireNew(Statement statement) throws SQLException {
        List<String> known = SchemaMigration.texts(
                statement, "SELECT event_id FROM main.events NATURAL JOIN (SELECT event_id FROM arriving.events)");
        if (!known.isEmpty()) {
            throw new StorageException(
                    Reason.REFUSED, "There is an event " + known.get(0) + " already; delete it first.");
        }
    }

    private static long addEvent(Connection connection, Statement statement, Instant now) throws SQLException {
        List<String> columns = columns(connection, "events");
        columns.remove("id");
        String names = String.join(", ", columns);
        statement.execute("INSERT INTO main.events (" + names + ") SELECT " + names + " FROM arriving.events");
        long id;
        try (ResultSet row = statement.executeQuery("SELECT last_insert_rowid()")) {
            id = row.getLong(1);
        }
        statement.execute("UPDATE main.events SET generation = lower(hex(randomblob(5))), restored_at = "
                + now.toEpochMilli() + " WHERE id = " + id);
        return id;
    }

    /** The tables whose rows belong to an event. */
    private static List<String> tables(Statement statement) throws SQLException {
        return SchemaMigration.texts(
                statement,
                """
                SELECT name FROM arriving.sqlite_schema AS tables
                WHERE type = 'table'
                    AND EXISTS (SELECT 1 FROM pragma_table_info(tables.name, 'arriving') WHERE name = 'event')""");
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return SchemaMigration.texts(statement, "SELECT name FROM pragma_table_info('" + table + "', 'arriving')");
        }
    }

    private static void add(Connection connection, String table, List<String> columns, long event) throws SQLException {
        columns.remove("event");
        String names = columns.isEmpty() ? "" : ", " + String.join(", ", columns);
        try (PreparedStatement adding = connection.prepareStatement(
                "INSERT INTO main." + table + " (event" + names + ") SELECT ?" + names + " FROM arriving." + table)) {
            adding.setLong(1, event);
            adding.execute();
        }
    }
}

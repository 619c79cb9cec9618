package org.gatecast.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.store.BackupStore.ArchivedEvents;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;

/**
 * Events of an SQLite database as a file, and back: a database of the service's own schema with only these events. Any SQLite
 * tool can read it, the service can be started with it, and later versions migrate it like any database. Blocks.
 */
final class EventArchive {
    /** Their rows are not copied, as {@link org.gatecast.store.StoredEvent} explains. */
    private static final String WEBHOOK_TABLES =
            "SELECT name FROM %s.sqlite_schema WHERE type = 'table' AND name LIKE 'webhook%%'";

    private static final String ARRIVING_IDS = "SELECT event_id FROM arriving.events";

    private EventArchive() {}

    /**
     * Writes the archive; it is complete and on disk before it gets its name. An older archive of the same event is
     * replaced.
     */
    static Path write(Path database, EventMeta event, Path directory) throws IOException, SQLException {
        Files.createDirectories(directory);
        Path archive = file(event, directory);
        write(database, event.eventId(), event.generation(), archive);
        return archive;
    }

    /** Where the archive of an event is. */
    static Path file(EventMeta event, Path directory) {
        return directory.resolve(event.eventId() + "-" + event.generation() + ".db");
    }

    /**
     * Writes one event to {@code target}, which is complete and on disk before it gets its name.
     *
     * @param generation {@code null} for any
     */
    static void write(Path database, EventId event, String generation, Path target) throws IOException, SQLException {
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        try {
            DatabaseCopy.copy(database, partial);
            try (Connection connection = DriverManager.getConnection(DatabaseReplacement.plain(partial));
                    PreparedStatement others = connection.prepareStatement(
                            "DELETE FROM events WHERE event_id <> ? OR generation <> coalesce(?, generation)");
                    Statement statement = connection.createStatement()) {
                others.setString(1, event.value());
                others.setString(2, generation);
                others.execute();
                for (String table : SchemaMigration.texts(statement, WEBHOOK_TABLES.formatted("main"))) {
                    statement.execute("DELETE FROM " + table);
                }
                statement.execute("VACUUM");
            }
            if (DatabaseCopy.inspect(partial) != 1) {
                throw new DatabaseErrors(database).of(Reason.REFUSED, "does not hold the event " + event);
            }
            AtomicFiles.replace(partial, target);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /**
     * Copies the archive or backup to {@code arriving}, where it is checked and migrated to this version's schema.
     *
     * @throws StorageException when the file is damaged, newer, without events, or contains anything that this service did
     *     not create; then there is no copy
     */
    static ArchivedEvents examine(Path archive, Path arriving) throws IOException, SQLException {
        DatabaseErrors errors = new DatabaseErrors(archive);
        try {
            DatabaseCopy.checkedCopy(archive, arriving);
            SchemaMigration.prepare(DatabaseReplacement.plain(arriving), errors);
            if (DatabaseCopy.inspect(arriving) == 0) {
                throw errors.of(Reason.FOREIGN, "holds no event");
            }
            try (Connection connection = DriverManager.getConnection(DatabaseReplacement.plain(arriving));
                    Statement statement = connection.createStatement()) {
                return new ArchivedEvents(
                        arriving,
                        SchemaMigration.texts(statement, "SELECT event_id FROM events ORDER BY id").stream()
                                .map(EventId::new)
                                .toList());
            }
        } catch (IOException | SQLException | RuntimeException e) {
            Files.deleteIfExists(arriving);
            throw e;
        }
    }

    /** The path for {@link #examine} beside a database, on the same disk. */
    static Path arriving(Path database) {
        return database.resolveSibling(database.getFileName() + ".arriving");
    }

    /**
     * Adds the events of {@code arriving} to a database of the same schema in one transaction, and deletes {@code arriving}.
     *
     * @param url of the database, with the options that make its commits durable
     * @param replace whether events of the same ids are deleted; otherwise nothing is added if there is one
     */
    static void adopt(Path arriving, String url, boolean replace, Instant now) throws IOException, SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            try (PreparedStatement attaching = connection.prepareStatement("ATTACH ? AS arriving")) {
                attaching.setString(1, arriving.toString());
                attaching.execute();
            }
            statement.execute("BEGIN IMMEDIATE");
            try {
                if (replace) {
                    statement.execute("DELETE FROM main.events WHERE event_id IN (" + ARRIVING_IDS + ")");
                } else {
                    requireNew(statement);
                }
                // Foreign keys are checked at the commit, so tables can be copied in any order.
                statement.execute("PRAGMA defer_foreign_keys = ON");
                addEvents(connection, statement, now);
                for (String table : tables(statement)) {
                    add(connection, table);
                }
                statement.execute("COMMIT");
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
                statement, "SELECT event_id FROM main.events WHERE event_id IN (" + ARRIVING_IDS + ") ORDER BY id");
        if (!known.isEmpty()) {
            throw StorageException.existing(known.get(0));
        }
    }

    private static void addEvents(Connection connection, Statement statement, Instant now) throws SQLException {
        List<String> columns = columns(connection, "events");
        columns.remove("id");
        String names = String.join(", ", columns);
        statement.execute(
                "INSERT INTO main.events (" + names + ") SELECT " + names + " FROM arriving.events ORDER BY id");
        statement.execute("UPDATE main.events SET generation = lower(hex(randomblob(5))), restored_at = "
                + now.toEpochMilli() + " WHERE event_id IN (" + ARRIVING_IDS + ")");
    }

    /** The tables whose rows belong to an event. */
    private static List<String> tables(Statement statement) throws SQLException {
        return SchemaMigration.texts(
                statement,
                """
                SELECT name FROM arriving.sqlite_schema AS tables
                WHERE type = 'table' AND name NOT LIKE 'webhook%'
                    AND EXISTS (SELECT 1 FROM pragma_table_info(tables.name, 'arriving') WHERE name = 'event')""");
    }

    private static List<String> columns(Connection connection, String table) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            return SchemaMigration.texts(statement, "SELECT name FROM pragma_table_info('" + table + "', 'arriving')");
        }
    }

    private static void add(Connection connection, String table) throws SQLException {
        List<String> columns = columns(connection, table);
        columns.remove("event");
        StringBuilder into = new StringBuilder();
        StringBuilder from = new StringBuilder();
        for (String column : columns) {
            into.append(", ").append(column);
            from.append(", moved.").append(column);
        }
        try (Statement adding = connection.createStatement()) {
            adding.execute(
                    "INSERT INTO main." + table + " (event" + into + ") SELECT added.id" + from + " FROM arriving."
                            + table + " AS moved JOIN arriving.events AS archived ON archived.id = moved.event"
                            + " JOIN main.events AS added ON added.event_id = archived.event_id");
        }
    }
}

package org.gatecast.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.gatecast.store.StorageException.Reason;
import org.sqlite.SQLiteConfig;

/**
 * A copy of a whole database as it stood at one moment, made beside whoever writes to it and without holding them up:
 * one file, complete and checked before it gets its name. Blocks.
 */
final class DatabaseCopy {
    private static final int BUSY_MILLIS = 10_000;

    private DatabaseCopy() {}

    /**
     * Copies {@code database} to {@code target}, which is replaced if it is there.
     *
     * @throws org.gatecast.store.StorageException when the database is not one of this service's, or not sound
     */
    static void copyTo(Path database, Path target) throws IOException, SQLException {
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        try {
            copy(database, partial);
            AtomicFiles.replace(partial, target);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** The same of a file that somebody brings; the copy is looked at again, since the file may change meanwhile. */
    static void checkedCopy(Path database, Path target) throws IOException, SQLException {
        Path scratch = target.resolveSibling(target.getFileName() + ".schema");
        SchemaCheck.require(database, scratch);
        copy(database, target);
        SchemaCheck.require(target, scratch);
    }

    /** Copies and checks; the copy is not yet safe from a power cut. */
    static void copy(Path database, Path target) throws IOException, SQLException {
        DatabaseErrors errors = new DatabaseErrors(database);
        if (!Files.isRegularFile(database)) {
            throw errors.of(Reason.MISSING, "is not there, or is no file; check its path", null);
        }
        AtomicFiles.createPrivate(target);
        try (Connection connection = reading(database);
                PreparedStatement copying = connection.prepareStatement("VACUUM INTO ?")) {
            try (Statement statement = connection.createStatement()) {
                SchemaMigration.installedVersion(statement, errors);
            }
            copying.setString(1, target.toString());
            copying.execute();
        } catch (SQLException e) {
            throw errors.of(e);
        }
        inspect(target);
    }

    /**
     * Looks at every page, every index and every reference.
     *
     * @return how many events there are
     */
    static int inspect(Path database) throws SQLException {
        DatabaseErrors errors = new DatabaseErrors(database);
        try (Connection connection = reading(database);
                Statement statement = connection.createStatement()) {
            SchemaMigration.requireSound(statement, "integrity_check(1)", errors);
            try (ResultSet dangling = statement.executeQuery("PRAGMA foreign_key_check")) {
                if (dangling.next()) {
                    throw errors.corrupt(null);
                }
            }
            SchemaMigration.installedVersion(statement, errors);
            try (ResultSet count = statement.executeQuery("SELECT count(*) FROM events")) {
                return count.getInt(1);
            }
        } catch (SQLException e) {
            throw errors.of(e);
        }
    }

    /** Changes nothing, brings nothing from the log into the file, and trusts neither its schema nor its pages. */
    static Connection reading(Path database) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        config.setBusyTimeout(BUSY_MILLIS);
        Connection connection = config.createConnection("jdbc:sqlite:" + database.toAbsolutePath());
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA cell_size_check = ON");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }
}

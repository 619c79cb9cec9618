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

/**
 * Copies a whole database as of one moment, while others write to it and without blocking them. The copy is one file,
 * complete and checked before it gets its name. Blocks.
 */
final class DatabaseCopy {
    private DatabaseCopy() {}

    /** Copies a database of this service, if it is sound. An existing {@code target} is replaced. */
    static void copyTo(Path database, Path target) throws IOException, SQLException {
        Path partial = target.resolveSibling(target.getFileName() + ".partial");
        try {
            copy(database, partial);
            AtomicFiles.replace(partial, target);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /**
     * Copies a file from outside, after checking its schema; the copy is checked again, since the file may change
     * meanwhile.
     */
    static void checkedCopy(Path database, Path target) throws IOException, SQLException {
        Path scratch = target.resolveSibling(target.getFileName() + ".schema");
        SchemaCheck.require(database, scratch);
        copy(database, target);
        SchemaCheck.require(target, scratch);
    }

    /** Copies and checks; the copy is not yet flushed to disk. */
    static void copy(Path database, Path target) throws IOException, SQLException {
        DatabaseErrors errors = new DatabaseErrors(database);
        if (!Files.isRegularFile(database)) {
            throw errors.of(Reason.MISSING, "is not there, or is no file; check its path");
        }
        AtomicFiles.createPrivate(target);
        try (Connection connection = ReadOnlyConnection.open(database);
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

    /** Checks every page, index and reference; returns the number of events. */
    static int inspect(Path database) throws SQLException {
        DatabaseErrors errors = new DatabaseErrors(database);
        try (Connection connection = ReadOnlyConnection.open(database);
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
}

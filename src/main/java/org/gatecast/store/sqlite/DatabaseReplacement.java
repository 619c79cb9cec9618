package org.gatecast.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;

/**
 * Replaces a database by a backup in two steps: {@link #prepare} may take long and touches nothing in use;
 * {@link #swap} is two renames. At every moment a complete database is in place, the old one or the new one. Blocks.
 */
final class DatabaseReplacement {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private DatabaseReplacement() {}

    /**
     * A checked copy of {@code backup} beside the database, in this version's schema. Its events get new generations:
     * for returning spectators they are other events, since changes after the backup are lost.
     *
     * @throws StorageException when the backup is damaged, newer, or contains anything that this service did not create
     */
    static Path prepare(Path backup, Path database) throws IOException, SQLException {
        Path incoming = database.resolveSibling(database.getFileName() + ".incoming");
        DatabaseErrors errors = new DatabaseErrors(backup);
        try {
            Files.createDirectories(database.toAbsolutePath().getParent());
            DatabaseCopy.checkedCopy(backup, incoming);
            SchemaMigration.prepare(plain(incoming), errors);
            try (Connection connection = DriverManager.getConnection(plain(incoming));
                    Statement statement = connection.createStatement()) {
                statement.execute("UPDATE events SET generation = lower(hex(randomblob(5)))");
            }
            AtomicFiles.takeOwnerOfDirectory(incoming);
            AtomicFiles.sync(incoming);
            return incoming;
        } catch (IOException | SQLException | RuntimeException e) {
            Files.deleteIfExists(incoming);
            throw e;
        }
    }

    /** The URL of a database without a write-ahead log. */
    static String plain(Path database) {
        return "jdbc:sqlite:" + database.toAbsolutePath() + "?busy_timeout=5000&journal_mode=DELETE&synchronous=FULL"
                + "&foreign_keys=ON";
    }

    /**
     * The database must not be open in this process.
     *
     * @return the file of the previous database, {@code null} if there was none
     * @throws StorageException {@link Reason#LOCKED} if another process reads it, such as a backup; then nothing is
     *     changed
     */
    static Path swap(Path incoming, Path database, Instant now) throws IOException {
        try {
            return swapped(incoming, database, now);
        } finally {
            Files.deleteIfExists(incoming);
        }
    }

    private static Path swapped(Path incoming, Path database, Instant now) throws IOException {
        if (Files.notExists(database)) {
            AtomicFiles.replace(incoming, database);
            return null;
        }
        boolean sound = moveLogAside(database);
        Path kept = free(database, now);
        keepOldFile(database, kept);
        if (!sound) {
            for (String part : new String[] {"-wal", "-shm"}) {
                Path beside = database.resolveSibling(database.getFileName() + part);
                if (Files.exists(beside)) {
                    Files.move(beside, kept.resolveSibling(kept.getFileName() + part), StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
        AtomicFiles.replace(incoming, database);
        return kept;
    }

    /**
     * Has SQLite move the write-ahead log into the file and remove it, which it does only if no one else has the
     * database open. SQLite would take a remaining log for the new database's.
     *
     * @return false if the database is too damaged for that
     */
    private static boolean moveLogAside(Path database) {
        DatabaseErrors errors = new DatabaseErrors(database);
        try (Connection connection =
                        DriverManager.getConnection("jdbc:sqlite:" + database.toAbsolutePath() + "?busy_timeout=2000");
                Statement statement = connection.createStatement();
                ResultSet mode = statement.executeQuery("PRAGMA journal_mode=DELETE")) {
            if (mode.next() && mode.getString(1).equals("delete")) {
                return true;
            }
            throw busy(errors, null);
        } catch (SQLException e) {
            if (errors.of(e).reason() == Reason.LOCKED) {
                throw busy(errors, e);
            }
            return false;
        }
    }

    private static StorageException busy(DatabaseErrors errors, SQLException cause) {
        return errors.of(
                Reason.LOCKED,
                "is being read by another process, such as a backup; try again when that is done",
                cause);
    }

    private static Path free(Path database, Instant now) {
        String name = database.getFileName() + ".before-" + STAMP.format(now);
        Path kept = database.resolveSibling(name);
        for (int number = 2; Files.exists(kept); number++) {
            kept = database.resolveSibling(name + "-" + number);
        }
        return kept;
    }

    /** Keeps the old file under another name: a hard link, or a copy if the file system has no links. */
    private static void keepOldFile(Path database, Path kept) throws IOException {
        try {
            Files.createLink(kept, database);
        } catch (UnsupportedOperationException | IOException e) {
            Files.copy(database, kept);
            AtomicFiles.sync(kept);
        }
        AtomicFiles.sync(database.toAbsolutePath().getParent());
    }
}

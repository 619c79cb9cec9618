package org.gatecast.store.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The database without events that the build has made with this version's migrations. A new database begins as a copy of
 * it, since Flyway takes a quarter of a second of a cold start to make the same.
 */
final class EmptyDatabase {
    private static final String RESOURCE = "/db/empty.db";

    private EmptyDatabase() {}

    /**
     * Creates the database if nothing of one is at the path. What cannot be created here is left to SQLite and Flyway,
     * which say why. Blocks until the file is on the disk.
     *
     * @param file absolute; its directory exists
     */
    static void createIfMissing(Path file) {
        // SQLite would apply the log of a database that was there before.
        if (exists(file) || exists(beside(file, "-wal")) || exists(beside(file, "-journal"))) {
            return;
        }
        try (InputStream empty = EmptyDatabase.class.getResourceAsStream(RESOURCE)) {
            Path unfinished = beside(file, ".new");
            Files.copy(empty, unfinished, StandardCopyOption.REPLACE_EXISTING);
            AtomicFiles.replace(unfinished, file);
        } catch (IOException e) {
            // SQLite meets the same obstacle, and reports it.
        }
    }

    /** Writes a new file that only its owner can read; an existing one is replaced. Blocks. */
    static void write(Path file) throws IOException {
        AtomicFiles.createPrivate(file);
        try (InputStream empty = EmptyDatabase.class.getResourceAsStream(RESOURCE);
                OutputStream out = Files.newOutputStream(file)) {
            empty.transferTo(out);
        }
    }

    private static boolean exists(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static Path beside(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}

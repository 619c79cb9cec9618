package org.gatecast.store.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;

/**
 * Checks whether the database's path still leads to the open file. An open file that was deleted or moved can still be
 * written, but the data would be lost. A check takes some microseconds. Any thread.
 */
final class DatabaseFileIdentity {
    private final Path file;
    private final Path log;
    private final DatabaseErrors errors;

    /** Device and inode; {@code null} while the file is not open, and on file systems without inodes. */
    private volatile Object key;

    private volatile boolean hasLog;
    private volatile boolean lostLog;

    DatabaseFileIdentity(Path file) {
        this.file = file;
        this.log = file.resolveSibling(file.getFileName() + "-wal");
        this.errors = new DatabaseErrors(file);
    }

    /** Remembers the file that is at the path now. */
    void opened() {
        try {
            key = keyOf(file);
        } catch (IOException e) {
            // The next check reports it.
            key = null;
        }
        hasLog = false;
        lostLog = false;
    }

    /** From now on the file may be replaced. */
    void closed() {
        key = null;
    }

    /**
     * @throws StorageException {@link Reason#MISSING} when data written now would be lost
     */
    void require() {
        Object opened = key;
        if (opened == null) {
            return;
        }
        try {
            if (!opened.equals(keyOf(file))) {
                throw errors.of(
                        Reason.MISSING,
                        "was replaced by another file while the service runs, and takes no changes; put the first one"
                                + " back, or restart the service to go on with the other");
            }
        } catch (NoSuchFileException gone) {
            throw errors.of(
                    Reason.MISSING,
                    "was deleted or moved away while the service runs, and takes no changes; move it back, or restore a"
                            + " backup",
                    gone);
        } catch (IOException e) {
            throw errors.of(e);
        }
        requireLog();
    }

    /** A write-ahead log that was deleted is not created again while the database is open. */
    private void requireLog() {
        boolean there = Files.exists(log);
        if (there) {
            hasLog = true;
        } else if (hasLog) {
            lostLog = true;
        }
        if (lostLog) {
            throw errors.of(
                    Reason.MISSING,
                    "lost its log, the file -wal beside it, while the service runs, and takes no changes; restart the"
                            + " service, which still has what was in it");
        }
    }

    private static Object keyOf(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class).fileKey();
    }
}

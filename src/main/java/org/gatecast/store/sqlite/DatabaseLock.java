package org.gatecast.store.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.gatecast.store.StorageException.Reason;

/**
 * Prevents two services from using one database file: SQLite would let both write, and neither would know the other's
 * changes. It locks a file beside the database; the operating system releases the lock when the process ends. Programs
 * that only read, such as a backup, need no lock.
 */
final class DatabaseLock implements AutoCloseable {
    /** Closing a second channel on the same file would release the first lock of the same process. */
    private static final Set<Path> OF_THIS_PROCESS = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;

    private DatabaseLock(Path file, FileChannel channel) {
        this.file = file;
        this.channel = channel;
    }

    /** Throws {@link Reason#LOCKED} if another service uses the database, whose directory must exist. */
    static DatabaseLock acquire(Path database, DatabaseErrors errors) {
        try {
            Path real = AtomicFiles.realPath(database);
            Path file = real.resolveSibling(real.getFileName() + ".lock");
            if (!OF_THIS_PROCESS.add(file)) {
                throw alreadyLocked("this process", errors);
            }
            try {
                return new DatabaseLock(file, locked(file, errors));
            } catch (IOException | RuntimeException e) {
                OF_THIS_PROCESS.remove(file);
                throw e;
            }
        } catch (IOException e) {
            throw errors.of(
                    Reason.NOT_WRITABLE,
                    "cannot be claimed by a lock file beside it; check the directory: " + DatabaseErrors.fromMessage(e),
                    e);
        }
    }

    private static FileChannel locked(Path file, DatabaseErrors errors) throws IOException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                throw alreadyLocked("process " + Files.readString(file).strip(), errors);
            }
            AtomicFiles.takeOwnerOfDirectory(file);
            byte[] owner = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.UTF_8);
            channel.truncate(0).write(ByteBuffer.wrap(owner), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static RuntimeException alreadyLocked(String owner, DatabaseErrors errors) {
        return errors.of(
                Reason.LOCKED, "is in use by another Gatecast (" + owner + "); stop that one, or name another file");
    }

    /** Releases the lock. The file stays: if it were removed, two processes could lock two files of one name. */
    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            OF_THIS_PROCESS.remove(file);
        }
    }
}

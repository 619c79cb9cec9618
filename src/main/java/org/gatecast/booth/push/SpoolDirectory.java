package org.gatecast.booth.push;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.gatecast.canoe123.push.KeptData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of what waits for the service. A file is written under another name, forced to the disk and renamed, so
 * that after a power cut each file is as it was before or after. One process at a time. Blocks; not for event loops; one
 * thread at a time.
 */
public final class SpoolDirectory implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SpoolDirectory.class);
    private static final String UNFINISHED = ".tmp";
    private static final String LOCK = "lock";
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");

    private final Path directory;
    private final FileChannel lockFile;

    private SpoolDirectory(Path directory, FileChannel lockFile) {
        this.directory = directory;
        this.lockFile = lockFile;
    }

    /**
     * Opens or makes the directory, which only the user may read.
     *
     * @throws BoothStateException if it cannot be used, or another booth uses it
     */
    public static SpoolDirectory open(Path directory) {
        try {
            if (POSIX) {
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            } else {
                Files.createDirectories(directory);
            }
            FileChannel channel =
                    FileChannel.open(directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isLocked(channel)) {
                channel.close();
                throw new BoothStateException(
                        "another booth uses the directory " + directory
                                + "; end it, or give this one another directory with --state",
                        null);
            }
            return new SpoolDirectory(directory, channel);
        } catch (IOException e) {
            throw new BoothStateException("the directory " + directory + " cannot be used: " + e, e);
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    /** What waited when the booth ended, by name. Files that were not finished are deleted. */
    Map<String, KeptData.Item> load() throws IOException {
        Map<String, KeptData.Item> kept = new TreeMap<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString();
                if (name.endsWith(UNFINISHED)) {
                    Files.deleteIfExists(file);
                } else if (!name.equals(LOCK)) {
                    kept.put(
                            name,
                            new KeptData.Item(
                                    Buffer.buffer(Files.readAllBytes(file)),
                                    Files.getLastModifiedTime(file).toInstant()));
                }
            }
        }
        return kept;
    }

    /** Writes or replaces a file. */
    void put(String name, Buffer content, Instant at) throws IOException {
        Path unfinished = directory.resolve(name + UNFINISHED);
        try (FileChannel file = FileChannel.open(
                unfinished,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes());
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            Files.setLastModifiedTime(unfinished, FileTime.from(at));
            file.force(true);
        }
        Files.move(unfinished, directory.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        forceDirectory();
    }

    void delete(String name) throws IOException {
        Files.deleteIfExists(directory.resolve(name));
    }

    /** The rename itself must be on the disk. Windows does not open directories and needs none of this. */
    private void forceDirectory() throws IOException {
        if (POSIX) {
            try (FileChannel self = FileChannel.open(directory, StandardOpenOption.READ)) {
                self.force(true);
            }
        }
    }

    /** Lets another booth use the directory. */
    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            LOG.debug("The lock of {} was not released", directory, e);
        }
    }
}

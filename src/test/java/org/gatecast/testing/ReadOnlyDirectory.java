package org.gatecast.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A directory in which nothing may be written: by its permissions, or, for root, who is above them, by a disk that is
 * mounted read-only.
 */
public final class ReadOnlyDirectory implements AutoCloseable {
    private final Path path;
    private final SmallDisk disk;

    private ReadOnlyDirectory(Path path, SmallDisk disk) {
        this.path = path;
        this.disk = disk;
    }

    /**
     * @param path empty
     * @param filling puts into it what is to be there
     */
    public static ReadOnlyDirectory of(Path path, Runnable filling) throws IOException {
        if (System.getProperty("user.name").equals("root")) {
            SmallDisk disk = SmallDisk.mount(path);
            filling.run();
            disk.freeze();
            return new ReadOnlyDirectory(path, disk);
        }
        filling.run();
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("r-xr-xr-x"));
        assumeTrue(!Files.isWritable(path), "permissions do not hold here");
        return new ReadOnlyDirectory(path, null);
    }

    public Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        if (disk == null) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        } else {
            disk.close();
        }
    }
}

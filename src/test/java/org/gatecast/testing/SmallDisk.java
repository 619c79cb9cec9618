package org.gatecast.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A disk of a few megabytes in memory, which can be filled. Needs root; without, the test is skipped. */
public final class SmallDisk implements AutoCloseable {
    private static final int BYTES = 4 << 20;

    private final Path directory;

    private SmallDisk(Path directory) {
        this.directory = directory;
    }

    /** In the place of an empty directory. */
    public static SmallDisk mount(Path directory) throws IOException {
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=" + BYTES, "none", directory.toString()),
                "nobody here may mount a disk");
        return new SmallDisk(directory);
    }

    /** To the last page. */
    public void fill() throws IOException {
        byte[] page = new byte[4096];
        try (OutputStream out = Files.newOutputStream(ballast())) {
            for (int written = 0; written <= BYTES; written += page.length) {
                out.write(page);
            }
            throw new IllegalStateException("the disk is larger than it should be");
        } catch (IOException full) {
            // As it should be.
        }
    }

    public void free() throws IOException {
        Files.delete(ballast());
    }

    /** From now on nothing on it may be written. */
    public void freeze() throws IOException {
        if (!run("mount", "-o", "remount,ro", directory.toString())) {
            throw new IOException(directory + " could not be made read-only");
        }
    }

    private Path ballast() {
        return directory.resolve("ballast");
    }

    @Override
    public void close() throws IOException {
        run("umount", "--lazy", directory.toString());
    }

    private static boolean run(String... command) throws IOException {
        return new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .onExit()
                        .join()
                        .exitValue()
                == 0;
    }
}

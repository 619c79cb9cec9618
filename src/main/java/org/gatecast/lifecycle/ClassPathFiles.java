package org.gatecast.lifecycle;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the files of the class path once, from start to end, so that the operating system has them in memory. The JVM loads
 * a class from them when it is first used, often on an event loop, which must not wait for a disk.
 */
public final class ClassPathFiles {
    private static final Logger LOG = LoggerFactory.getLogger(ClassPathFiles.class);

    private static final int CHUNK_BYTES = 1 << 18;

    private static boolean read;

    private ClassPathFiles() {}

    /** Blocks for as long as the disk takes; from the second call in a process on, does nothing. */
    public static synchronized void readOnce() {
        if (read) {
            return;
        }
        read = true;
        try {
            LOG.debug("Read {} bytes of the class path", bytesRead(System.getProperty("java.class.path")));
        } catch (IOException | UncheckedIOException e) {
            LOG.warn("The class path was not read ahead; first calls may wait for the disk: {}", e.toString());
        }
    }

    /**
     * @param classPath jars and directories; empty and missing ones are passed over
     */
    static long bytesRead(String classPath) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        long bytes = 0;
        for (String element : classPath.split(File.pathSeparator, -1)) {
            for (Path file : files(element)) {
                try (InputStream in = Files.newInputStream(file)) {
                    for (int length; (length = in.read(chunk)) >= 0; ) {
                        bytes += length;
                    }
                }
            }
        }
        return bytes;
    }

    private static List<Path> files(String element) throws IOException {
        if (element.isEmpty() || !Files.exists(Path.of(element))) {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(Path.of(element))) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }
}

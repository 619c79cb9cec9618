package org.gatecast.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * A new directory in {@code target} for one run of a benchmark, deleted with all it holds.
 *
 * @param path absolute
 */
public record BenchDirectory(Path path) implements AutoCloseable {
    public static BenchDirectory create(String prefix) throws IOException {
        return new BenchDirectory(
                Files.createTempDirectory(Path.of("target"), prefix).toAbsolutePath());
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

package org.gatecast.testing;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs on this machine's {@code PATH}. */
public final class InstalledProgram {
    private InstalledProgram() {}

    public static Optional<Path> find(String name) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .filter(directory -> !directory.isEmpty())
                .map(directory -> Path.of(directory, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Skips the test if it needs a program that is not installed. */
    public static void assume(String name) {
        Assumptions.assumeTrue(find(name).isPresent(), name + " is not installed");
    }
}

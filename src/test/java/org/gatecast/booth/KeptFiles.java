package org.gatecast.booth;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a booth keeps on disk until the server has accepted it. */
final class KeptFiles {
    private KeptFiles() {}

    /** The names of the files; one that is none while the booth changes them. */
    static List<String> in(Path state) {
        try (Stream<Path> files = Files.walk(state)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> file.getFileName().toString())
                    .filter(name -> !name.equals("lock"))
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            // A file was deleted meanwhile.
            return List.of("changing");
        }
    }
}

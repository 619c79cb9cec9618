package org.gatecast.canoe123.export;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the export is now. Asked before each look, since the timing program may open another event. */
@FunctionalInterface
public interface ExportLocation {
    /**
     * The file, whether or not it exists; empty if it is not known. Blocks.
     *
     * @throws IOException with a sentence for the operator
     */
    Optional<Path> find() throws IOException;

    /** The file that the operator has given. */
    static ExportLocation of(Path given) {
        return () -> Optional.of(given);
    }
}

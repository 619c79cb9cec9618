package org.gatecast.store;

import io.vertx.core.Future;
import java.nio.file.Path;

/** Writes archives for a database that is no file itself. */
@FunctionalInterface
public interface ArchiveWriter {
    /**
     * Writes an event into its own file, which is complete and on disk when the future completes with it.
     *
     * @param directory created if it does not exist
     */
    Future<Path> write(StoredEvent event, Path directory);
}

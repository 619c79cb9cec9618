package org.gatecast.store;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;

/**
 * Events that have been official for long, and their archives. Blocking work runs on worker threads, and futures complete on
 * the caller's context. Every failure is a {@link StorageException}; then nothing was changed.
 */
public interface EventArchives {

    /** Events that have been official since before {@code then}, and were not restored since. */
    Future<List<EventId>> officialSinceBefore(Instant then);

    /**
     * Writes an event into its own file, an SQLite database with only that event. The file is on disk when the future
     * completes; the event stays in the database.
     *
     * @param directory created if it does not exist
     */
    Future<Path> archive(EventMeta event, Path directory);

    /** Runs {@code work}, unless another service on the same database is running its own. */
    Future<Void> exclusively(Supplier<Future<Void>> work);
}

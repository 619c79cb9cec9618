package org.gatecast.store.sqlite;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.gatecast.model.EventId;
import org.gatecast.store.EventSink;
import org.gatecast.store.EventSource;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.store.StoredEvent;
import org.gatecast.store.sql.EventRows;

/**
 * Events of any database as a file: an SQLite database of the service's schema, as {@code backup} and the retention write it
 * from SQLite. Blocking work runs on worker threads. Futures fail with a {@link StorageException}.
 */
public final class EventFile {
    private EventFile() {}

    /**
     * @throws StorageException if there is a file
     */
    public static void requireNew(Path target) {
        if (Files.exists(target)) {
            throw new StorageException(
                    Reason.REFUSED, "There is a file " + target + " already; name another one, or remove it.");
        }
    }

    /**
     * Writes the events that {@code filling} adds. The file is complete, checked, on disk and readable by its owner only before
     * it gets its name.
     *
     * @return what {@code filling} returns
     */
    public static <T> Future<T> write(Vertx vertx, Path target, Function<EventSink, Future<T>> filling) {
        Path partial = target.resolveSibling(target.getFileName() + "." + UUID.randomUUID() + ".partial");
        return vertx.executeBlocking(() -> {
                    EmptyDatabase.write(partial);
                    return SqliteDatabase.openExclusively(vertx, partial);
                })
                .compose(database ->
                        filling.apply(event -> insert(database, event)).eventually(database::close))
                .compose(filled -> vertx.executeBlocking(() -> {
                    DatabaseCopy.inspect(partial);
                    AtomicFiles.replace(partial, target);
                    return filled;
                }))
                .eventually(() -> vertx.executeBlocking(() -> Files.deleteIfExists(partial)))
                .recover(failure -> Future.failedFuture(new DatabaseErrors(target).of(failure)));
    }

    private static Future<Void> insert(SqliteDatabase database, StoredEvent event) {
        return database.inTransaction(transaction -> EventRows.insert(transaction, event, null, database::parameter));
    }

    /** The archive of one event in {@code directory}, which is created if it does not exist. An older one is replaced. */
    public static Future<Path> archive(Vertx vertx, StoredEvent event, Path directory) {
        Path archive = EventArchive.file(event.state().meta(), directory);
        return vertx.executeBlocking(() -> Files.createDirectories(directory))
                .recover(failure -> Future.failedFuture(new DatabaseErrors(directory).of(failure)))
                .compose(created -> write(vertx, archive, sink -> sink.add(event)))
                .map(archive);
    }

    /**
     * Reads a copy of {@code file}, which is checked and migrated to this version's schema before {@code work} begins, and
     * deleted after it.
     */
    public static <T> Future<T> read(Vertx vertx, Path file, Function<EventSource, Future<T>> work) {
        DatabaseErrors errors = new DatabaseErrors(file);
        return vertx.executeBlocking(() -> Files.createTempDirectory("gatecast"))
                .compose(directory -> read(vertx, file, directory.resolve("events.db"), work, errors)
                        .eventually(() -> vertx.executeBlocking(() -> delete(directory))))
                .recover(failure -> Future.failedFuture(errors.of(failure)));
    }

    private static <T> Future<T> read(
            Vertx vertx, Path file, Path copy, Function<EventSource, Future<T>> work, DatabaseErrors errors) {
        return vertx.executeBlocking(() -> {
                    EventArchive.examine(file, copy);
                    return SqliteDatabase.openExclusively(vertx, copy);
                })
                .compose(database -> work.apply(source(database, errors)).eventually(database::close));
    }

    private static EventSource source(SqliteDatabase database, DatabaseErrors errors) {
        return new EventSource() {
            @Override
            public Future<List<EventId>> eventIds() {
                return known(EventRows.eventIds(database));
            }

            @Override
            public Future<Optional<StoredEvent>> read(EventId event) {
                return known(EventRows.read(database, event));
            }

            private <T> Future<T> known(Future<T> result) {
                return result.recover(failure -> Future.failedFuture(errors.of(failure)));
            }
        };
    }

    private static Void delete(Path directory) throws IOException {
        try (var files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
        return null;
    }
}

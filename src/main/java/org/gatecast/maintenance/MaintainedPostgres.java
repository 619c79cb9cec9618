package org.gatecast.maintenance;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.gatecast.config.Settings;
import org.gatecast.model.EventId;
import org.gatecast.store.BackupStore.ArchivedEvents;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.store.postgres.PostgresTransfer;
import org.gatecast.store.sqlite.EventFile;

/** A PostgreSQL database. Commands use it beside the services, which notice restored events by themselves. */
record MaintainedPostgres(Settings.Database settings, Clock clock) implements MaintainedDatabase {
    @Override
    public String backup(Path file) {
        EventFile.requireNew(file);
        List<EventId> events = run(vertx -> EventFile.write(
                vertx, file, sink -> new PostgresTransfer(vertx, settings).read(source -> source.copyAll(sink))));
        return file + " holds the " + events.size() + " events of " + name() + ", checked.";
    }

    @Override
    public String backupEvent(EventId event, Path file) {
        EventFile.requireNew(file);
        run(vertx -> EventFile.write(
                vertx, file, sink -> new PostgresTransfer(vertx, settings).read(source -> source.read(event)
                        .compose(found -> found.isPresent() ? sink.add(found.get()) : doesNotHold(event)))));
        return file + " holds the event " + event + " of " + name() + ", checked.";
    }

    private Future<Void> doesNotHold(EventId event) {
        return Future.failedFuture(
                new StorageException(Reason.REFUSED, "The database " + name() + " does not hold the event " + event));
    }

    private String name() {
        return settings.url().orElseThrow().toString();
    }

    @Override
    public String restore(Path file) {
        throw new StorageException(
                Reason.REFUSED,
                "The database " + name() + " is no file that could be replaced. restore-event --replace restores the"
                        + " events of a backup, pg_restore restores a dump.");
    }

    @Override
    public String restoreEvents(Path file, boolean replace) {
        List<EventId> events = run(vertx -> EventFile.read(vertx, file, source -> new PostgresTransfer(vertx, settings)
                .write(replace, clock.instant(), source::copyAll)));
        return ArchivedEvents.report(events, file);
    }

    private static <T> T run(Function<Vertx, Future<T>> work) {
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            return work.apply(vertx).await();
        } finally {
            vertx.close().await();
        }
    }
}

package org.gatecast.store.sqlite;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.gatecast.config.Settings;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.Image;
import org.gatecast.model.IngestCall;
import org.gatecast.model.JournalEntry;
import org.gatecast.store.EventStore;
import org.gatecast.store.StateDiff;
import org.gatecast.store.sqlite.Table.Batch;

/** Events in one SQLite file. */
public final class SqliteEventStore implements EventStore {
    private final SqliteDatabase database;
    private final JournalTable journal;

    SqliteEventStore(SqliteDatabase database, Settings.Journal settings) {
        this.database = database;
        this.journal = new JournalTable(settings.callsPerEvent());
    }

    /**
     * Opens the file, which is created if it is not there, and brings its schema to this version of the service.
     *
     * @return fails with a {@link org.gatecast.store.StorageException} that an operator can act on
     */
    public static Future<EventStore> open(Vertx vertx, Settings.Database settings, Settings.Journal journal) {
        return SqliteDatabase.open(vertx, settings.path(), settings.busyTimeout())
                .map(database -> new SqliteEventStore(database, journal));
    }

    /** Of the database as this version of the service keeps it. */
    public static int schemaVersion() {
        return Schema.VERSION;
    }

    @Override
    public Future<List<EventState>> loadAll() {
        return new StateLoader(database).loadAll();
    }

    @Override
    public Future<Long> create(EventState event, Image image) {
        if (!Objects.equals(event.meta().imageType(), image == null ? null : image.mediaType())) {
            return database.refuse("is given an event and a picture that disagree");
        }
        StateDiff rows = StateDiff.ofNew(event);
        return database.inTransaction(connection -> connection
                .preparedQuery(EventTable.INSERT)
                .execute(EventTable.inserted(event.meta()))
                .map(inserted -> inserted.iterator().next().getLong(0))
                .compose(id -> insert(connection, id, image)
                        .compose(done -> write(connection, batches(id, rows)))
                        .map(id)));
    }

    @Override
    public Future<Void> save(EventState before, EventState after, IngestCall call) {
        StateDiff diff = StateDiff.between(before, after);
        long steps = after.meta().version() - before.meta().version();
        if (steps == 0 && diff.isEmpty()) {
            return Future.succeededFuture();
        }
        if (steps <= 0 || !before.meta().eventId().equals(after.meta().eventId())) {
            return database.refuse(
                    "is given " + after.meta() + " to follow " + before.meta() + ", which is no later version of it");
        }
        return database.inTransaction(connection -> connection
                .preparedQuery(EventTable.ADVANCE)
                .execute(EventTable.advanced(before.meta(), after.meta()))
                .compose(advanced -> {
                    if (advanced.size() == 0) {
                        return database.refuse("does not hold " + before.meta());
                    }
                    long id = advanced.iterator().next().getLong(0);
                    List<Batch> batches = batches(id, diff);
                    journal.write(id, before.meta().version(), after.meta().version(), call, batches);
                    return write(connection, batches);
                }));
    }

    @Override
    public Future<List<JournalEntry>> journal(EventId event, int limit) {
        return database.query(JournalTable.SELECT, journal.selected(event, limit), JournalTable::read);
    }

    private static Future<Void> insert(SqlConnection connection, long event, Image image) {
        if (image == null) {
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery(EventTable.INSERT_IMAGE)
                .execute(Tuple.of(event, image.mediaType(), image.bytes()))
                .mapEmpty();
    }

    /** In an order that foreign keys allow. */
    private static List<Batch> batches(long event, StateDiff diff) {
        List<Batch> batches = new ArrayList<>();
        ResultTable.RESULTS.remove(event, diff.results(), batches);
        Tables.TEAM_MEMBERS.remove(event, diff.teamMembers(), batches);
        Tables.PARTICIPANTS.remove(event, diff.participants(), batches);
        Tables.RACES.remove(event, diff.races(), batches);
        Tables.CATEGORIES.remove(event, diff.categories(), batches);
        Tables.COURSES.remove(event, diff.courses(), batches);
        if (diff.meta() != null) {
            batches.add(new Batch(EventTable.UPDATE, List.of(EventTable.updated(event, diff.meta()))));
        }
        Tables.CLASSES.write(event, diff.classes(), batches);
        Tables.CATEGORIES.write(event, diff.categories(), batches);
        Tables.COURSES.write(event, diff.courses(), batches);
        Tables.RACES.write(event, diff.races(), batches);
        Tables.PARTICIPANTS.write(event, diff.participants(), batches);
        Tables.TEAM_MEMBERS.write(event, diff.teamMembers(), batches);
        ResultTable.RESULTS.write(event, diff.results(), batches);
        Tables.CLASSES.remove(event, diff.classes(), batches);
        return batches;
    }

    private static Future<Void> write(SqlConnection connection, List<Batch> batches) {
        Future<Void> written = Future.succeededFuture();
        for (Batch batch : batches) {
            written = written.compose(done -> connection
                    .preparedQuery(batch.sql())
                    .executeBatch(batch.parameters())
                    .mapEmpty());
        }
        return written;
    }

    @Override
    public Future<Optional<Image>> image(EventId event) {
        return database.query(
                        EventTable.SELECT_IMAGE,
                        Tuple.of(event.value()),
                        cells -> new Image(cells.text(), cells.bytes()))
                .map(images -> images.stream().findFirst());
    }

    @Override
    public Future<Boolean> delete(EventId event) {
        return database.inTransaction(connection -> connection
                .preparedQuery(EventTable.DELETE)
                .execute(Tuple.of(event.value()))
                .map(deleted -> deleted.rowCount() > 0));
    }

    @Override
    public Future<Void> probe() {
        return database.probe();
    }

    @Override
    public Future<Void> close() {
        return database.close();
    }
}

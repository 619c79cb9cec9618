package org.gatecast.store.sqlite;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import org.gatecast.config.Settings;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.Image;
import org.gatecast.model.IngestCall;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.store.BackupStore;
import org.gatecast.store.EventStore;
import org.gatecast.store.StateDiff;
import org.gatecast.store.sqlite.SqlTable.Batch;

/** Events in one SQLite file. */
public final class SqliteEventStore implements EventStore {
    private static final String OUT_OF_SYNC = "is given an event and a picture that disagree";

    private final SqliteDatabase database;
    private final JournalTable journal;
    private final BackupStore backups;

    SqliteEventStore(Vertx vertx, SqliteDatabase database, Settings.Journal settings) {
        this.database = database;
        this.backups = new SqliteBackupStore(vertx, database);
        this.journal = new JournalTable(settings.callsPerEvent());
    }

    /**
     * Opens the file, which is created if it is not there, and brings its schema to this version of the service.
     *
     * @return fails with a {@link org.gatecast.store.StorageException} that an operator can act on
     */
    public static Future<EventStore> open(Vertx vertx, Settings.Database settings, Settings.Journal journal) {
        return SqliteDatabase.open(vertx, settings.path(), settings.busyTimeout())
                .map(database -> new SqliteEventStore(vertx, database, journal));
    }

    /** Of the database as this version of the service keeps it. */
    public static int schemaVersion() {
        return SchemaMigration.VERSION;
    }

    @Override
    public Future<List<EventState>> loadAll() {
        return new StateLoader(database).loadAll();
    }

    @Override
    public Future<Long> create(EventState event, Image image) {
        if (!requireSameVersion(event, image)) {
            return database.refuse(OUT_OF_SYNC);
        }
        StateDiff rows = StateDiff.ofNew(event);
        return database.inTransaction(connection -> connection
                .preparedQuery(EventTable.INSERT)
                .execute(EventTable.inserted(event.meta()))
                .map(inserted -> inserted.iterator().next().getLong(0))
                .compose(id -> insert(connection, id, event, image)
                        .compose(done -> write(connection, batches(id, rows)))
                        .map(id)));
    }

    @Override
    public Future<Void> save(EventState before, EventState after, IngestCall call, Field<Image> image) {
        if (image.given() && !requireSameVersion(after, image.value())) {
            return database.refuse(OUT_OF_SYNC);
        }
        StateDiff diff = StateDiff.between(before, after);
        if (before.meta().version() == after.meta().version() && diff.isEmpty()) {
            return Future.succeededFuture();
        }
        return advance(before, after, (connection, id) -> {
            List<Batch> batches = batches(id, diff);
            journal.write(id, before.meta().version(), after.meta().version(), call, batches);
            Future<Void> pictured =
                    image.given() ? replace(connection, id, after, image.value()) : Future.succeededFuture();
            return pictured.compose(done -> write(connection, batches));
        });
    }

    /** One transaction that finds the event at the version before, moves it to the next, and writes the rest. */
    private Future<Void> advance(
            EventState before, EventState after, BiFunction<SqlConnection, Long, Future<Void>> rest) {
        if (after.meta().version() <= before.meta().version()
                || !before.meta().eventId().equals(after.meta().eventId())) {
            return database.refuse(
                    "is given " + after.meta() + " to follow " + before.meta() + ", which is no later version of it");
        }
        return database.inTransaction(connection -> connection
                .preparedQuery(EventTable.ADVANCE)
                .execute(EventTable.advanced(before.meta(), after.meta()))
                .compose(advanced -> advanced.size() == 0
                        ? database.refuse("does not hold " + before.meta())
                        : rest.apply(connection, advanced.iterator().next().getLong(0))));
    }

    private static boolean requireSameVersion(EventState event, Image image) {
        return Objects.equals(event.meta().imageType(), image == null ? null : image.mediaType());
    }

    @Override
    public Future<List<JournalEntry>> journal(EventId event, int limit) {
        return database.queryBeside(JournalTable.SELECT, journal.selected(event, limit), JournalTable::read);
    }

    private static Future<Void> replace(SqlConnection connection, long id, EventState event, Image image) {
        return connection
                .preparedQuery(EventTable.DELETE_IMAGE)
                .execute(Tuple.of(id))
                .compose(gone -> insert(connection, id, event, image));
    }

    @Override
    public Future<Void> saveMentions(EventId event, Map<RaceId, Instant> mentions) {
        return database.inTransaction(connection -> write(connection, StreamActivityTable.batches(event, mentions)));
    }

    @Override
    public Future<Map<EventId, Map<RaceId, Instant>>> loadMentions() {
        return database.query(StreamActivityTable.SELECT, Tuple.tuple(), StreamActivityTable::read)
                .map(StreamActivityTable::byEvent);
    }

    /**
     * @param image {@code null} for none
     */
    private static Future<Void> insert(SqlConnection connection, long id, EventState event, Image image) {
        if (image == null) {
            return Future.succeededFuture();
        }
        return connection
                .preparedQuery(EventTable.INSERT_IMAGE)
                .execute(Tuple.of(
                        id,
                        image.mediaType(),
                        image.bytes(),
                        event.meta().image().version(),
                        event.meta().image().digest()))
                .mapEmpty();
    }

    /** In an order that foreign keys allow. */
    private static List<Batch> batches(long event, StateDiff diff) {
        List<Batch> batches = new ArrayList<>();
        StructureTables.KEYS.remove(event, diff.keys(), batches);
        StructureTables.OFFICIALS.remove(event, diff.officials(), batches);
        StructureTables.GATE_STATISTICS.remove(event, diff.gateStatistics(), batches);
        ResultTable.RESULTS.remove(event, diff.results(), batches);
        StructureTables.TEAM_MEMBERS.remove(event, diff.teamMembers(), batches);
        StructureTables.PARTICIPANTS.remove(event, diff.participants(), batches);
        StructureTables.RACES.remove(event, diff.races(), batches);
        StructureTables.CATEGORIES.remove(event, diff.categories(), batches);
        StructureTables.COURSES.remove(event, diff.courses(), batches);
        if (diff.meta() != null) {
            batches.add(new Batch(EventTable.UPDATE, List.of(EventTable.updated(event, diff.meta()))));
        }
        StructureTables.KEYS.write(event, diff.keys(), batches);
        StructureTables.CLASSES.write(event, diff.classes(), batches);
        StructureTables.CATEGORIES.write(event, diff.categories(), batches);
        StructureTables.COURSES.write(event, diff.courses(), batches);
        StructureTables.RACES.write(event, diff.races(), batches);
        StructureTables.PARTICIPANTS.write(event, diff.participants(), batches);
        StructureTables.TEAM_MEMBERS.write(event, diff.teamMembers(), batches);
        ResultTable.RESULTS.write(event, diff.results(), batches);
        StructureTables.OFFICIALS.write(event, diff.officials(), batches);
        StructureTables.GATE_STATISTICS.write(event, diff.gateStatistics(), batches);
        StructureTables.CLASSES.remove(event, diff.classes(), batches);
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
        return database.queryBeside(
                        EventTable.SELECT_IMAGE, Tuple.of(event.value()), row -> new Image(row.text(), row.bytes()))
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
    public void requireFile() {
        database.requireFile();
    }

    @Override
    public BackupStore backups() {
        return backups;
    }

    @Override
    public Future<Void> close() {
        return database.close();
    }
}

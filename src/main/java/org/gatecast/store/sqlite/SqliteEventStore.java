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
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventId;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.Image;
import org.gatecast.model.IngestCall;
import org.gatecast.model.JournalEntry;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.store.BackupStore;
import org.gatecast.store.EventStore;
import org.gatecast.store.sqlite.SqlTable.Batch;

/** Stores events in one SQLite file. */
public final class SqliteEventStore implements EventStore {
    private static final String OUT_OF_SYNC = "is given an event and an image that disagree";

    private final SqliteDatabase database;
    private final JournalTable journal;
    private final BackupStore backups;

    SqliteEventStore(Vertx vertx, SqliteDatabase database, Settings.Journal settings) {
        this.database = database;
        this.backups = new SqliteBackupStore(vertx, database);
        this.journal = new JournalTable(settings.callsPerEvent());
    }

    /**
     * Opens the file, creates it if it does not exist, and migrates its schema to this version of the service.
     *
     * @return fails with a {@link org.gatecast.store.StorageException} that an operator can act on
     */
    public static Future<EventStore> open(Vertx vertx, Settings.Database settings, Settings.Journal journal) {
        return SqliteDatabase.open(vertx, settings.path(), settings.busyTimeout())
                .map(database -> new SqliteEventStore(vertx, database, journal));
    }

    public static int schemaVersion() {
        return SchemaMigration.VERSION;
    }

    @Override
    public Future<List<EventState>> loadAll() {
        return new StateLoader(database).loadAll();
    }

    @Override
    public Future<Long> create(EventState event, Image image) {
        if (!hasTypeOf(event, image)) {
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
    public Future<Void> save(StateDiff diff, IngestCall call, Field<Image> image) {
        EventState after = diff.after();
        if (image.given() && !hasTypeOf(after, image.value())) {
            return database.refuse(OUT_OF_SYNC);
        }
        EventMeta from = diff.before().meta();
        if (from.version() == after.meta().version() && diff.isEmpty()) {
            return Future.succeededFuture();
        }
        return advance(from, after.meta(), (connection, id) -> {
            List<Batch> batches = batches(id, diff);
            journal.write(id, from.version(), after.meta().version(), call, batches);
            Future<Void> imageSaved =
                    image.given() ? replace(connection, id, after, image.value()) : Future.succeededFuture();
            return imageSaved.compose(done -> write(connection, batches));
        });
    }

    /** One transaction: finds the event at the version before, sets the next version, and writes the rest. */
    private Future<Void> advance(
            EventMeta before, EventMeta after, BiFunction<SqlConnection, Long, Future<Void>> rest) {
        if (after.version() <= before.version() || !before.eventId().equals(after.eventId())) {
            return database.refuse("is given " + after + " to follow " + before + ", which is no later version of it");
        }
        return database.inTransaction(connection -> connection
                .preparedQuery(EventTable.ADVANCE)
                .execute(EventTable.advanced(before, after))
                .compose(advanced -> advanced.size() == 0
                        ? database.refuse("does not hold " + before)
                        : rest.apply(connection, advanced.iterator().next().getLong(0))));
    }

    private static boolean hasTypeOf(EventState event, Image image) {
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

    /** {@code image} is {@code null} if there is none. */
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

    /** The statements in an order that satisfies foreign keys. */
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
        if (diff.changesMeta()) {
            EventMeta meta = diff.after().meta();
            batches.add(new Batch(EventTable.UPDATE, List.of(EventTable.updated(event, meta))));
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

package org.gatecast.store.sql;

import io.vertx.core.Future;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongFunction;
import java.util.function.UnaryOperator;
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
import org.gatecast.model.WebhookEvent;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.VersionChange;
import org.gatecast.store.BackupStore;
import org.gatecast.store.EventArchives;
import org.gatecast.store.EventStore;
import org.gatecast.store.EventVersion;
import org.gatecast.store.FollowedEvent;
import org.gatecast.store.NodeChannel;
import org.gatecast.store.PageFileStore;
import org.gatecast.store.SlotReservations;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.store.WebhookStore;

/** Stores events in the tables of a {@link SqlDatabase}. */
public class SqlEventStore implements EventStore {
    private static final String OUT_OF_SYNC = "is given an event and an image that disagree";

    private final SqlDatabase database;
    private final JournalTable journal;

    protected SqlEventStore(SqlDatabase database, Settings.Journal settings) {
        this.database = database;
        this.journal = new JournalTable(settings.callsPerEvent());
    }

    @Override
    public Future<List<EventState>> loadAll() {
        return database.inSnapshot(queries -> new StateLoader(queries).loadAll());
    }

    @Override
    public Future<Optional<EventState>> load(EventId event) {
        return database.inSnapshot(queries -> new StateLoader(queries).load(event));
    }

    @Override
    public Future<Optional<FollowedEvent>> loadSince(EventId event, EventState last) {
        return database.inSnapshot(queries -> {
            Future<List<RecordedChange>> recorded =
                    last == null ? Future.succeededFuture(List.of()) : changesSince(queries, last.meta());
            return new StateFollower(queries).load(event, last, recorded);
        });
    }

    /** What the store recorded with {@link #recordChange} since {@code last}; nothing here. */
    protected Future<List<RecordedChange>> changesSince(SqlQueries queries, EventMeta last) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Map<String, List<VersionChange>>> recentChanges(int limit) {
        return Future.succeededFuture(Map.of());
    }

    @Override
    public int parallelWrites() {
        return 1;
    }

    @Override
    public Optional<NodeChannel> otherNodes() {
        return Optional.empty();
    }

    @Override
    public Optional<SlotReservations> slotReservations() {
        return Optional.empty();
    }

    @Override
    public Optional<PageFileStore> pageFiles() {
        return Optional.empty();
    }

    @Override
    public Future<Map<EventId, EventVersion>> versions() {
        return database.query(EventTable.VERSIONS, Tuple.tuple(), EventTable::readVersion)
                .map(rows -> {
                    Map<EventId, EventVersion> versions = new LinkedHashMap<>();
                    rows.forEach(row -> versions.put(row.eventId(), row.version()));
                    return versions;
                });
    }

    @Override
    public Future<Long> create(EventState event, Image image) {
        if (!hasTypeOf(event, image)) {
            return refuse(OUT_OF_SYNC);
        }
        StateDiff rows = StateDiff.ofNew(event);
        return database.inTransaction(transaction -> transaction
                .execute(EventTable.INSERT, EventTable.inserted(event.meta()))
                .map(inserted -> inserted.iterator().next().getLong(0))
                .compose(id -> {
                    List<Batch> batches = batches(id, rows);
                    insert(id, event, image, batches);
                    return transaction.executeAll(batches).map(id);
                }));
    }

    @Override
    public Future<Void> save(
            StateDiff diff, ChangeSet changes, IngestCall call, Field<Image> image, List<WebhookEvent> told) {
        EventState after = diff.after();
        if (image.given() && !hasTypeOf(after, image.value())) {
            return refuse(OUT_OF_SYNC);
        }
        EventMeta from = diff.before().meta();
        if (from.version() == after.meta().version() && diff.isEmpty()) {
            return Future.succeededFuture();
        }
        if (after.meta().version() <= from.version()
                || !from.eventId().equals(after.meta().eventId())) {
            return refuse("is given " + after.meta() + " to follow " + from + ", which is no later version of it");
        }
        if (!image.given() && database.storableJson().isPresent() && hasChangedResultsAlone(diff)) {
            return saveResults(
                    diff, changes, call, told, database.storableJson().get());
        }
        return advance(from, after.meta(), id -> {
            List<Batch> batches = batches(id, diff);
            journal.write(id, from.version(), after.meta().version(), call, batches);
            if (image.given()) {
                batches.add(new Batch(EventTable.DELETE_IMAGE, List.of(Tuple.of(id))));
                insert(id, after, image.value(), batches);
            }
            recordChange(id, diff, changes, batches);
            WebhookTables.write(id, diff, told, batches);
            return batches;
        });
    }

    private static boolean hasChangedResultsAlone(StateDiff diff) {
        return !diff.results().changed().isEmpty() && diff.changedResultsAlone().isPresent();
    }

    /** One statement instead of one transaction. */
    private Future<Void> saveResults(
            StateDiff diff,
            ChangeSet changes,
            IngestCall call,
            List<WebhookEvent> told,
            UnaryOperator<String> storable) {
        EventMeta from = diff.before().meta();
        ResultsCommit commit = new ResultsCommit(diff, storable);
        journal.write(from.version(), diff.after().meta().version(), call, commit);
        recordChange(diff, changes, commit);
        WebhookTables.write(told, commit);
        return foundOrStale(commit.sql(), commit.parameters(), from);
    }

    /** Adds what the store records of a change besides its rows; nothing here. */
    protected void recordChange(long event, StateDiff diff, ChangeSet changes, List<Batch> batches) {}

    /** The same in one statement with the change; nothing here. */
    protected void recordChange(StateDiff diff, ChangeSet changes, ResultsCommit commit) {}

    /** One transaction: finds the event at the version before, sets the next version, and writes the rest. */
    private Future<Void> advance(EventMeta before, EventMeta after, LongFunction<List<Batch>> rest) {
        return database.inTransaction(transaction -> transaction
                .execute(EventTable.ADVANCE, EventTable.advanced(before, after))
                .compose(advanced -> advanced.size() == 0
                        ? stale(before)
                        : transaction.executeAll(
                                rest.apply(advanced.iterator().next().getLong(0)))));
    }

    @Override
    public Future<Void> renew(EventMeta last, String generation) {
        return foundOrStale(EventTable.RENEW, EventTable.renewed(last, generation), last);
    }

    /** A transaction of one statement, which selects or changes one row if the event is as {@code last} says. */
    private Future<Void> foundOrStale(String sql, Tuple parameters, EventMeta last) {
        return database.inOwnTransaction(sql, parameters)
                .compose(found -> found.rowCount() == 0 ? stale(last) : Future.succeededFuture());
    }

    private <T> Future<T> stale(EventMeta last) {
        return Future.failedFuture(database.failure(Reason.STALE, "does not hold " + last));
    }

    private <T> Future<T> refuse(String what) {
        return Future.failedFuture(database.failure(Reason.REFUSED, what));
    }

    private static boolean hasTypeOf(EventState event, Image image) {
        return Objects.equals(event.meta().imageType(), image == null ? null : image.mediaType());
    }

    @Override
    public Future<List<JournalEntry>> journal(EventId event, int limit) {
        return database.queryBeside(JournalTable.SELECT, journal.selected(event, limit), JournalTable::read);
    }

    @Override
    public Future<Void> saveMentions(EventId event, Map<RaceId, Instant> mentions) {
        return database.inTransaction(
                transaction -> transaction.executeAll(StreamActivityTable.batches(event, mentions)));
    }

    @Override
    public Future<Map<EventId, Map<RaceId, Instant>>> loadMentions() {
        return database.query(StreamActivityTable.SELECT, Tuple.tuple(), StreamActivityTable::read)
                .map(StreamActivityTable::byEvent);
    }

    @Override
    public Future<Map<RaceId, Instant>> loadMentions(EventId event) {
        return database.query(StreamActivityTable.SELECT_ONE, Tuple.of(event.value()), StreamActivityTable::read)
                .map(rows -> StreamActivityTable.byEvent(rows).getOrDefault(event, Map.of()));
    }

    /** {@link #node} is asked once. */
    @Override
    public WebhookStore webhooks() {
        return new WebhookTables(database, node());
    }

    /** This node's name; empty if no other process writes to the database. */
    protected Optional<String> node() {
        return Optional.empty();
    }

    /** {@code image} is {@code null} if there is none. */
    private void insert(long id, EventState event, Image image, List<Batch> batches) {
        if (image != null) {
            Tuple row = EventTable.insertedImage(id, event.meta(), image, database::parameter);
            batches.add(new Batch(EventTable.INSERT_IMAGE, List.of(row)));
        }
    }

    /** The statements in an order that satisfies foreign keys. */
    static List<Batch> batches(long event, StateDiff diff) {
        List<Batch> batches = new ArrayList<>();
        StructureTables.KEYS.remove(event, diff.keys(), batches);
        StructureTables.WEBHOOKS.remove(event, diff.webhooks(), batches);
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
        StructureTables.WEBHOOKS.write(event, diff.webhooks(), batches);
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

    @Override
    public Future<Optional<Image>> image(EventId event, String generation, long version) {
        return database.queryBeside(
                        EventTable.SELECT_IMAGE,
                        Tuple.of(event.value(), generation, version),
                        row -> new Image(row.text(), row.bytes()))
                .map(images -> images.stream().findFirst());
    }

    @Override
    public Future<Void> delete(EventMeta last) {
        return foundOrStale(EventTable.DELETE, EventTable.unchanged(last), last);
    }

    @Override
    public Future<Void> confirm(EventMeta last) {
        return otherNodes().isEmpty()
                ? Future.succeededFuture()
                : foundOrStale(EventTable.CONFIRM, EventTable.unchanged(last), last);
    }

    @Override
    public Future<Void> probe() {
        return database.probe();
    }

    @Override
    public void requireUsable() {
        database.requireUsable();
    }

    @Override
    public Optional<BackupStore> backups() {
        return Optional.empty();
    }

    @Override
    public Optional<EventArchives> archives() {
        return backups().map(files -> files);
    }

    @Override
    public Future<Void> close() {
        return database.close();
    }
}

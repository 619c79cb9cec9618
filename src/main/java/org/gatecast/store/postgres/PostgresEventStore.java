package org.gatecast.store.postgres;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.gatecast.config.Settings;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventMeta;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.VersionChange;
import org.gatecast.store.ArchiveWriter;
import org.gatecast.store.EventArchives;
import org.gatecast.store.EventStore;
import org.gatecast.store.NodeChannel;
import org.gatecast.store.PageFileStore;
import org.gatecast.store.SlotReservations;
import org.gatecast.store.sql.Batch;
import org.gatecast.store.sql.RecordedChange;
import org.gatecast.store.sql.ResultsCommit;
import org.gatecast.store.sql.SqlEventStore;
import org.gatecast.store.sql.SqlQueries;

/** Stores events in a PostgreSQL database. Commands restore events beside it, with {@link PostgresTransfer}. */
public final class PostgresEventStore extends SqlEventStore {
    /** A second longer than a node relies on its reservations. */
    private static final double SLOTS_EXPIRE_SECONDS = 5;

    private final PostgresDatabase database;
    private final Optional<EventArchives> archives;

    PostgresEventStore(PostgresDatabase database, Settings.Journal settings, Optional<EventArchives> archives) {
        super(database, settings);
        this.database = database;
        this.archives = archives;
    }

    /**
     * Connects to the database and migrates its schema to this version of the service.
     *
     * @param settings with a URL
     * @return fails with a {@link org.gatecast.store.StorageException} that an operator can act on
     */
    public static Future<EventStore> open(Vertx vertx, Settings.Database settings, Settings.Journal journal) {
        return PostgresDatabase.open(vertx, settings)
                .map(database -> new PostgresEventStore(database, journal, Optional.empty()));
    }

    /** The same with archives. */
    public static Future<EventStore> open(
            Vertx vertx, Settings.Database settings, Settings.Journal journal, ArchiveWriter writer) {
        return PostgresDatabase.open(vertx, settings)
                .map(database -> new PostgresEventStore(
                        database, journal, Optional.of(new PostgresArchives(vertx, database, settings, writer))));
    }

    public static int schemaVersion() {
        return PostgresSchema.VERSION;
    }

    @Override
    public Optional<EventArchives> archives() {
        return archives;
    }

    @Override
    protected void recordChange(long event, StateDiff diff, ChangeSet changes, List<Batch> batches) {
        ChangesTable.write(event, diff, changes, batches);
    }

    @Override
    protected void recordChange(StateDiff diff, ChangeSet changes, ResultsCommit commit) {
        ChangesTable.write(diff, changes, commit);
    }

    @Override
    protected Future<List<RecordedChange>> changesSince(SqlQueries queries, EventMeta last) {
        return queries.query(
                ChangesTable.SELECT_SINCE,
                Tuple.of(last.eventId().value(), last.generation(), last.version()),
                ChangesTable::readRecorded);
    }

    @Override
    public Future<Map<String, List<VersionChange>>> recentChanges(int limit) {
        return database.query(ChangesTable.SELECT_RECENT, Tuple.of((long) limit), ChangesTable::readRecent)
                .map(ChangesTable::byGeneration);
    }

    @Override
    public int parallelWrites() {
        return PostgresWriters.COUNT;
    }

    @Override
    public Optional<NodeChannel> otherNodes() {
        return Optional.of(database.channel());
    }

    @Override
    protected Optional<String> node() {
        return Optional.of(database.channel().node());
    }

    @Override
    public Optional<SlotReservations> slotReservations() {
        return Optional.of(new SlotTable(database, database.channel().node(), SLOTS_EXPIRE_SECONDS));
    }

    @Override
    public Optional<PageFileStore> pageFiles() {
        return Optional.of(new PageFileTable(database));
    }
}

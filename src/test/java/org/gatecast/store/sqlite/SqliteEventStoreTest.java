package org.gatecast.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.StoreFutures.await;

import io.vertx.core.Context;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.config.Settings;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.ClassId;
import org.gatecast.model.EventState;
import org.gatecast.model.GateStatistics;
import org.gatecast.model.GateStatistics.GateCount;
import org.gatecast.model.IngestCall;
import org.gatecast.model.IngestSource;
import org.gatecast.model.Official;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.store.EventStore;
import org.gatecast.store.SampleStates;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteEventStoreTest {
    private static final Settings.Journal JOURNAL = Settings.defaults().journal();
    private static final RaceId RACE = new RaceId("K1M_0_BR1");
    private static final ParticipantId RIDER = new ParticipantId("P3.K1M_0");

    private final Vertx vertx = Vertx.vertx();
    private final EventState draft = SampleStates.draft("e1");
    private final EventState imported = SampleStates.imported(draft, 20);

    @TempDir
    private Path directory;

    private SqliteDatabase database;
    private EventStore store;

    @BeforeEach
    void open() {
        database = await(SqliteDatabase.open(vertx, file(), Duration.ofSeconds(5)));
        store = new SqliteEventStore(vertx, database, JOURNAL);
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private Path file() {
        return directory.resolve("not/there/yet/events.db");
    }

    @Test
    void aChangeOfOneResultWritesThatRowAndTheVersion() {
        save(draft, imported);
        long before = SqliteRows.changes(database);
        await(store.save(
                StateDiff.between(imported, SampleStates.withStreamResult(imported, RACE, RIDER, 8888)),
                ChangeSet.NOTHING,
                null,
                Field.absent()));
        assertThat(SqliteRows.changes(database) - before).isEqualTo(2);
    }

    @Test
    void anUnchangedEventIsNotWrittenAtAll() {
        save(draft, imported);
        long changes = SqliteRows.changes(database);
        long log = sizeOfLog();
        await(store.save(
                StateDiff.between(imported, SampleStates.imported(draft, 20)),
                ChangeSet.NOTHING,
                null,
                Field.absent()));
        assertThat(SqliteRows.changes(database)).isEqualTo(changes);
        assertThat(sizeOfLog()).isEqualTo(log);
    }

    @Test
    void anEntryOfTheJournalCostsOneRowBesideTheChange() {
        save(draft, imported);
        long before = SqliteRows.changes(database);
        await(store.save(
                StateDiff.between(imported, SampleStates.withStreamResult(imported, RACE, RIDER, 8888)),
                ChangeSet.NOTHING,
                IngestCall.unreadableOnly(IngestSource.RESULTS, Instant.EPOCH, 1, 1),
                Field.absent()));
        assertThat(SqliteRows.changes(database) - before).isEqualTo(3);
    }

    @Test
    void whenTheExportIsReorderedOnlyWhatMovedIsWritten() {
        save(draft, imported);
        long before = SqliteRows.changes(database);
        List<Race> races = new ArrayList<>(imported.races().values());
        Map<RaceId, Race> turned = new LinkedHashMap<>();
        for (int i = races.size() - 1; i >= 0; i--) {
            turned.put(races.get(i).raceId(), races.get(i));
        }
        EventState after = new EventState(
                imported.meta().withVersion(9),
                imported.classes(),
                imported.participants(),
                imported.courses(),
                turned,
                imported.results(),
                imported.officials(),
                imported.gateStatistics());
        await(store.save(StateDiff.between(imported, after), ChangeSet.NOTHING, null, Field.absent()));
        assertThat(SqliteRows.changes(database) - before).isEqualTo(1 + races.size());
        assertThat(List.copyOf(await(store.loadAll()).get(0).races().keySet())).isEqualTo(List.copyOf(turned.keySet()));
    }

    @Test
    void oneOfficialOrOneGateMoreIsOneRowWritten() {
        save(draft, imported);
        EventState paired = withOfficials(imported, 3, List.of("Judge", "Starter"), 5);
        await(store.save(StateDiff.between(imported, paired), ChangeSet.NOTHING, null, Field.absent()));
        long before = SqliteRows.changes(database);
        EventState next = withOfficials(paired, 4, List.of("Judge", "Starter", "Scorer"), 6);
        await(store.save(StateDiff.between(paired, next), ChangeSet.NOTHING, null, Field.absent()));
        assertThat(SqliteRows.changes(database) - before)
                .as("the event, an official, the statistics")
                .isEqualTo(3);
        assertThat(await(store.loadAll())).containsExactly(next);
    }

    private static EventState withOfficials(EventState event, long version, List<String> functions, int touched) {
        return new EventState(
                event.meta().withVersion(version),
                event.classes(),
                event.participants(),
                event.courses(),
                event.races(),
                event.results(),
                functions.stream()
                        .map(function -> new Official(function, "NOVÁK", "Jan", null))
                        .toList(),
                List.of(new GateStatistics(
                        new ClassId("K1M_0"), "QUAL", 40, List.of(new GateCount(touched, 0), new GateCount(null, 1)))));
    }

    @Test
    void aWorkerVerticleCanOwnTheStore() {
        var owner = new VerticleBase() {
            @Override
            public Future<?> start() {
                return SqliteEventStore.open(
                                vertx, Settings.defaults().database().inFile(directory.resolve("owned.db")), JOURNAL)
                        .compose(owned -> owned.create(draft, null)
                                .compose(id -> owned.save(
                                        StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent()))
                                .compose(saved -> {
                                    assertThat(Context.isOnWorkerThread()).isTrue();
                                    return owned.loadAll();
                                })
                                .compose(events -> {
                                    assertThat(events).containsExactly(imported);
                                    return owned.close();
                                }));
            }
        };
        assertThat(await(vertx.deployVerticle(owner, new DeploymentOptions().setThreadingModel(ThreadingModel.WORKER))))
                .isNotNull();
        assertThat(Files.exists(directory.resolve("owned.db-wal"))).isFalse();
    }

    @Test
    void everyConnectionIsDurableStrictAndBounded() {
        assertThat(SqliteRows.text(database, "PRAGMA journal_mode")).isEqualTo("wal");
        assertThat(SqliteRows.number(database, "PRAGMA synchronous")).isEqualTo(2);
        assertThat(SqliteRows.number(database, "PRAGMA foreign_keys")).isEqualTo(1);
        assertThat(SqliteRows.number(database, "PRAGMA busy_timeout")).isEqualTo(5000);
        assertThat(SqliteRows.number(database, "PRAGMA temp_store")).isEqualTo(2);
        assertThat(SqliteRows.number(database, "PRAGMA cache_size")).isEqualTo(-8192);
        assertThat(SqliteRows.number(database, "PRAGMA journal_size_limit")).isEqualTo(8_388_608);
        assertThat(SqliteRows.number(database, "PRAGMA recursive_triggers")).isZero();
    }

    @Test
    void aClosedStoreIsOneFile() {
        save(draft, imported);
        assertThat(Files.exists(log())).isTrue();
        await(store.close());
        assertThat(directory.resolve("not/there/yet")).isDirectoryContaining(path -> path.equals(file()));
        assertThat(Files.exists(log())).isFalse();
        open();
        assertThat(await(store.loadAll())).containsExactly(imported);
    }

    private void save(EventState before, EventState after) {
        await(store.create(before, null));
        await(store.save(StateDiff.between(before, after), ChangeSet.NOTHING, null, Field.absent()));
    }

    private Path log() {
        return file().resolveSibling("events.db-wal");
    }

    private long sizeOfLog() {
        return log().toFile().length();
    }
}

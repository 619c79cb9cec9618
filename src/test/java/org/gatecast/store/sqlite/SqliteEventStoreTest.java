package org.gatecast.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.sqlite.StoreFutures.await;
import static org.gatecast.store.sqlite.StoreFutures.awaitTrouble;

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
import java.util.Set;
import org.gatecast.config.Settings;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.ClassId;
import org.gatecast.model.DetailField;
import org.gatecast.model.EventId;
import org.gatecast.model.EventImage;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.EventStatus;
import org.gatecast.model.GateStatistics;
import org.gatecast.model.GateStatistics.GateCount;
import org.gatecast.model.Image;
import org.gatecast.model.Official;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;
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
    void eventsComeBackInTheOrderOfTheirCreation() {
        EventState other = SampleStates.draft("a0");
        await(store.create(draft, null));
        await(store.create(other, null));
        await(store.save(StateDiff.between(draft, imported), null, Field.absent()));
        assertThat(await(store.loadAll())).containsExactly(imported, other);
    }

    @Test
    void aChangeOfOneResultWritesThatRowAndTheVersion() {
        save(draft, imported);
        long before = SqliteRows.changes(database);
        await(store.save(
                StateDiff.between(imported, SampleStates.withStreamResult(imported, RACE, RIDER, 8888)),
                null,
                Field.absent()));
        assertThat(SqliteRows.changes(database) - before).isEqualTo(2);
    }

    @Test
    void anUnchangedEventIsNotWrittenAtAll() {
        save(draft, imported);
        long changes = SqliteRows.changes(database);
        long log = sizeOfLog();
        await(store.save(StateDiff.between(imported, SampleStates.imported(draft, 20)), null, Field.absent()));
        assertThat(SqliteRows.changes(database)).isEqualTo(changes);
        assertThat(sizeOfLog()).isEqualTo(log);
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
        await(store.save(StateDiff.between(imported, after), null, Field.absent()));
        assertThat(SqliteRows.changes(database) - before).isEqualTo(1 + races.size());
        assertThat(List.copyOf(await(store.loadAll()).get(0).races().keySet())).isEqualTo(List.copyOf(turned.keySet()));
    }

    @Test
    void anEditChangesTheEventAndItsImageTogether() {
        EventId id = draft.meta().eventId();
        await(store.create(draft, null));
        EventMeta meta = draft.meta();
        EventState png = draft.withMeta(meta.withDetails(
                        meta.details().titled("Edited"),
                        Set.of(DetailField.LOCATION, DetailField.END_DATE),
                        new OrganiserDates(null, "2026-11-22"))
                .withImage(EventImage.ofOrganiser("image/png", 2))
                .withVersion(2));
        await(store.save(StateDiff.between(draft, png), null, Field.of(new Image("image/png", new byte[] {1}))));
        assertThat(await(store.loadAll())).containsExactly(png);
        assertThat(await(store.image(id)).orElseThrow().bytes()).containsExactly(1);

        EventState titled = png.withMeta(png.meta()
                .withDetails(png.meta().details().titled("Again"), Set.of(), OrganiserDates.NONE)
                .withVersion(3));
        await(store.save(StateDiff.between(png, titled), null, Field.absent()));
        assertThat(await(store.image(id))).isPresent();

        EventState bare = titled.withMeta(titled.meta().withImage(null).withVersion(4));
        await(store.save(StateDiff.between(titled, bare), null, Field.of(null)));
        assertThat(await(store.loadAll())).containsExactly(bare);
        assertThat(await(store.image(id))).isEmpty();
    }

    @Test
    void anImportsImageIsCommittedWithItsEntryInTheJournalAndKnownAgain() {
        await(store.create(draft, null));
        Image image = Image.withDigest("image/png", new byte[] {1, 2});
        EventState pictured = draft.withMeta(draft.meta()
                .withImage(new EventImage("image/png", 2, image.digest()))
                .withVersion(2));
        await(store.save(StateDiff.between(draft, pictured), JournalTest.call(0), Field.of(image)));
        assertThat(await(store.loadAll())).containsExactly(pictured);
        assertThat(await(store.image(draft.meta().eventId())).orElseThrow().bytes())
                .containsExactly(1, 2);
        assertThat(await(store.journal(draft.meta().eventId(), 10))).hasSize(1);
    }

    @Test
    void oneOfficialOrOneGateMoreIsOneRowWritten() {
        save(draft, imported);
        EventState paired = withOfficials(imported, 3, List.of("Judge", "Starter"), 5);
        await(store.save(StateDiff.between(imported, paired), null, Field.absent()));
        long before = SqliteRows.changes(database);
        EventState next = withOfficials(paired, 4, List.of("Judge", "Starter", "Scorer"), 6);
        await(store.save(StateDiff.between(paired, next), null, Field.absent()));
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
    void anEditThatDisagreesWithItsImageChangesNothing() {
        await(store.create(draft, null));
        EventState png = draft.withMeta(
                draft.meta().withImage(EventImage.ofOrganiser("image/png", 2)).withVersion(2));
        for (Image image : new Image[] {null, new Image("image/gif", new byte[] {1})}) {
            assertThat(awaitTrouble(store.save(StateDiff.between(draft, png), null, Field.of(image))))
                    .hasMessageContaining("disagree");
        }
        assertThat(await(store.loadAll())).containsExactly(draft);
    }

    @Test
    void instantsAreKeptToTheMillisecond() {
        EventMeta meta = draft.meta().withStatus(EventStatus.DRAFT, Instant.parse("2026-11-20T09:00:00.123987654Z"));
        await(store.create(draft.withMeta(meta), null));
        assertThat(await(store.loadAll()).get(0).meta().statusChangedAt())
                .isEqualTo(Instant.parse("2026-11-20T09:00:00.123Z"));
    }

    @Test
    void anImageIsStoredWithItsEvent() {
        byte[] bytes = new byte[1 << 20];
        bytes[7] = -1;
        EventState pictured = draft.withMeta(withImage(draft.meta(), "image/png"));
        await(store.create(pictured, new Image("image/png", bytes)));
        Image image = await(store.image(new EventId("e1"))).orElseThrow();
        assertThat(image.mediaType()).isEqualTo("image/png");
        assertThat(image.bytes()).isEqualTo(bytes);
        assertThat(await(store.loadAll())).containsExactly(pictured);
        assertThat(await(store.image(new EventId("nobody")))).isEmpty();
    }

    @Test
    void aDeletedEventLeavesNoRowAndItsNumberIsNotUsedAgain() {
        EventState pictured = draft.withMeta(withImage(draft.meta(), "image/png"));
        long first = await(store.create(pictured, new Image("image/png", new byte[] {1})));
        await(store.save(StateDiff.between(pictured, SampleStates.imported(pictured, 20)), null, Field.absent()));
        assertThat(await(store.delete(new EventId("e1")))).isTrue();
        assertThat(SqliteRows.tables(database))
                .contains("events", "event_images", "results", "team_members")
                .allSatisfy(
                        table -> assertThat(SqliteRows.count(database, table)).isZero());
        assertThat(await(store.create(draft, null))).isGreaterThan(first);
    }

    @Test
    void anEventThatIsNotThereCannotBeDeleted() {
        assertThat(await(store.delete(new EventId("nobody")))).isFalse();
    }

    @Test
    void savesThatAreAskedForAtOnceHappenOneAfterTheOther() {
        EventState other = SampleStates.draft("e2");
        EventState otherImported = SampleStates.imported(other, 150);
        EventState next = SampleStates.withStreamResult(imported, RACE, RIDER, 8888);
        await(Future.all(List.of(
                store.create(draft, null),
                store.create(other, null),
                store.save(StateDiff.between(draft, imported), null, Field.absent()),
                store.save(StateDiff.between(other, otherImported), null, Field.absent()),
                store.save(StateDiff.between(imported, next), null, Field.absent()))));
        assertThat(await(store.loadAll())).containsExactly(next, otherImported);
    }

    @Test
    void aWorkerVerticleCanOwnTheStore() {
        var owner = new VerticleBase() {
            @Override
            public Future<?> start() {
                return SqliteEventStore.open(
                                vertx,
                                new Settings.Database(directory.resolve("owned.db"), Duration.ofSeconds(5)),
                                JOURNAL)
                        .compose(owned -> owned.create(draft, null)
                                .compose(id -> owned.save(StateDiff.between(draft, imported), null, Field.absent()))
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

    @Test
    void fiveThousandParticipantsAreImportedReadBackAndDeleted() {
        EventState large = SampleStates.imported(draft, 5000);
        save(draft, large);
        assertThat(await(store.loadAll())).containsExactly(large);
        await(store.delete(new EventId("e1")));
        assertThat(SqliteRows.count(database, "results")).isZero();
    }

    private void save(EventState before, EventState after) {
        await(store.create(before, null));
        await(store.save(StateDiff.between(before, after), null, Field.absent()));
    }

    private Path log() {
        return file().resolveSibling("events.db-wal");
    }

    private long sizeOfLog() {
        return log().toFile().length();
    }

    private static EventMeta withImage(EventMeta meta, String mediaType) {
        return meta.withImage(mediaType == null ? null : EventImage.ofOrganiser(mediaType, 1));
    }
}

package org.gatecast.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatecast.store.StoreFutures.await;
import static org.gatecast.store.StoreFutures.awaitTrouble;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.gatecast.bus.FileContent;
import org.gatecast.bus.PageFileRequest.PageFile;
import org.gatecast.config.PostgresUrl;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsLoader;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.EventStatus;
import org.gatecast.model.IngestCall;
import org.gatecast.model.IngestSource;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.VersionChange;
import org.gatecast.store.EventSource;
import org.gatecast.store.EventStore;
import org.gatecast.store.FollowedEvent;
import org.gatecast.store.SampleStates;
import org.gatecast.store.StorageException;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.testing.Await;
import org.gatecast.testing.PostgresCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is different from a file: a server that can be away, sessions that end, and other programs. */
class PostgresEventStoreTest {
    private static final String WAITING =
            "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";

    private static final Settings.Journal JOURNAL = Settings.defaults().journal();

    private final Vertx vertx = Vertx.vertx();
    private final EventState draft = SampleStates.draft("e1");
    private final EventState imported = SampleStates.imported(draft, 20);
    private PostgresCluster cluster;
    private String name;

    @BeforeEach
    void createDatabase() {
        cluster = PostgresCluster.shared();
        name = cluster.newEmptyDatabase();
    }

    @AfterEach
    void dropDatabase() {
        await(vertx.close());
        if (name != null) {
            cluster.drop(name);
        }
    }

    @Test
    void anEmptyDatabaseGetsTheSchemaAndIsUsedAgain() {
        EventStore store = open();
        await(store.create(draft, null));
        await(store.close());
        store = open();
        assertThat(await(store.loadAll())).containsExactly(draft);
        await(store.close());
    }

    @Test
    void severalStoresWriteAndTheOneThatComesSecondIsTold() {
        EventStore one = open();
        EventStore other = open();
        await(one.create(draft, null));
        assertThat(awaitTrouble(other.create(draft, null)).reason()).isEqualTo(Reason.STALE);
        await(other.save(StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent()));
        assertThat(awaitTrouble(one.save(StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent()))
                        .reason())
                .isEqualTo(Reason.STALE);
        assertThat(awaitTrouble(one.delete(draft.meta())).reason()).isEqualTo(Reason.STALE);
        assertThat(await(one.loadAll())).containsExactly(imported);
        await(one.delete(imported.meta()));
        assertThat(await(other.loadAll())).isEmpty();
        await(one.close());
        await(other.close());
    }

    @Test
    void twoStoresThatOpenAnEmptyDatabaseAtOnceBothHaveTheSchema() {
        var one = PostgresEventStore.open(vertx, settings(name), JOURNAL);
        var other = PostgresEventStore.open(vertx, settings(name), JOURNAL);
        await(await(one).create(draft, null));
        assertThat(await(await(other).loadAll())).containsExactly(draft);
        await(await(one).close());
        await(await(other).close());
    }

    @Test
    void aSessionThatEndsIsOpenedAgain() {
        EventStore store = open();
        await(store.create(draft, null));
        for (int i = 0; i < 3; i++) {
            List<String> before = texts(WRITERS);
            before.forEach(pid -> cluster.execute("postgres", "SELECT pg_terminate_backend(" + pid + ")"));
            Await.until(
                    "other sessions write",
                    () -> texts(WRITERS).size() == before.size()
                            && texts(WRITERS).stream().noneMatch(before::contains));
            Await.until("the store may be used", () -> isUsable(store));
        }
        await(store.save(StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent()));
        assertThat(await(store.loadAll())).containsExactly(imported);
        await(store.close());
        Await.until("no session is left", () -> texts(WRITERS).isEmpty());
    }

    private static final String WRITERS =
            "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'gatecast'";

    @Test
    void changesOfDifferentEventsAreCommittedBesideEachOther() throws SQLException {
        EventStore store = open();
        EventState other = SampleStates.draft("e2");
        await(store.create(draft, null));
        await(store.create(other, null));
        try (Connection blocking = cluster.connect(name);
                Statement statement = blocking.createStatement()) {
            blocking.setAutoCommit(false);
            statement.execute("SELECT * FROM events WHERE event_id = 'e1' FOR UPDATE");
            var waiting = store.save(StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent());
            await(store.save(
                    StateDiff.between(other, SampleStates.imported(other, 3)),
                    ChangeSet.NOTHING,
                    null,
                    Field.absent()));
            assertThat(waiting.isComplete()).isFalse();
            blocking.rollback();
            await(waiting);
        }
        await(store.close());
    }

    @Test
    void whileTheServerAdmitsNobodyNothingIsWritten() {
        EventStore store = open();
        await(store.create(draft, null));
        cluster.execute("postgres", "ALTER DATABASE " + name + " ALLOW_CONNECTIONS false");
        cluster.execute(
                "postgres", "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
        Await.until("the session is lost", () -> !isUsable(store));
        assertThatThrownBy(store::requireUsable).isInstanceOf(StorageException.class);
        assertThat(awaitTrouble(store.save(StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent()))
                        .reason())
                .isEqualTo(Reason.UNREACHABLE);
        assertThat(awaitTrouble(store.probe()).reason()).isEqualTo(Reason.UNREACHABLE);
        cluster.execute("postgres", "ALTER DATABASE " + name + " ALLOW_CONNECTIONS true");
        Await.until("the store has a session again", () -> isUsable(store));
        await(store.probe());
        assertThat(await(store.loadAll())).containsExactly(draft);
        await(store.close());
    }

    @Test
    void theChangesSinceAStateComeWithTheStateInOneRead() {
        EventStore store = open();
        await(store.create(draft, null));
        await(store.save(
                StateDiff.between(draft, imported), new ChangeSet(true, Map.of(), null), null, Field.absent()));
        EventState running = imported.withMeta(imported.meta()
                .withStatus(EventStatus.RUNNING, imported.meta().statusChangedAt())
                .withVersion(3));
        await(store.save(
                StateDiff.between(imported, running),
                new ChangeSet(false, Map.of(), EventStatus.RUNNING),
                null,
                Field.absent()));
        EventId id = draft.meta().eventId();
        VersionChange second = new VersionChange(2, Map.of(), false, false);
        VersionChange third = new VersionChange(3, Map.of(), true, true);
        assertThat(await(store.loadSince(id, draft))).contains(new FollowedEvent(running, List.of(second, third)));
        assertThat(await(store.loadSince(id, imported))).contains(new FollowedEvent(running, List.of(third)));
        assertThat(await(store.loadSince(id, null))).contains(new FollowedEvent(running, List.of()));
        assertThat(await(store.loadSince(new EventId("nobody"), null))).isEmpty();
        assertThat(await(store.recentChanges(1))).isEqualTo(Map.of(draft.meta().generation(), List.of(third)));
        await(store.close());
    }

    @Test
    void aRowThatAnotherProcessLocksIsWaitedForAndThenGivenUp() throws SQLException {
        EventStore store = open();
        await(store.create(draft, null));
        try (Connection other = cluster.connect(name);
                Statement statement = other.createStatement()) {
            other.setAutoCommit(false);
            statement.execute("SELECT * FROM events FOR UPDATE");
            assertThat(awaitTrouble(store.save(
                                    StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent()))
                            .reason())
                    .isEqualTo(Reason.LOCKED);
            assertThat(await(store.load(draft.meta().eventId()))).contains(draft);
        }
        await(store.save(StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent()));
        assertThat(await(store.loadAll())).containsExactly(imported);
        await(store.close());
    }

    @Test
    void everyChangeHasItsRowAndOldOnesAreDeleted() {
        EventStore store = open();
        await(store.create(draft, null));
        await(store.save(
                StateDiff.between(draft, imported), new ChangeSet(true, Map.of(), null), null, Field.absent()));
        EventState last = imported;
        long kept = ChangesTable.KEPT;
        EventState next = last.withMeta(last.meta().withVersion(kept + 40));
        next = SampleStates.withStreamResult(next, new RaceId("K1M_0_BR1"), new ParticipantId("P3.K1M_0"), 8888);
        await(store.save(
                StateDiff.between(last, next),
                new ChangeSet(false, Map.of(), EventStatus.RUNNING),
                null,
                Field.absent()));
        assertThat(texts("SELECT concat_ws(' ', version, coalesce(status, '-'), coalesce(rows, '-')) FROM changes"))
                .as("the first is more than %d versions old", kept)
                .containsExactly(next.meta().version() + " running {}");
        await(store.close());
    }

    @Test
    void afterResultsAloneOnlyTheirRowsAreRead() throws SQLException {
        EventStore store = open();
        await(store.create(draft, null));
        await(store.save(StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent()));
        EventState last = imported;
        EventState next = imported;
        for (int i = 0; i < 3; i++) {
            EventState before = next;
            next = SampleStates.withStreamResult(
                    before, new RaceId("K1M_0_BR1"), new ParticipantId("P" + (3 + i % 2) + ".K1M_0"), 8_000 + i);
            await(store.save(StateDiff.between(before, next), ChangeSet.NOTHING, null, Field.absent()));
        }
        // A row that no change has named: it would be read if all rows were.
        cluster.execute(name, "UPDATE courses SET course_config = 'other'");
        FollowedEvent followed =
                await(store.loadSince(last.meta().eventId(), last)).orElseThrow();
        assertThat(followed.state()).isEqualTo(next);
        assertThat(followed.versions()).hasSize(3);
        assertThat(List.copyOf(
                        followed.state().resultsOf(new RaceId("K1M_0_BR1")).keySet()))
                .isEqualTo(List.copyOf(next.resultsOf(new RaceId("K1M_0_BR1")).keySet()));
        cluster.execute(name, "UPDATE changes SET results = NULL WHERE version = 4");
        assertThat(await(store.loadSince(last.meta().eventId(), last))
                        .orElseThrow()
                        .state())
                .as("all rows")
                .isNotEqualTo(next)
                .isEqualTo(await(store.load(last.meta().eventId())).orElseThrow());
        await(store.close());
    }

    @Test
    void ofTwoStoresThatChangeOneResultTheSecondIsToldAndWritesNothing() {
        EventStore one = open();
        EventStore other = open();
        await(one.create(draft, null));
        await(one.save(StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent()));
        EventState first = withTime(imported, 8_000);
        await(one.save(StateDiff.between(imported, first), ChangeSet.NOTHING, call(), Field.absent()));
        assertThat(awaitTrouble(other.save(
                                StateDiff.between(imported, withTime(imported, 9_000)),
                                ChangeSet.NOTHING,
                                call(),
                                Field.absent()))
                        .reason())
                .isEqualTo(Reason.STALE);
        assertThat(await(one.loadAll())).containsExactly(first);
        assertThat(texts("SELECT version FROM changes ORDER BY version")).containsExactly("2", "3");
        assertThat(texts("SELECT version FROM ingest_calls")).containsExactly("3");
        await(one.close());
        await(other.close());
    }

    /** The server reports it after the statement's result: the store must not take that for the commit. */
    @Test
    void aChangeOfResultsThatFailsWhenItIsCommittedIsReportedAndWritesNothing() {
        EventStore store = open();
        await(store.create(draft, null));
        await(store.save(StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent()));
        cluster.execute(
                name,
                "CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RAISE EXCEPTION ''disk full'' USING"
                        + " ERRCODE = ''53100''; END'; CREATE CONSTRAINT TRIGGER fail AFTER INSERT ON changes DEFERRABLE"
                        + " INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION fail()");
        EventState next = withTime(imported, 8_000);
        assertThat(awaitTrouble(store.save(
                                StateDiff.between(imported, next), ChangeSet.NOTHING, call(), Field.absent()))
                        .reason())
                .isEqualTo(Reason.FULL);
        assertThat(await(store.loadAll())).containsExactly(imported);
        assertThat(texts("SELECT version FROM ingest_calls")).isEmpty();
        cluster.execute(name, "DROP TRIGGER fail ON changes");
        await(store.save(StateDiff.between(imported, next), ChangeSet.NOTHING, call(), Field.absent()));
        assertThat(await(store.loadAll())).containsExactly(next);
        await(store.close());
    }

    private static EventState withTime(EventState state, int time) {
        return SampleStates.withStreamResult(state, new RaceId("K1M_0_BR1"), new ParticipantId("P3.K1M_0"), time);
    }

    private static IngestCall call() {
        return IngestCall.of(IngestSource.RESULTS, Instant.EPOCH, 10, 1, 0, List.of());
    }

    @Test
    void aDatabaseOfAnotherProgramIsRefused() {
        cluster.execute(name, "CREATE TABLE invoices (id INTEGER)");
        assertThat(awaitTrouble(PostgresEventStore.open(vertx, settings(name), JOURNAL))
                        .reason())
                .isEqualTo(Reason.FOREIGN);
        Await.until("no session is left", () -> texts(WRITERS).isEmpty());
    }

    @Test
    void aNewerSchemaIsRefused() {
        await(open().close());
        cluster.execute(name, "UPDATE flyway_schema_history SET version = '99' WHERE version = '3'");
        assertThat(awaitTrouble(PostgresEventStore.open(vertx, settings(name), JOURNAL))
                        .reason())
                .isEqualTo(Reason.NEWER_VERSION);
    }

    @Test
    void aNewerSchemaIsUsedIfEachOfItsMigrationsAllowsIt() {
        EventStore store = open();
        await(store.create(draft, null));
        await(store.close());
        int known = PostgresEventStore.schemaVersion();
        migrated(known + 1, known);
        migrated(known + 2, 1);
        store = open();
        await(store.save(StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent()));
        assertThat(await(store.loadAll())).containsExactly(imported);
        await(store.close());
        assertThat(awaitTrouble(new PostgresTransfer(vertx, settings(name)).read(EventSource::eventIds))
                        .reason())
                .as("a copy would lack what the newer version has saved")
                .isEqualTo(Reason.NEWER_VERSION);
        migrated(known + 3, known + 1);
        assertNewer();
    }

    @Test
    void aNewerSchemaWithAMigrationThatSaysNothingIsRefused() {
        await(open().close());
        int known = PostgresEventStore.schemaVersion();
        migrated(known + 2, known);
        assertNewer();
    }

    private void assertNewer() {
        assertThat(awaitTrouble(PostgresEventStore.open(vertx, settings(name), JOURNAL))
                        .reason())
                .isEqualTo(Reason.NEWER_VERSION);
    }

    /** As the migration of a later version leaves it. */
    private void migrated(int version, int usableFrom) {
        cluster.execute(
                name,
                """
                ALTER TABLE events ADD COLUMN added_by_%1$d TEXT;
                INSERT INTO schema_compatibility (version, usable_from) VALUES (%1$d, %2$d);
                INSERT INTO flyway_schema_history
                SELECT %1$d, '%1$d', 'later', type, 'V%1$d__later.sql', 0, installed_by, now(), 0, true
                FROM flyway_schema_history WHERE version = '1'"""
                        .formatted(version, usableFrom));
    }

    @Test
    void aMigrationDoesNotHoldUpTheNodesThatRunWhileALongTransactionUsesTheTables() throws SQLException {
        PostgresUrl url = settings(name).url().orElseThrow();
        Flyway.configure()
                .configuration(PostgresSchema.flyway(url, Optional.empty()).getConfiguration())
                .target("5")
                .load()
                .migrate();
        Future<EventStore> opened;
        try (Connection backup = cluster.connect(name);
                Statement statement = backup.createStatement()) {
            backup.setAutoCommit(false);
            statement.execute("SELECT count(*) FROM slots");
            opened = PostgresEventStore.open(vertx, settings(name), JOURNAL);
            for (int attempt = 0; attempt < 2; attempt++) {
                Await.until("the migration waits", () -> !texts(WAITING).isEmpty());
                Await.until("the migration makes way", () -> texts(WAITING).isEmpty());
            }
            assertThat(opened.isComplete()).isFalse();
            backup.rollback();
        }
        await(await(opened).close());
        assertThat(texts("SELECT counts FROM slots")).isEmpty();
    }

    @Test
    void nodesShareTheFilesOfTheirPages() {
        EventStore one = open();
        EventStore other = open();
        PageFile file = new PageFile("/assets/A1/main.js", "text/javascript", content("one"));
        PageFile second = new PageFile("/assets/B2/main.js", "text/javascript", content("another"));
        await(one.pageFiles().orElseThrow().keep(List.of(file)));
        await(other.pageFiles().orElseThrow().keep(List.of(file, second)));
        cluster.execute(name, "UPDATE page_files SET started_at = now() - INTERVAL '13 months'");
        await(one.pageFiles().orElseThrow().keep(List.of(file)));
        List<PageFile> found = await(
                other.pageFiles().orElseThrow().find(Set.of(file.address(), second.address(), "/assets/C3/main.js")));
        assertThat(found).as("of the last year").containsExactly(file);
        await(one.close());
        await(other.close());
    }

    @Test
    void whatIsWrongWithTheAddressIsSaidWithoutThePassword() {
        assertRefused("postgresql://gatecast:guessed@127.0.0.1:" + cluster.port() + "/" + name, Reason.NOT_WRITABLE);
        assertRefused(cluster.url("nowhere"), Reason.MISSING);
        assertRefused("postgresql://gatecast:guessed@127.0.0.1:1/" + name, Reason.UNREACHABLE);
    }

    private void assertRefused(String url, Reason reason) {
        StorageException refused = awaitTrouble(PostgresEventStore.open(
                vertx,
                SettingsLoader.load(Map.of("database.url", url, "database.busy-timeout-millis", "300"))
                        .database(),
                JOURNAL));
        assertThat(refused.reason()).as(refused.getMessage()).isEqualTo(reason);
        assertThat(refused.getMessage()).doesNotContain("guessed", "p+w");
    }

    private static boolean isUsable(EventStore store) {
        try {
            store.requireUsable();
            return true;
        } catch (StorageException e) {
            return false;
        }
    }

    private EventStore open() {
        return await(PostgresEventStore.open(vertx, settings(name), JOURNAL));
    }

    private Settings.Database settings(String database) {
        return SettingsLoader.load(Map.of("database.url", cluster.url(database), "database.busy-timeout-millis", "700"))
                .database();
    }

    private List<String> texts(String sql) {
        try (Connection connection = cluster.connect(name);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static FileContent content(String text) {
        return new FileContent(text.getBytes(StandardCharsets.UTF_8));
    }
}

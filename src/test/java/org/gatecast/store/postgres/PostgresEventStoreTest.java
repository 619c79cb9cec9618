package org.gatecast.store.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.gatecast.store.StoreFutures.await;
import static org.gatecast.store.StoreFutures.awaitTrouble;

import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsLoader;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventState;
import org.gatecast.model.EventStatus;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.store.EventStore;
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
    void aSecondServiceIsRefusedUntilTheFirstStops() {
        EventStore store = open();
        StorageException refused = awaitTrouble(PostgresEventStore.open(vertx, settings(name), JOURNAL));
        assertThat(refused.reason()).isEqualTo(Reason.LOCKED);
        assertThat(refused).hasMessageContaining("in use by another Gatecast");
        await(store.close());
        await(open().close());
    }

    @Test
    void aSessionThatEndsIsOpenedAgainAndLocked() {
        EventStore store = open();
        await(store.create(draft, null));
        for (int i = 0; i < 3; i++) {
            String before = texts(LOCKS).get(0);
            cluster.execute("postgres", "SELECT pg_terminate_backend(" + before + ")");
            Await.until(
                    "another session holds the lock",
                    () -> texts(LOCKS).size() == 1 && !texts(LOCKS).get(0).equals(before));
            Await.until("the store may be used", () -> isUsable(store));
        }
        await(store.save(StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent()));
        assertThat(await(store.loadAll())).containsExactly(imported);
        await(store.close());
        assertThat(texts(LOCKS)).isEmpty();
    }

    private static final String LOCKS = "SELECT pid FROM pg_locks JOIN pg_database ON pg_database.oid = database"
            + " WHERE locktype = 'advisory' AND granted AND datname = current_database()";

    @Test
    void whileAnotherServiceHasTheLockNothingIsWritten() throws SQLException {
        EventStore store = open();
        await(store.create(draft, null));
        try (Connection other = cluster.connect(name);
                Statement statement = other.createStatement()) {
            statement.execute("SELECT pg_terminate_backend(" + texts(LOCKS).get(0) + ")");
            statement.execute("SELECT pg_advisory_lock(" + PostgresWriter.LOCK + ")");
            Await.until("the session is lost", () -> !isUsable(store));
            assertThatThrownBy(store::requireUsable).isInstanceOf(StorageException.class);
            assertThat(awaitTrouble(store.save(
                                    StateDiff.between(draft, imported), ChangeSet.NOTHING, null, Field.absent()))
                            .reason())
                    .isEqualTo(Reason.UNREACHABLE);
            assertThat(awaitTrouble(store.probe()).reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(await(store.loadAll())).containsExactly(draft);
        }
        Await.until("the store has the lock again", () -> isUsable(store));
        await(store.probe());
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
    void aDatabaseOfAnotherProgramIsRefused() {
        cluster.execute(name, "CREATE TABLE invoices (id INTEGER)");
        assertThat(awaitTrouble(PostgresEventStore.open(vertx, settings(name), JOURNAL))
                        .reason())
                .isEqualTo(Reason.FOREIGN);
        assertThat(texts(LOCKS)).as("locks left").isEmpty();
    }

    @Test
    void aNewerSchemaIsRefused() {
        await(open().close());
        cluster.execute(name, "UPDATE flyway_schema_history SET version = '99' WHERE version = '1'");
        assertThat(awaitTrouble(PostgresEventStore.open(vertx, settings(name), JOURNAL))
                        .reason())
                .isEqualTo(Reason.NEWER_VERSION);
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
}

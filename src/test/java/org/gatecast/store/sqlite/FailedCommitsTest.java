package org.gatecast.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.StoreFutures.await;
import static org.gatecast.store.StoreFutures.awaitTrouble;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Tuple;
import java.nio.file.Path;
import java.time.Duration;
import org.gatecast.config.Settings;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.store.EventStore;
import org.gatecast.store.SampleStates;
import org.gatecast.store.StorageException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A commit that SQLite refuses leaves the data unchanged, and the store continues. */
class FailedCommitsTest {
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
        database = await(SqliteDatabase.open(vertx, directory.resolve("events.db"), Duration.ofSeconds(5)));
        store = new SqliteEventStore(vertx, database, JOURNAL);
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void aCommitThatFailsIsUndone() {
        save(draft, imported);
        Future<Void> dangling = database.inTransaction(connection -> connection
                .execute("PRAGMA defer_foreign_keys = ON", Tuple.tuple())
                .compose(on -> connection.execute("UPDATE races SET class_id = 'nobody'", Tuple.tuple()))
                .mapEmpty());
        assertThat(awaitTrouble(dangling).reason()).isEqualTo(Reason.REFUSED);
        assertThat(await(store.loadAll())).containsExactly(imported);

        EventState next = SampleStates.withStreamResult(imported, RACE, RIDER, 8888);
        await(store.save(StateDiff.between(imported, next), ChangeSet.NOTHING, null, Field.absent()));
        assertThat(await(store.loadAll())).containsExactly(next);
    }

    @Test
    void aFullDiskIsReportedAndTheStoreContinuesWhenThereIsSpace() {
        await(store.create(draft, null));
        long pages = SqliteRows.number(database, "PRAGMA page_count");
        SqliteRows.number(database, "PRAGMA max_page_count = " + pages);
        EventState large = SampleStates.imported(draft, 500);
        assertThat(awaitTrouble(store.save(StateDiff.between(draft, large), ChangeSet.NOTHING, null, Field.absent()))
                        .reason())
                .isEqualTo(Reason.FULL);
        assertThat(await(store.loadAll())).containsExactly(draft);

        SqliteRows.number(database, "PRAGMA max_page_count = 1000000");
        await(store.save(StateDiff.between(draft, large), ChangeSet.NOTHING, null, Field.absent()));
        assertThat(await(store.loadAll())).containsExactly(large);
    }

    private void save(EventState before, EventState after) {
        await(store.create(before, null));
        await(store.save(StateDiff.between(before, after), ChangeSet.NOTHING, null, Field.absent()));
    }
}

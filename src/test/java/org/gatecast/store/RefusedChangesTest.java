package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.StoreFutures.await;
import static org.gatecast.store.StoreFutures.awaitTrouble;

import io.vertx.core.Vertx;
import java.util.Map;
import org.gatecast.config.Settings;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.store.StorageException.Reason;
import org.gatecast.store.StoreKind.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A refused change leaves the data unchanged, and the store continues. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class RefusedChangesTest {
    private static final Settings.Journal JOURNAL = Settings.defaults().journal();
    private static final RaceId RACE = new RaceId("K1M_0_BR1");
    private static final ParticipantId RIDER = new ParticipantId("P3.K1M_0");

    private final Vertx vertx = Vertx.vertx();
    private final EventState draft = SampleStates.draft("e1");
    private final EventState imported = SampleStates.imported(draft, 20);

    @Parameter
    private StoreKind kind;

    private TestDatabase database;
    private EventStore store;

    @BeforeEach
    void open() {
        database = kind.create();
        store = database.open(vertx, JOURNAL);
    }

    @AfterEach
    void close() {
        if (database != null) {
            await(store.close());
            database.close();
        }
        await(vertx.close());
    }

    @Test
    void anEventIdIsTakenOnce() {
        await(store.create(draft, null));
        assertThat(awaitTrouble(store.create(draft, null)).reason())
                .isEqualTo(kind == StoreKind.SQLITE ? Reason.REFUSED : Reason.STALE);
    }

    @Test
    void aSaveThatBreaksAForeignKeyChangesNothingAndTheNextOneWorks() {
        save(draft, imported);
        EventState broken = new EventState(
                imported.meta().withVersion(3),
                imported.classes(),
                imported.participants(),
                imported.courses(),
                Map.of(),
                imported.results(),
                imported.officials(),
                imported.gateStatistics());
        EventState changedFirst = SampleStates.withStreamResult(broken, RACE, RIDER, 1);
        assertThat(awaitTrouble(store.save(
                                StateDiff.between(imported, changedFirst), ChangeSet.NOTHING, null, Field.absent()))
                        .reason())
                .isEqualTo(Reason.REFUSED);
        assertThat(await(store.loadAll())).containsExactly(imported);

        EventState next = SampleStates.withStreamResult(imported, RACE, RIDER, 8888);
        await(store.save(StateDiff.between(imported, next), ChangeSet.NOTHING, null, Field.absent()));
        assertThat(await(store.loadAll())).containsExactly(next);
    }

    @Test
    void aChangeFromAVersionThatIsNotTheLastIsRefused() {
        save(draft, imported);
        EventState next = SampleStates.withStreamResult(imported, RACE, RIDER, 8888);
        StorageException stale =
                awaitTrouble(store.save(StateDiff.between(draft, next), ChangeSet.NOTHING, null, Field.absent()));
        assertThat(stale.reason()).isEqualTo(Reason.STALE);
        assertThat(stale).hasMessageContaining("does not hold EventMeta[e1, DRAFT, version 1]");
        StorageException backwards =
                awaitTrouble(store.save(StateDiff.between(next, imported), ChangeSet.NOTHING, null, Field.absent()));
        assertThat(backwards).hasMessageContaining("no later version");
        assertThat(await(store.loadAll())).containsExactly(imported);
    }

    private void save(EventState before, EventState after) {
        await(store.create(before, null));
        await(store.save(StateDiff.between(before, after), ChangeSet.NOTHING, null, Field.absent()));
    }
}

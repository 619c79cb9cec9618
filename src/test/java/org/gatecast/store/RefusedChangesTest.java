package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.StoreFutures.await;
import static org.gatecast.store.StoreFutures.awaitTrouble;

import java.util.Map;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventState;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.store.StorageException.Reason;
import org.junit.jupiter.api.Test;

/** A refused change leaves the data unchanged, and the store continues. */
class RefusedChangesTest extends OnEveryStore {
    @Test
    void anEventIdIsTakenOnce() {
        await(store.create(draft, null));
        assertThat(awaitTrouble(store.create(draft, null)).reason())
                .isEqualTo(kind == StoreKind.SQLITE ? Reason.REFUSED : Reason.STALE);
    }

    @Test
    void aSaveThatBreaksAForeignKeyChangesNothingAndTheNextOneWorks() {
        createAndSave(draft, imported);
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
        createAndSave(draft, imported);
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
}

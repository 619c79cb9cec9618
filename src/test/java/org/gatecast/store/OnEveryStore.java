package org.gatecast.store;

import static org.gatecast.store.StoreFutures.await;

import io.vertx.core.Vertx;
import org.gatecast.config.Settings;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.store.StoreKind.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests of the event store that run on every database. Each test has a database of its own, without events. */
@ParameterizedClass
@EnumSource(StoreKind.class)
abstract class OnEveryStore {
    static final RaceId RACE = new RaceId("K1M_0_BR1");
    static final ParticipantId RIDER = new ParticipantId("P3.K1M_0");

    final EventState draft = SampleStates.draft("e1");
    final EventState imported = SampleStates.imported(draft, 20);

    private final Vertx vertx = Vertx.vertx();
    private final Settings.Journal journal;

    @Parameter
    StoreKind kind;

    TestDatabase database;
    EventStore store;

    OnEveryStore() {
        this(Settings.defaults().journal());
    }

    OnEveryStore(Settings.Journal journal) {
        this.journal = journal;
    }

    @BeforeEach
    final void openStore() {
        database = kind.create();
        store = database.open(vertx, journal);
    }

    @AfterEach
    final void closeStore() {
        if (database != null) {
            await(store.close());
            database.close();
        }
        await(vertx.close());
    }

    /** Creates an event and changes it. */
    final void createAndSave(EventState created, EventState changed) {
        await(store.create(created, null));
        await(store.save(StateDiff.between(created, changed), ChangeSet.NOTHING, null, Field.absent()));
    }
}

package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.StoreFutures.await;

import io.vertx.core.Vertx;
import java.time.Instant;
import java.util.Map;
import org.gatecast.config.Settings;
import org.gatecast.merge.StateDiff;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.store.StoreKind.TestDatabase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The stored times of the stream's last mentions. */
@ParameterizedClass
@EnumSource(StoreKind.class)
class StreamActivityTableTest {
    private static final EventId EVENT = new EventId("e1");
    private static final RaceId FIRST = new RaceId("K1M_0_BR1");
    private static final RaceId SECOND = new RaceId("K1M_0_BR2");
    private static final Instant THEN = Instant.parse("2026-11-20T09:00:00.123Z");

    private final Vertx vertx = Vertx.vertx();
    private final EventState draft = SampleStates.draft("e1");
    private final EventState state = SampleStates.imported(draft, 2);

    @Parameter
    private StoreKind kind;

    private TestDatabase database;
    private EventStore store;

    @BeforeEach
    void open() {
        database = kind.create();
        store = database.open(vertx, new Settings.Journal(10));
        await(store.create(draft, null));
        await(store.save(StateDiff.between(draft, state), ChangeSet.NOTHING, null, Field.absent()));
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
    void whatIsSavedLastComesBack() {
        assertThat(await(store.loadMentions())).isEmpty();
        await(store.saveMentions(EVENT, Map.of(FIRST, THEN, SECOND, THEN)));
        await(store.saveMentions(EVENT, Map.of(SECOND, THEN.plusMillis(7))));
        assertThat(await(store.loadMentions()))
                .isEqualTo(Map.of(EVENT, Map.of(FIRST, THEN, SECOND, THEN.plusMillis(7))));
    }

    @Test
    void noEventGetsAnotherVersionByIt() {
        await(store.saveMentions(EVENT, Map.of(FIRST, THEN)));
        assertThat(await(store.loadAll())).containsExactly(state);
    }

    @Test
    void ofRacesThatAreGoneNothingStays() {
        await(store.saveMentions(EVENT, Map.of(new RaceId("gone"), THEN, FIRST, THEN)));
        assertThat(await(store.loadMentions())).isEqualTo(Map.of(EVENT, Map.of(FIRST, THEN)));
    }

    @Test
    void ofAnEventThatIsGoneNothingStaysAndNothingIsSaved() {
        await(store.saveMentions(EVENT, Map.of(FIRST, THEN)));
        await(store.delete(EVENT));
        await(store.saveMentions(EVENT, Map.of(FIRST, THEN)));
        assertThat(await(store.loadMentions())).isEmpty();
        assertThat(database.count("stream_mentions")).isZero();
    }
}

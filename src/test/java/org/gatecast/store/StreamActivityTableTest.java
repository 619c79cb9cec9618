package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.store.StoreFutures.await;

import java.time.Instant;
import java.util.Map;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.RaceId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stored times of the stream's last mentions. */
class StreamActivityTableTest extends OnEveryStore {
    private static final EventId EVENT = new EventId("e1");
    private static final RaceId FIRST = new RaceId("K1M_0_BR1");
    private static final RaceId SECOND = new RaceId("K1M_0_BR2");
    private static final Instant THEN = Instant.parse("2026-11-20T09:00:00.123Z");

    private final EventState state = SampleStates.imported(draft, 2);

    @BeforeEach
    void importExport() {
        createAndSave(draft, state);
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
        await(store.delete(state.meta()));
        await(store.saveMentions(EVENT, Map.of(FIRST, THEN)));
        assertThat(await(store.loadMentions())).isEmpty();
        assertThat(database.count("stream_mentions")).isZero();
    }
}

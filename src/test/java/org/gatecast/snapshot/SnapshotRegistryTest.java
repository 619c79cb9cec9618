package org.gatecast.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.gatecast.merge.EventTables;
import org.gatecast.model.EventId;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventKeyRing;
import org.gatecast.model.EventState;
import org.gatecast.model.EventStatus;
import org.gatecast.store.SampleStates;
import org.junit.jupiter.api.Test;

class SnapshotRegistryTest {
    private static final EventId ONE = new EventId("one");
    private static final EventId TWO = new EventId("two");

    private final SnapshotRegistry registry = new SnapshotRegistry();

    @Test
    void aNewSnapshotReplacesTheLastOne() {
        EventSnapshot draft = put(SampleStates.draft("one"));
        assertThat(registry.find(ONE)).containsSame(draft);

        EventSnapshot imported = put(SampleStates.imported(SampleStates.draft("one"), 3));
        assertThat(registry.find(ONE)).containsSame(imported);
        assertThat(registry.all()).containsExactly(imported);
        assertThat(registry.find(TWO)).isEmpty();
    }

    @Test
    void thePublicDoesNotFindADraft() {
        EventState draft = SampleStates.draft("one");
        put(draft);
        assertThat(registry.findPublic(ONE.value())).isEmpty();

        EventSnapshot running = put(draft.withMeta(
                draft.meta().withStatus(EventStatus.RUNNING, draft.meta().createdAt())));
        assertThat(registry.findPublic(ONE.value())).containsSame(running);
    }

    @Test
    void anEventIsFoundByEachOfItsKeysUntilTheKeyIsRevoked() {
        EventState event = SampleStates.draft("one");
        EventKey first = event.meta().keys().all().get(0);
        EventKey second = new EventKey("second", "value-2", event.meta().createdAt(), null);
        EventKeyRing keys = event.meta().keys().replacedBy(second, Duration.ofHours(1));
        put(event.withMeta(event.meta().withKeys(keys)));
        assertThat(registry.findByKey(first.value())).hasValueSatisfying(match -> {
            assertThat(match.key().id()).isEqualTo(first.id());
            assertThat(match.snapshot().meta().eventId()).isEqualTo(ONE);
        });
        assertThat(registry.findByKey("value-2"))
                .hasValueSatisfying(match -> assertThat(match.key()).isEqualTo(second));
        assertThat(registry.findByKey("unknown")).isEmpty();

        put(event.withMeta(event.meta().withKeys(keys.without("second"))));
        assertThat(registry.findByKey("value-2")).isEmpty();
    }

    @Test
    void aKeyFindsTheLastSnapshotOfItsEvent() {
        EventState event = SampleStates.draft("one");
        put(event);
        EventSnapshot imported = put(SampleStates.imported(event, 3));
        String value = event.meta().keys().all().get(0).value();
        assertThat(registry.findByKey(value))
                .hasValueSatisfying(match -> assertThat(match.snapshot()).isSameAs(imported));
    }

    @Test
    void aRemovedEventIsGoneWithItsKeys() {
        EventState event = SampleStates.draft("one");
        put(event);
        registry.remove(ONE);
        assertThat(registry.find(ONE)).isEmpty();
        assertThat(registry.findByKey(event.meta().keys().all().get(0).value())).isEmpty();
    }

    @Test
    void allEventsAreReplacedAtOnceAndEarlierCollectionsStayAsTheyWere() {
        EventSnapshot before = put(SampleStates.draft("one"));
        Collection<EventSnapshot> seen = registry.all();
        EventSnapshot after = EventTables.of(SampleStates.draft("two")).snapshot();
        registry.replaceAll(List.of(after));
        assertThat(seen).containsExactly(before);
        assertThat(registry.all()).containsExactly(after);
        assertThat(registry.find(ONE)).isEmpty();
        assertThat(registry.find(TWO)).containsSame(after);
    }

    private EventSnapshot put(EventState state) {
        EventSnapshot snapshot = EventTables.of(state).snapshot();
        registry.put(snapshot);
        return snapshot;
    }
}

package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import org.gatecast.bus.LocalCodec;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.snapshot.SnapshotRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a node reads of an event after doorbells; the test decides when each read completes, and with which version. */
class EventFollowerTest {
    private static final EventId EVENT = new EventId("e");

    private final Vertx vertx = Vertx.vertx();
    private final Queue<Promise<Optional<FollowedEvent>>> reads = new ArrayDeque<>();
    private EventStates eventStates;
    private EventFollower follower;

    @BeforeEach
    void anEventIsAtVersionFive() {
        LocalCodec.registerOn(vertx.eventBus());
        EventStore store = (EventStore) Proxy.newProxyInstance(
                EventStore.class.getClassLoader(), new Class<?>[] {EventStore.class}, (proxy, method, arguments) -> {
                    assertThat(method.getName()).isEqualTo("loadSince");
                    return read();
                });
        StoreMetrics metrics = new StoreMetrics();
        SerialExecutor executor = new SerialExecutor();
        eventStates = new EventStates(
                store, new SnapshotRegistry(), vertx.eventBus(), metrics, EventStates.Doorbell.NONE, Clock.systemUTC());
        eventStates.open(at(5));
        StreamActivity activity = new StreamActivity(store, metrics, Duration.ofMinutes(1), true);
        follower = new EventFollower(store, eventStates, activity, executor, metrics, contact -> {});
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    private Future<Optional<FollowedEvent>> read() {
        Promise<Optional<FollowedEvent>> read = Promise.promise();
        reads.add(read);
        return read.future();
    }

    @Test
    void severalDoorbellsDuringAReadAreOneMoreRead() {
        ring(6);
        ring(7);
        ring(8);
        assertThat(reads).hasSize(1);
        complete(6);
        assertThat(version()).isEqualTo(6);
        assertThat(reads).hasSize(1);
        complete(8);
        assertThat(version()).isEqualTo(8);
        assertThat(reads).isEmpty();
    }

    @Test
    void aDoorbellOfAVersionThatIsNotThereIsReadForOnce() {
        ring(1_000);
        complete(5);
        assertThat(version()).isEqualTo(5);
        assertThat(reads).isEmpty();
    }

    @Test
    void whatIsReadLateDoesNotReplaceANewerState() {
        ring(6);
        ring(7);
        Promise<Optional<FollowedEvent>> late = reads.remove();
        eventStates.follow(EVENT, Optional.of(followed(7)));
        late.complete(Optional.of(followed(6)));
        assertThat(version()).isEqualTo(7);
        assertThat(reads).isEmpty();
    }

    @Test
    void anEarlierOrRepeatedDoorbellReadsNothing() {
        ring(5);
        ring(4);
        assertThat(reads).isEmpty();
    }

    private void ring(long version) {
        follower.onDoorbell(EVENT, new EventVersion(at(5).meta().generation(), version));
    }

    private void complete(long version) {
        reads.remove().complete(Optional.of(followed(version)));
    }

    private long version() {
        return eventStates.versionInMemory(EVENT).version();
    }

    private static FollowedEvent followed(long version) {
        return new FollowedEvent(at(version), List.of());
    }

    private static EventState at(long version) {
        EventState draft = SampleStates.draft("e");
        return draft.withMeta(draft.meta().withVersion(version).withGeneration("generation"));
    }
}

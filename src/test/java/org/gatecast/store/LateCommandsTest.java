package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.StoreCommand;
import org.gatecast.bus.StoreCommand.ChangeStatus;
import org.gatecast.bus.StoreCommand.StatusChanged;
import org.gatecast.config.Settings;
import org.gatecast.metrics.MetricsRegistry;
import org.gatecast.model.Authority;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.EventState;
import org.gatecast.model.EventStatus;
import org.gatecast.model.RefusedException;
import org.gatecast.snapshot.SnapshotRegistry;
import org.gatecast.store.StorageException.Reason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A change that another node's commit comes before, while its caller waits or has given up. */
class LateCommandsTest {
    private static final EventId EVENT = new EventId("e");

    private final Vertx vertx = Vertx.vertx();
    private CommandHandler commands;
    private boolean waitedFor = true;
    private boolean givesUpMeanwhile;
    private int saves;

    @BeforeEach
    void anotherNodeCommitsFirst() {
        LocalCodec.registerOn(vertx.eventBus());
        StoreMetrics storeMetrics = new StoreMetrics();
        storeMetrics.registerWith(new MetricsRegistry(), new SerialExecutor());
        EventStore store = (EventStore) Proxy.newProxyInstance(
                EventStore.class.getClassLoader(),
                new Class<?>[] {EventStore.class},
                (proxy, method, arguments) -> method.getName().equals("save")
                        ? save()
                        : Future.succeededFuture(Optional.of(new FollowedEvent(at(2), List.of()))));
        EventStates eventStates = new EventStates(
                store,
                new SnapshotRegistry(),
                vertx.eventBus(),
                storeMetrics,
                EventStates.Doorbell.NONE,
                Clock.systemUTC());
        eventStates.open(at(1));
        StreamActivity activity = new StreamActivity(store, storeMetrics, Duration.ofMinutes(1), true);
        commands = new CommandHandler(
                eventStates,
                activity,
                new PrimarySource(eventStates, Clock.systemUTC(), PrimarySource.Announcement.NONE),
                Settings.defaults(),
                Clock.systemUTC());
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    private Future<Void> save() {
        saves++;
        waitedFor &= !givesUpMeanwhile;
        return saves == 1
                ? Future.failedFuture(new StorageException(Reason.STALE, "another node was first"))
                : Future.succeededFuture();
    }

    @Test
    void itIsMadeOnTheNewerVersionWhileItsCallerWaits() {
        assertThat(((StatusChanged) change().result()).status()).isEqualTo(EventStatus.STARTLIST);
        assertThat(saves).isEqualTo(2);
    }

    /** The caller may have sent it to another node, and later changes after it. */
    @Test
    void itIsNotMadeOnTheNewerVersionWhenItsCallerHasGivenUp() {
        givesUpMeanwhile = true;
        assertThatItIsUnavailable(change());
        assertThat(saves).isEqualTo(1);
    }

    @Test
    void itDoesNotBeginWhenItsCallerHasGivenUp() {
        waitedFor = false;
        assertThatItIsUnavailable(change());
        assertThat(saves).isZero();
    }

    private Future<StoreCommand.Reply> change() {
        Authority authority = new Authority(EVENT, at(1).meta().generation(), null);
        return commands.handle(new ChangeStatus(authority, EventStatus.STARTLIST), () -> waitedFor);
    }

    private static void assertThatItIsUnavailable(Future<StoreCommand.Reply> reply) {
        assertThat(reply.cause())
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(ErrorCode.Unavailable))
                .hasMessageContaining("Nothing was changed; try again");
    }

    private static EventState at(long version) {
        EventState draft = SampleStates.draft("e");
        return draft.withMeta(draft.meta().withVersion(version));
    }
}

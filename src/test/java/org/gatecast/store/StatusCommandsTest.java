package org.gatecast.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.StoreCommand.ChangeStatus;
import org.gatecast.bus.StoreCommand.StatusChanged;
import org.gatecast.merge.StateDiff;
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

/** An event on its way through several statuses, with a disk that fails in between. */
class StatusCommandsTest {
    private static final EventId EVENT = new EventId("e");
    private static final Instant NOW = Instant.parse("2026-11-20T09:00:00.123Z");

    private final Vertx vertx = Vertx.vertx();
    private final List<EventStatus> saved = new ArrayList<>();
    private int savesThatSucceed = Integer.MAX_VALUE;
    private StatusCommands commands;

    @BeforeEach
    void anEventIsDraft() {
        LocalCodec.registerOn(vertx.eventBus());
        StoreMetrics storeMetrics = new StoreMetrics();
        storeMetrics.registerWith(new MetricsRegistry(), new SerialExecutor());
        EventStore store = (EventStore) Proxy.newProxyInstance(
                EventStore.class.getClassLoader(),
                new Class<?>[] {EventStore.class},
                (proxy, method, arguments) -> save(((StateDiff) arguments[0]).after()));
        EventStates eventStates = new EventStates(
                store,
                new SnapshotRegistry(),
                vertx.eventBus(),
                storeMetrics,
                EventStates.Doorbell.NONE,
                Clock.systemUTC());
        eventStates.open(SampleStates.draft("e"));
        commands = new StatusCommands(eventStates, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @AfterEach
    void close() {
        vertx.close();
    }

    private Future<Void> save(EventState after) {
        if (saved.size() >= savesThatSucceed) {
            return Future.failedFuture(new StorageException(Reason.FULL, "no room left"));
        }
        saved.add(after.meta().status());
        return Future.succeededFuture();
    }

    @Test
    void everyStatusOnTheWayIsACommitOfItsOwn() {
        assertThat(change(EventStatus.OFFICIAL).result())
                .isEqualTo(new StatusChanged(
                        EventStatus.DRAFT,
                        List.of(EventStatus.STARTLIST, EventStatus.RUNNING, EventStatus.FINISHED),
                        EventStatus.OFFICIAL,
                        NOW));
        assertThat(saved)
                .containsExactly(
                        EventStatus.STARTLIST, EventStatus.RUNNING, EventStatus.FINISHED, EventStatus.OFFICIAL);
    }

    @Test
    void afterAFailureTheMessageSaysHowFarAndTheSameRequestContinues() {
        savesThatSucceed = 2;
        Throwable stuck = change(EventStatus.OFFICIAL).cause();
        assertThat(((RefusedException) stuck).refusal().code()).isEqualTo(ErrorCode.Unavailable);
        assertThat(stuck).hasMessageContaining("Event e became running").hasMessageContaining("Send the request again");

        savesThatSucceed = Integer.MAX_VALUE;
        StatusChanged changed = change(EventStatus.OFFICIAL).result();
        assertThat(changed.previousStatus()).isEqualTo(EventStatus.RUNNING);
        assertThat(changed.intermediateStatuses()).containsExactly(EventStatus.FINISHED);
        assertThat(saved)
                .containsExactly(
                        EventStatus.STARTLIST, EventStatus.RUNNING, EventStatus.FINISHED, EventStatus.OFFICIAL);
    }

    @Test
    void aFirstStatusThatCannotBeSavedChangesNothing() {
        savesThatSucceed = 0;
        assertThat(change(EventStatus.RUNNING).cause()).isInstanceOf(StorageException.class);
        assertThat(saved).isEmpty();
    }

    @Test
    void aStatusThatCannotBeReachedIsRefusedAtOnce() {
        change(EventStatus.RUNNING);
        assertThatThrownBy(() -> change(EventStatus.DRAFT)).hasMessage("Event e is running and cannot become draft.");
        assertThatThrownBy(() -> change(EventStatus.RUNNING)).hasMessage("Event e is running already.");
    }

    private Future<StatusChanged> change(EventStatus status) {
        return commands.apply(new ChangeStatus(new Authority(EVENT, "generation", null), status));
    }
}

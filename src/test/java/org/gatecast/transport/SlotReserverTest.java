package org.gatecast.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.eventbus.Message;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.gatecast.bus.Addresses;
import org.gatecast.bus.BusClient;
import org.gatecast.bus.LocalCodec;
import org.gatecast.bus.SlotReservation;
import org.gatecast.model.ErrorCode;
import org.gatecast.model.EventId;
import org.gatecast.model.Refusal;
import org.gatecast.testing.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlotReserverTest {
    private static final EventId EVENT = new EventId("E");
    private static final int PER_EVENT = 100;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicLong nanoTime = new AtomicLong();
    private final AtomicInteger others = new AtomicInteger();
    private final SpectatorLimit limit = SpectatorLimit.shared(PER_EVENT, nanoTime::get);
    private final List<SlotReservation> requests = new ArrayList<>();
    private final List<SpectatorLimit.Slot> slots = new ArrayList<>();
    private volatile boolean away;
    private BusClient bus;

    @BeforeEach
    void startWithADatabase() {
        LocalCodec.registerOn(vertx.eventBus());
        bus = new BusClient(vertx.eventBus());
        vertx.eventBus().localConsumer(Addresses.SLOTS, this::reserve);
        done(vertx.deployVerticle(new SlotReserver(limit, nanoTime::get)));
    }

    @AfterEach
    void stop() {
        done(vertx.close());
    }

    private void reserve(Message<SlotReservation> message) {
        synchronized (requests) {
            requests.add(message.body());
        }
        if (away) {
            message.reply(new Refusal(ErrorCode.Unavailable, "away"), LocalCodec.OPTIONS);
            return;
        }
        Map<EventId, Integer> granted = new HashMap<>();
        Map<EventId, Integer> left = new HashMap<>();
        message.body().wanted().forEach((event, wanted) -> {
            int mine = Math.min(wanted, PER_EVENT - others.get());
            granted.put(event, mine);
            left.put(event, PER_EVENT - others.get() - mine);
        });
        message.reply(new SlotReservation.Reserved(granted, left), LocalCodec.OPTIONS);
    }

    private static void done(Future<?> future) {
        future.toCompletionStage().toCompletableFuture().join();
    }

    private boolean comes() {
        SpectatorLimit.Slot slot = limit.take(EVENT);
        if (slot == null) {
            done(bus.wantSlot(EVENT));
            slot = limit.take(EVENT);
        }
        if (slot != null) {
            slots.add(slot);
        }
        return slot != null;
    }

    private SlotReservation last() {
        synchronized (requests) {
            return requests.get(requests.size() - 1);
        }
    }

    @Test
    void withoutAReservationNobodyIsAdmitted() {
        assertThat(limit.take(EVENT)).isNull();
        assertThat(requests).isEmpty();
    }

    @Test
    void aSpectatorWaitsForTheDatabaseAndThoseAfterItDoNot() {
        assertThat(comes()).isTrue();
        assertThat(last().wanted()).containsExactlyEntriesOf(Map.of(EVENT, 9));
        for (int i = 1; i < 9; i++) {
            assertThat(limit.take(EVENT)).isNotNull();
        }
        assertThat(limit.take(EVENT)).isNull();
    }

    @Test
    void whatOtherNodesHaveIsNotAdmitted() {
        others.set(PER_EVENT - 2);
        assertThat(comes()).isTrue();
        assertThat(comes()).isTrue();
        assertThat(comes()).isFalse();
    }

    @Test
    void whatIsScarceIsNotHeldBack() {
        others.set(PER_EVENT - 12);
        assertThat(comes()).isTrue();
        Await.until("the spare slots are given up", () -> last().wanted().equals(Map.of(EVENT, 1)));
        assertThat(limit.take(EVENT)).isNull();
    }

    @Test
    void numbersRiseSoThatALateReservationIsKnown() {
        assertThat(comes()).isTrue();
        long first = last().number();
        Await.until("it is renewed", () -> last().number() > first);
    }

    @Test
    void withoutTheDatabaseSpareSlotsAreUsedUntilOthersMayHaveThem() {
        assertThat(comes()).isTrue();
        away = true;
        assertThat(comes()).isTrue();
        nanoTime.addAndGet(TimeUnit.SECONDS.toNanos(4));
        assertThat(limit.take(EVENT)).as("at once, without a timer").isNull();
        assertThat(limit.taken(EVENT)).isEqualTo(2);

        away = false;
        Await.until("they are admitted again", this::comes);
    }

    @Test
    void thoseWhoseSlotsAreTakenLeaveAndNoOthers() {
        for (int i = 0; i < 10; i++) {
            assertThat(comes()).isTrue();
        }
        others.set(PER_EVENT - 7);
        Await.until(
                "three are too many",
                () -> limit.giveUp(EVENT, 0) == 10
                        && last().wanted().containsKey(EVENT)
                        && slots.stream()
                                        .filter(slot -> limit.claimSurplus(EVENT, slot))
                                        .count()
                                == 3);
        assertThat(slots.stream().filter(slot -> limit.claimSurplus(EVENT, slot)))
                .isEmpty();
    }

    @Test
    void whatNobodyUsesIsGivenBack() {
        assertThat(comes()).isTrue();
        slots.remove(0).release();
        Await.until("all is given back", () -> last().wanted().equals(Map.of(EVENT, 0)));
        Await.until("nothing is reserved", () -> limit.taken().isEmpty());
    }
}

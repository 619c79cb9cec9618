package org.gatecast.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.gatecast.model.EventId;
import org.junit.jupiter.api.Test;

class SpectatorLimitTest {
    private static final EventId EVENT = new EventId("E");
    private static final int THREADS = 8;

    @Test
    void theLastSeatIsTakenAndTheNextRefused() {
        SpectatorLimit limit = new SpectatorLimit(2);
        assertThat(limit.take(EVENT)).isNotNull();
        assertThat(limit.take(EVENT)).isNotNull();
        assertThat(limit.take(EVENT)).isNull();
        assertThat(limit.taken(EVENT)).isEqualTo(2);
    }

    @Test
    void eventsDoNotShareSeats() {
        SpectatorLimit limit = new SpectatorLimit(1);
        assertThat(limit.take(EVENT)).isNotNull();
        assertThat(limit.take(new EventId("F"))).isNotNull();
    }

    @Test
    void aSeatGivenBackTwiceIsOneSeat() {
        SpectatorLimit limit = new SpectatorLimit(1);
        SpectatorLimit.Slot slot = limit.take(EVENT);
        slot.release();
        slot.release();
        assertThat(limit.taken(EVENT)).isZero();
        assertThat(limit.take(EVENT)).isNotNull();
        slot.release();
        assertThat(limit.take(EVENT)).isNull();
    }

    @Test
    void aSharedLimitGivesOnlyWhatIsReserved() {
        AtomicLong nanoTime = new AtomicLong();
        SpectatorLimit limit = SpectatorLimit.shared(10, nanoTime::get);
        limit.leaseUntil(1);
        assertThat(limit.take(EVENT)).isNull();
        limit.reserved(EVENT, 3);
        assertThat(limit.take(EVENT)).isNotNull();
        assertThat(limit.giveUp(EVENT, 2)).isEqualTo(2);
        assertThat(limit.take(EVENT)).isNotNull();
        assertThat(limit.take(EVENT)).isNull();
    }

    @Test
    void afterTheLeaseReservedSlotsAreNotGiven() {
        AtomicLong nanoTime = new AtomicLong();
        SpectatorLimit limit = SpectatorLimit.shared(10, nanoTime::get);
        limit.reserved(EVENT, 2);
        limit.leaseUntil(5);
        assertThat(limit.take(EVENT)).isNotNull();
        nanoTime.set(5);
        assertThat(limit.take(EVENT)).isNull();
        limit.leaseUntil(6);
        assertThat(limit.take(EVENT)).isNotNull();
    }

    @Test
    void eachSurplusSpectatorIsNamedOnceUntilItHasLeft() {
        SpectatorLimit limit = SpectatorLimit.shared(10, () -> 0);
        limit.leaseUntil(1);
        limit.reserved(EVENT, 2);
        SpectatorLimit.Slot first = limit.take(EVENT);
        SpectatorLimit.Slot second = limit.take(EVENT);
        limit.reserved(EVENT, 1);
        assertThat(limit.claimSurplus(new EventId("F"), first)).isFalse();
        assertThat(limit.claimSurplus(EVENT, first)).isTrue();
        assertThat(limit.claimSurplus(EVENT, first)).isFalse();
        assertThat(limit.claimSurplus(EVENT, second)).isFalse();
        first.release();
        assertThat(limit.taken(EVENT)).isEqualTo(1);
        assertThat(limit.take(EVENT)).isNull();
    }

    @Test
    void anUnknownEventHasNoTakenSlots() {
        assertThat(new SpectatorLimit(1).taken(EVENT)).isZero();
    }

    @Test
    void concurrentRequestsOnAllLoopsGetExactlyTheSlotsThereAre() throws Exception {
        int perThread = 5_000;
        SpectatorLimit limit = new SpectatorLimit(THREADS * perThread / 4);
        int got = inParallel(() -> {
                    int mine = 0;
                    for (int i = 0; i < perThread; i++) {
                        mine += limit.take(EVENT) == null ? 0 : 1;
                    }
                    return mine;
                })
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertThat(got).isEqualTo(limit.perEvent());
        assertThat(limit.taken(EVENT)).isEqualTo(limit.perEvent());
    }

    @Test
    void withJoinsAndLeavesTheLimitHoldsAndNoSlotIsLost() throws Exception {
        SpectatorLimit limit = new SpectatorLimit(5);
        AtomicInteger sitting = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        inParallel(() -> {
            for (int i = 0; i < 20_000; i++) {
                SpectatorLimit.Slot slot = limit.take(EVENT);
                if (slot != null) {
                    most.accumulateAndGet(sitting.incrementAndGet(), Math::max);
                    if (ThreadLocalRandom.current().nextBoolean()) {
                        Thread.onSpinWait();
                    }
                    sitting.decrementAndGet();
                    slot.release();
                }
            }
            return null;
        });
        assertThat(most.get()).isBetween(1, 5);
        assertThat(limit.taken(EVENT)).isZero();
    }

    private static <T> List<T> inParallel(Callable<T> task) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        CyclicBarrier start = new CyclicBarrier(THREADS);
        try {
            List<Future<T>> running = new ArrayList<>();
            for (int i = 0; i < THREADS; i++) {
                running.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> one : running) {
                results.add(one.get());
            }
            return results.stream().filter(Objects::nonNull).toList();
        } finally {
            threads.shutdown();
        }
    }
}

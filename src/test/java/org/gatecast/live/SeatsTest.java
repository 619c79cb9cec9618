package org.gatecast.live;

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
import org.gatecast.model.EventId;
import org.junit.jupiter.api.Test;

class SeatsTest {
    private static final EventId EVENT = new EventId("E");
    private static final int THREADS = 8;

    @Test
    void theLastSeatIsTakenAndTheNextRefused() {
        Seats seats = new Seats(2);
        assertThat(seats.take(EVENT)).isNotNull();
        assertThat(seats.take(EVENT)).isNotNull();
        assertThat(seats.take(EVENT)).isNull();
        assertThat(seats.taken(EVENT)).isEqualTo(2);
    }

    @Test
    void eventsDoNotShareSeats() {
        Seats seats = new Seats(1);
        assertThat(seats.take(EVENT)).isNotNull();
        assertThat(seats.take(new EventId("F"))).isNotNull();
    }

    @Test
    void aSeatGivenBackTwiceIsOneSeat() {
        Seats seats = new Seats(1);
        Seats.Seat seat = seats.take(EVENT);
        seat.release();
        seat.release();
        assertThat(seats.taken(EVENT)).isZero();
        assertThat(seats.take(EVENT)).isNotNull();
        seat.release();
        assertThat(seats.take(EVENT)).isNull();
    }

    @Test
    void nobodyHasTakenASeatOfAnEventNobodyKnows() {
        assertThat(new Seats(1).taken(EVENT)).isZero();
    }

    @Test
    void aRushOnAllLoopsGetsExactlyTheSeatsThereAre() throws Exception {
        int perThread = 5_000;
        Seats seats = new Seats(THREADS * perThread / 4);
        int got = inParallel(() -> {
                    int mine = 0;
                    for (int i = 0; i < perThread; i++) {
                        mine += seats.take(EVENT) == null ? 0 : 1;
                    }
                    return mine;
                })
                .stream()
                .mapToInt(Integer::intValue)
                .sum();
        assertThat(got).isEqualTo(seats.perEvent());
        assertThat(seats.taken(EVENT)).isEqualTo(seats.perEvent());
    }

    @Test
    void underComingAndGoingThereAreNeverMoreThanAllowedAndNoneIsLost() throws Exception {
        Seats seats = new Seats(5);
        AtomicInteger sitting = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        inParallel(() -> {
            for (int i = 0; i < 20_000; i++) {
                Seats.Seat seat = seats.take(EVENT);
                if (seat != null) {
                    most.accumulateAndGet(sitting.incrementAndGet(), Math::max);
                    if (ThreadLocalRandom.current().nextBoolean()) {
                        Thread.onSpinWait();
                    }
                    sitting.decrementAndGet();
                    seat.release();
                }
            }
            return null;
        });
        assertThat(most.get()).isBetween(1, 5);
        assertThat(seats.taken(EVENT)).isZero();
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

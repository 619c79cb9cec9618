package org.gatecast.live;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pings the spectators of one event loop, spread over the interval: a wheel with one timer, whose slots are pinged in
 * turn; a slot that has not answered is cut some ticks later (FR-017). Confined to its event loop.
 */
final class Heartbeat {
    private static final int LONGEST_TICK_MILLIS = 1_000;
    private static final int SHORTEST_TICK_MILLIS = 10;

    private final List<Set<Spectator>> slots;
    private final int ticksToPong;
    private int next;

    /**
     * Starts the wheel on the calling event loop.
     *
     * @param pongTimeout at most the interval
     */
    Heartbeat(Vertx vertx, Duration pingInterval, Duration pongTimeout) {
        long tick = Math.min(LONGEST_TICK_MILLIS, Math.max(SHORTEST_TICK_MILLIS, pongTimeout.toMillis() / 10));
        int count = (int) Math.max(1, pingInterval.toMillis() / tick);
        ticksToPong = (int) Math.min(count, Math.max(1, pongTimeout.toMillis() / tick));
        slots = IntStream.range(0, count)
                .<Set<Spectator>>mapToObj(i -> new LinkedHashSet<>())
                .toList();
        vertx.setPeriodic(tick, timer -> turn());
    }

    /** Joins the emptiest slot from the one pinged last on, so that a burst of newcomers is spread out. */
    void add(Spectator spectator) {
        Set<Spectator> best = slots.get(Math.floorMod(next - 1, slots.size()));
        for (Set<Spectator> slot : slots) {
            best = slot.size() < best.size() ? slot : best;
        }
        best.add(spectator);
    }

    void remove(Spectator spectator) {
        slots.forEach(slot -> slot.remove(spectator));
    }

    private void turn() {
        List<Spectator> silent = new ArrayList<>(slots.get(Math.floorMod(next - ticksToPong, slots.size())));
        silent.forEach(Spectator::cutIfSilent);
        slots.get(next).forEach(Spectator::ping);
        next = (next + 1) % slots.size();
    }

    Stream<Spectator> all() {
        return slots.stream().flatMap(Set::stream);
    }
}

package org.gatecast.broadcast;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pings the spectators of one event loop, spread over the interval: a wheel whose slots are pinged in turn; a slot that
 * has not answered is cut some ticks later (FR-017). Confined to its event loop.
 *
 * <p>A service that stood still itself, because its process was stopped or its machine was, has not listened: answers may
 * lie unread. Ticks that it missed are not made up for, and whoever was to answer meanwhile is asked anew.
 */
final class KeepAlive {
    private static final long MAX_TICK_MILLIS = 500;
    private static final long MIN_TICK_MILLIS = 5;

    /** A tick that comes later than this part of the time to answer says that the service stood still. */
    private static final int STALL_DIVISOR = 4;

    private final long tickMillis;
    private final List<Set<SpectatorConnection>> slots;
    private final int ticksToPong;
    private final long tickNanos;
    private final long stallNanos;
    private final LongSupplier nanoTime;
    private long nextTickNanos;
    private int nextSlot;

    /**
     * @param pingInterval from one ping of a spectator to the next
     * @param pongTimeout from a ping to the cut; at most the interval
     * @param nanoTime the machine's steady time
     */
    KeepAlive(Duration pingInterval, Duration pongTimeout, LongSupplier nanoTime) {
        tickMillis = Math.min(MAX_TICK_MILLIS, Math.max(MIN_TICK_MILLIS, pongTimeout.toMillis() / 20));
        int count = (int) Math.max(1, pingInterval.toMillis() / tickMillis);
        ticksToPong = (int) Math.min(count - 1, Math.max(1, pongTimeout.toMillis() / tickMillis));
        slots = IntStream.range(0, count)
                .<Set<SpectatorConnection>>mapToObj(i -> new LinkedHashSet<>())
                .toList();
        this.nanoTime = nanoTime;
        tickNanos = TimeUnit.MILLISECONDS.toNanos(tickMillis);
        stallNanos = Math.max(tickNanos, pongTimeout.toNanos() / STALL_DIVISOR);
        nextTickNanos = nanoTime.getAsLong() + tickNanos;
    }

    /** How often to {@link #tick} the wheel. */
    long tickMillis() {
        return tickMillis;
    }

    /** Joins the emptiest slot, so that a burst of newcomers is spread out. */
    void add(SpectatorConnection spectator) {
        int best = Math.floorMod(nextSlot - 1, slots.size());
        for (int slot = 0; slot < slots.size(); slot++) {
            best = slots.get(slot).size() < slots.get(best).size() ? slot : best;
        }
        spectator.keepAliveSlot(best);
        slots.get(best).add(spectator);
    }

    void remove(SpectatorConnection spectator) {
        slots.get(spectator.keepAliveSlot()).remove(spectator);
    }

    void tick() {
        long now = nanoTime.getAsLong();
        long late = now - nextTickNanos;
        if (late < -tickNanos / 2) {
            // Missed while the service stood still, and made up for by the timer.
            return;
        }
        nextTickNanos = late > tickNanos ? now + tickNanos : nextTickNanos + tickNanos;
        if (late > stallNanos) {
            connections().forEach(SpectatorConnection::cancelPongWait);
            return;
        }
        slots.get(Math.floorMod(nextSlot - ticksToPong, slots.size())).forEach(SpectatorConnection::cutIfSilent);
        slots.get(nextSlot).forEach(SpectatorConnection::ping);
        nextSlot = (nextSlot + 1) % slots.size();
    }

    Stream<SpectatorConnection> connections() {
        return slots.stream().flatMap(Set::stream);
    }
}

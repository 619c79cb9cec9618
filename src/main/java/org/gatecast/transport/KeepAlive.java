package org.gatecast.transport;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Pings the spectators of one event loop, spread over the ping interval, and closes those that do not answer in time
 * (FR-017). A wheel of slots: each tick of the broadcaster pings the next slot. Confined to its event loop.
 *
 * <p>If the service itself stood still, because its process or its machine was stopped, pongs may lie unread. So ticks that
 * it missed are not made up for, and a spectator that owes a pong is pinged again before it is closed.
 */
final class KeepAlive {
    private final List<Set<SpectatorConnection>> slots;
    private final int ticksToPong;
    private final long tickNanos;
    private final long stallNanos;
    private final LongSupplier nanoTime;
    private long lastTickNanos;
    private int nextSlot;

    KeepAlive(PingSchedule schedule, LongSupplier nanoTime) {
        this.ticksToPong = schedule.ticksToPong();
        this.slots = IntStream.range(0, schedule.slots())
                .<Set<SpectatorConnection>>mapToObj(i -> new LinkedHashSet<>())
                .toList();
        this.nanoTime = nanoTime;
        this.tickNanos = TimeUnit.MILLISECONDS.toNanos(schedule.tickMillis());
        this.stallNanos = TimeUnit.MILLISECONDS.toNanos(schedule.stallMillis());
        this.lastTickNanos = nanoTime.getAsLong() - tickNanos;
    }

    /** Puts a connection into the emptiest slot, so that many new ones are spread out. */
    void add(SpectatorConnection connection) {
        int best = Math.floorMod(nextSlot - 1, slots.size());
        for (int slot = 0; slot < slots.size(); slot++) {
            best = slots.get(slot).size() < slots.get(best).size() ? slot : best;
        }
        connection.keepAliveSlot(best);
        slots.get(best).add(connection);
    }

    void remove(SpectatorConnection connection) {
        slots.get(connection.keepAliveSlot()).remove(connection);
    }

    void tick() {
        long now = nanoTime.getAsLong();
        long sinceLast = now - lastTickNanos;
        if (sinceLast < tickNanos / 2) {
            // Ticks arrive together after this event loop, or the service, was busy. Clients had no time to answer.
            return;
        }
        lastTickNanos = now;
        if (sinceLast > tickNanos + stallNanos) {
            connections().forEach(SpectatorConnection::cancelPongTimeout);
            return;
        }
        slots.get(Math.floorMod(nextSlot - ticksToPong, slots.size())).forEach(SpectatorConnection::closeIfSilent);
        slots.get(nextSlot).forEach(SpectatorConnection::ping);
        nextSlot = (nextSlot + 1) % slots.size();
    }

    Stream<SpectatorConnection> connections() {
        return slots.stream().flatMap(Set::stream);
    }
}

package org.gatecast.transport;

import java.time.Duration;

/**
 * When the connections of an event loop are pinged. Each is in one of several slots; each tick pings the next slot.
 *
 * @param tickMillis from one tick to the next
 * @param slots how many ticks there are in one ping interval
 * @param ticksToPong after this many ticks the connections of a slot that sent no pong are closed; less than {@code slots}
 * @param stallMillis a tick that is later than this shows that the service itself stood still
 */
public record PingSchedule(long tickMillis, int slots, int ticksToPong, long stallMillis) {
    private static final long MAX_TICK_MILLIS = 500;
    private static final long MIN_TICK_MILLIS = 5;
    private static final int TICKS_PER_TIMEOUT = 20;
    private static final int STALL_DIVISOR = 4;

    /**
     * @param pingInterval from one ping of a spectator to the next
     * @param pongTimeout from a ping to the close; at most the interval
     */
    public static PingSchedule of(Duration pingInterval, Duration pongTimeout) {
        long timeoutMillis = pongTimeout.toMillis();
        long tickMillis = Math.min(MAX_TICK_MILLIS, Math.max(MIN_TICK_MILLIS, timeoutMillis / TICKS_PER_TIMEOUT));
        int slots = (int) Math.max(1, pingInterval.toMillis() / tickMillis);
        int ticksToPong = (int) Math.min(slots - 1, Math.max(1, timeoutMillis / tickMillis));
        return new PingSchedule(tickMillis, slots, ticksToPong, Math.max(tickMillis, timeoutMillis / STALL_DIVISOR));
    }
}

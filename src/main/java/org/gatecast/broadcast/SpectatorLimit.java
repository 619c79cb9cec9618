package org.gatecast.broadcast;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatecast.model.EventId;

/** Counts who is let in, exactly, whatever the rush (FR-012). A seat is taken before the upgrade. Any thread. */
public final class SpectatorLimit {
    private final int perEvent;
    private final ConcurrentMap<EventId, AtomicInteger> taken = new ConcurrentHashMap<>();

    /**
     * @param perEvent the most spectators one event may have at a time
     */
    public SpectatorLimit(int perEvent) {
        this.perEvent = perEvent;
    }

    public int perEvent() {
        return perEvent;
    }

    public int taken(EventId eventId) {
        AtomicInteger count = taken.get(eventId);
        return count == null ? 0 : count.get();
    }

    /** A seat, or {@code null} when all are taken. */
    public Slot take(EventId eventId) {
        AtomicInteger count = taken.computeIfAbsent(eventId, id -> new AtomicInteger());
        int now;
        do {
            now = count.get();
            if (now >= perEvent) {
                return null;
            }
        } while (!count.compareAndSet(now, now + 1));
        return new Slot(count);
    }

    /** One spectator's place. */
    public static final class Slot {
        private final AtomicInteger count;
        private final AtomicBoolean free = new AtomicBoolean();

        private Slot(AtomicInteger count) {
            this.count = count;
        }

        /** Gives the seat back; again does nothing. */
        public void release() {
            if (free.compareAndSet(false, true)) {
                count.decrementAndGet();
            }
        }
    }
}

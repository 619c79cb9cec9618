package org.gatecast.transport;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatecast.model.EventId;

/** Limits the spectators of each event, exactly (FR-012). A slot is taken before the upgrade. Any thread. */
public final class SpectatorLimit {
    private final int perEvent;
    private final ConcurrentMap<EventId, AtomicInteger> taken = new ConcurrentHashMap<>();

    public SpectatorLimit(int perEvent) {
        this.perEvent = perEvent;
    }

    /** The most spectators of one event. */
    public int perEvent() {
        return perEvent;
    }

    /** The slots of an event that are taken now. */
    public int taken(EventId eventId) {
        AtomicInteger count = taken.get(eventId);
        return count == null ? 0 : count.get();
    }

    /** Whether any event has a spectator: admitted, connected, or being closed. */
    public boolean isAnyTaken() {
        return taken.values().stream().anyMatch(count -> count.get() > 0);
    }

    /** Takes a slot; {@code null} if all are taken. The caller releases it. */
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

    public static final class Slot {
        private final AtomicInteger count;
        private final AtomicBoolean free = new AtomicBoolean();

        private Slot(AtomicInteger count) {
            this.count = count;
        }

        /** Frees the slot. A second call does nothing. */
        public void release() {
            if (free.compareAndSet(false, true)) {
                count.decrementAndGet();
            }
        }
    }
}

package org.gatecast.transport;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.gatecast.model.EventId;

/**
 * Limits the spectators of each event, exactly (FR-012). A slot is taken before the upgrade. Any thread.
 *
 * <p>If other nodes have spectators of the same events, the limit is shared: this node gives only the slots that it has
 * reserved, see {@link SlotReserver}.
 */
public final class SpectatorLimit {
    private final int perEvent;
    private final boolean shared;
    private final LongSupplier nanoTime;
    private final AtomicLong arrivals = new AtomicLong();
    private volatile long leaseEnd;
    private final ConcurrentMap<EventId, Slots> events = new ConcurrentHashMap<>();

    private SpectatorLimit(int perEvent, boolean shared, LongSupplier nanoTime) {
        this.perEvent = perEvent;
        this.shared = shared;
        this.nanoTime = nanoTime;
        this.leaseEnd = nanoTime.getAsLong();
    }

    /** The limit of the only node. */
    public SpectatorLimit(int perEvent) {
        this(perEvent, false, System::nanoTime);
    }

    /** A limit of several nodes together. Until something is {@link #reserved}, no slot can be taken. */
    public static SpectatorLimit shared(int perEvent) {
        return shared(perEvent, System::nanoTime);
    }

    /** @param nanoTime monotonic */
    static SpectatorLimit shared(int perEvent, LongSupplier nanoTime) {
        return new SpectatorLimit(perEvent, true, nanoTime);
    }

    /** The slots of one event on this node. Guarded by itself. */
    private static final class Slots {
        private int taken;
        /** Taken slots whose spectators are told to leave. */
        private int leaving;
        /** As many may be taken. */
        private int reserved;
    }

    /** The most spectators of one event, on all nodes together. */
    public int perEvent() {
        return perEvent;
    }

    /** Whether the limit counts the spectators of several nodes. */
    public boolean isShared() {
        return shared;
    }

    /** The slots of an event that are taken on this node now. */
    public int taken(EventId eventId) {
        Slots slots = events.get(eventId);
        if (slots == null) {
            return 0;
        }
        synchronized (slots) {
            return slots.taken;
        }
    }

    /** The taken slots of each event with one that is taken or reserved on this node. */
    Map<EventId, Integer> taken() {
        Map<EventId, Integer> taken = new HashMap<>();
        events.forEach((event, slots) -> {
            synchronized (slots) {
                if (slots.taken > 0 || slots.reserved > 0) {
                    taken.put(event, slots.taken);
                }
            }
        });
        return taken;
    }

    /** Whether any event has a spectator here: admitted, connected, or being closed. */
    public boolean isAnyTaken() {
        return events.values().stream().anyMatch(slots -> {
            synchronized (slots) {
                return slots.taken > 0;
            }
        });
    }

    /**
     * Takes a slot; {@code null} if all are taken, or if this node has reserved no more. The caller releases it.
     *
     * <p>The lease is looked at here, not by a timer: a process that was held up may admit spectators before its timers run.
     */
    public Slot take(EventId eventId) {
        arrivals.incrementAndGet();
        if (shared && isLeaseOver()) {
            return null;
        }
        Slots slots = slots(eventId);
        synchronized (slots) {
            if (slots.taken >= (shared ? slots.reserved : perEvent)) {
                return null;
            }
            slots.taken++;
            return new Slot(slots);
        }
    }

    /** A number that grows whenever somebody wants a slot. */
    long arrivals() {
        return arrivals.get();
    }

    private Slots slots(EventId eventId) {
        return events.computeIfAbsent(eventId, id -> new Slots());
    }

    /** Until when reserved slots may be taken, by the monotonic clock. */
    void leaseUntil(long nanos) {
        leaseEnd = nanos;
    }

    boolean isLeaseOver() {
        return nanoTime.getAsLong() - leaseEnd >= 0;
    }

    /** From now on at most so many slots may be taken. More may be taken already: see {@link #claimSurplus}. */
    void reserved(EventId eventId, int reserved) {
        Slots slots = slots(eventId);
        synchronized (slots) {
            slots.reserved = reserved;
        }
    }

    /**
     * Gives up reserved slots beyond {@code wanted} that are not taken.
     *
     * @return how many stay reserved: at least those that are taken
     */
    int giveUp(EventId eventId, int wanted) {
        Slots slots = slots(eventId);
        synchronized (slots) {
            slots.reserved = Math.min(slots.reserved, Math.max(wanted, slots.taken));
            return Math.max(slots.reserved, slots.taken);
        }
    }

    /** Whether the spectator with this slot must leave, because another node has reserved it. True once for each. */
    boolean claimSurplus(EventId eventId, Slot slot) {
        Slots slots = slots(eventId);
        synchronized (slots) {
            if (slot.slots != slots || slot.leaving || slots.taken - slots.leaving <= slots.reserved) {
                return false;
            }
            slots.leaving++;
            slot.leaving = true;
            return true;
        }
    }

    /** The right of one spectator to be there. */
    public static final class Slot {
        private final Slots slots;
        private final AtomicBoolean free = new AtomicBoolean();
        /** Guarded by {@code slots}. */
        private boolean leaving;

        private Slot(Slots slots) {
            this.slots = slots;
        }

        /** Frees the slot. A second call does nothing. */
        public void release() {
            if (free.compareAndSet(false, true)) {
                synchronized (slots) {
                    slots.taken--;
                    slots.leaving -= leaving ? 1 : 0;
                }
            }
        }
    }
}

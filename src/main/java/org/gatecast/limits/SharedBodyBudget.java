package org.gatecast.limits;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * A number of bytes that several owners share. One owner gets at most half of it. If it is full, slow uploads are evicted
 * for a new one: first those of the same owner, then those of all, the oldest first. Fast uploads are evicted too, if their
 * owner has several and more bytes than the new one's. A body that has arrived is never evicted. Any thread.
 */
final class SharedBodyBudget {
    private static final Comparator<BodyReservation> OLDEST_FIRST =
            Comparator.comparingLong(reservation -> reservation.number);

    private final long limitBytes;
    private final long graceNanos;
    private final LongSupplier nanoTime;
    private final Map<Object, Tenant> tenants = new HashMap<>();
    private long reserved;
    private long numbers;

    private static final class Tenant {
        private final Set<BodyReservation> reservations = new LinkedHashSet<>();
        private long bytes;
    }

    /** {@code graceNanos}: after so long an upload counts as slow. */
    SharedBodyBudget(long limitBytes, long graceNanos, LongSupplier nanoTime) {
        this.limitBytes = limitBytes;
        this.graceNanos = graceNanos;
        this.nanoTime = nanoTime;
    }

    final class BodyReservation implements BodyMemoryReservation {
        private final Object owner;
        private final long bytes;
        private final Runnable onEvicted;
        private final long startNanos = nanoTime.getAsLong();
        private final long number = ++numbers;
        private boolean arriving = true;
        private boolean complete = true;

        private BodyReservation(Object owner, long bytes, Runnable onEvicted) {
            this.owner = owner;
            this.bytes = bytes;
            this.onEvicted = onEvicted;
        }

        @Override
        public boolean keep() {
            synchronized (SharedBodyBudget.this) {
                arriving = false;
                return complete;
            }
        }

        @Override
        public void release() {
            synchronized (SharedBodyBudget.this) {
                releaseBytes(this);
            }
        }

        private boolean isSlow() {
            return nanoTime.getAsLong() - startNanos > graceNanos;
        }
    }

    /** As {@link BodyMemoryBudget#reserve}. */
    BodyMemoryReservation reserve(Object owner, long bytes, Runnable onEvicted) {
        List<BodyReservation> evicted;
        BodyReservation reservation;
        synchronized (this) {
            evicted = evictable(owner, bytes);
            if (evicted == null) {
                return null;
            }
            evicted.forEach(this::releaseBytes);
            reservation = new BodyReservation(owner, bytes, onEvicted);
            Tenant tenant = tenants.computeIfAbsent(owner, first -> new Tenant());
            tenant.reservations.add(reservation);
            tenant.bytes += bytes;
            reserved += bytes;
        }
        evicted.forEach(other -> other.onEvicted.run());
        return reservation;
    }

    /** The reservations to evict so that a new one fits; {@code null} if it cannot fit. */
    private List<BodyReservation> evictable(Object owner, long bytes) {
        List<BodyReservation> going = new ArrayList<>();
        Tenant own = tenants.get(owner);
        long ownBytes = own == null ? 0 : own.bytes;
        long allBytes = reserved;
        if (own != null) {
            for (BodyReservation reservation : slow(Stream.of(own))) {
                if (isWithin(ownBytes, bytes, limitBytes / 2)) {
                    break;
                }
                going.add(reservation);
                ownBytes -= reservation.bytes;
                allBytes -= reservation.bytes;
            }
        }
        if (!isWithin(ownBytes, bytes, limitBytes / 2)) {
            return null;
        }
        if (isWithin(allBytes, bytes, limitBytes)) {
            return going;
        }
        List<BodyReservation> others = slow(tenants.values().stream());
        others.addAll(surplus(owner, ownBytes + bytes));
        others.removeAll(going);
        for (BodyReservation reservation : others) {
            going.add(reservation);
            allBytes -= reservation.bytes;
            if (isWithin(allBytes, bytes, limitBytes)) {
                return going;
            }
        }
        return null;
    }

    private static boolean isWithin(long before, long bytes, long limit) {
        return before == 0 || before + bytes <= limit;
    }

    private static List<BodyReservation> slow(Stream<Tenant> tenants) {
        List<BodyReservation> slow = new ArrayList<>();
        tenants.flatMap(tenant -> tenant.reservations.stream())
                .filter(reservation -> reservation.arriving && reservation.isSlow())
                .sorted(OLDEST_FIRST)
                .forEach(slow::add);
        return slow;
    }

    /** The arriving bodies, except one each, of owners that have more bytes than the new one would. */
    private List<BodyReservation> surplus(Object newOwner, long bytes) {
        List<BodyReservation> surplus = new ArrayList<>();
        tenants.forEach((owner, tenant) -> {
            if (!owner.equals(newOwner) && tenant.bytes > bytes) {
                tenant.reservations.stream()
                        .filter(reservation -> reservation.arriving && !reservation.isSlow())
                        .sorted(OLDEST_FIRST.reversed())
                        .limit(tenant.reservations.size() - 1L)
                        .forEach(surplus::add);
            }
        });
        return surplus;
    }

    private void releaseBytes(BodyReservation reservation) {
        if (reservation.complete) {
            reservation.complete = false;
            reserved -= reservation.bytes;
            Tenant tenant = tenants.get(reservation.owner);
            tenant.reservations.remove(reservation);
            tenant.bytes -= reservation.bytes;
            if (tenant.reservations.isEmpty()) {
                tenants.remove(reservation.owner);
            }
        }
    }
}

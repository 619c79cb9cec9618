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
 * A number of bytes that several owners share. One owner has half of it at most, so that there is room for others. When it
 * is full all the same, uploads that take long give way to others: the owner's own first, then anybody's, the oldest first;
 * and new ones too, of an owner who has several and more than the newcomer. Whatever is there in full stays. Any thread.
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

    /** What one owner has. */
    private static final class Tenant {
        private final Set<BodyReservation> reservations = new LinkedHashSet<>();
        private long bytes;
    }

    /**
     * @param patienceNanos how long an upload may take before it gives way to others
     * @param nanoTime steady
     */
    SharedBodyBudget(long most, long patienceNanos, LongSupplier nanoTime) {
        this.limitBytes = most;
        this.graceNanos = patienceNanos;
        this.nanoTime = nanoTime;
    }

    /** Room for one body. */
    final class BodyReservation implements BodyMemoryBudget.Reservation {
        private final Object owner;
        private final long bytes;
        private final Runnable onEvicted;
        private final long startNanos = nanoTime.getAsLong();
        private final long number = ++numbers;
        private boolean arriving = true;
        private boolean complete = true;

        private BodyReservation(Object owner, long bytes, Runnable onTaken) {
            this.owner = owner;
            this.bytes = bytes;
            this.onEvicted = onTaken;
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

    /**
     * Room for a body, {@code null} when there is none. One that is alone is taken whatever its size.
     *
     * @param onTaken run on the caller's thread of a later reservation to which this one has to give way
     */
    BodyMemoryBudget.Reservation reserve(Object owner, long bytes, Runnable onTaken) {
        List<BodyReservation> givingWay;
        BodyReservation reservation;
        synchronized (this) {
            givingWay = evictable(owner, bytes);
            if (givingWay == null) {
                return null;
            }
            givingWay.forEach(this::releaseBytes);
            reservation = new BodyReservation(owner, bytes, onTaken);
            Tenant tenant = tenants.computeIfAbsent(owner, first -> new Tenant());
            tenant.reservations.add(reservation);
            tenant.bytes += bytes;
            reserved += bytes;
        }
        givingWay.forEach(gone -> gone.onEvicted.run());
        return reservation;
    }

    /** Who has to go so that a newcomer fits; {@code null} when it does not fit anyway. */
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

    /** Of owners who have more than a newcomer would, all that is still coming but one. */
    private List<BodyReservation> surplus(Object newcomer, long bytes) {
        List<BodyReservation> surplus = new ArrayList<>();
        tenants.forEach((owner, tenant) -> {
            if (!owner.equals(newcomer) && tenant.bytes > bytes) {
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

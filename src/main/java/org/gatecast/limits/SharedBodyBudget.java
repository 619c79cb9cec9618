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
    private static final Comparator<Place> OLDEST_FIRST = Comparator.comparingLong(place -> place.number);

    private final long most;
    private final long patienceNanos;
    private final LongSupplier nanoTime;
    private final Map<Object, Tenant> tenants = new HashMap<>();
    private long taken;
    private long numbers;

    /** What one owner has. */
    private static final class Tenant {
        private final Set<Place> places = new LinkedHashSet<>();
        private long bytes;
    }

    /**
     * @param patienceNanos how long an upload may take before it gives way to others
     * @param nanoTime steady
     */
    SharedBodyBudget(long most, long patienceNanos, LongSupplier nanoTime) {
        this.most = most;
        this.patienceNanos = patienceNanos;
        this.nanoTime = nanoTime;
    }

    /** Room for one body. */
    final class Place implements BodyMemoryBudget.Reservation {
        private final Object owner;
        private final long bytes;
        private final Runnable onTaken;
        private final long since = nanoTime.getAsLong();
        private final long number = ++numbers;
        private boolean arriving = true;
        private boolean held = true;

        private Place(Object owner, long bytes, Runnable onTaken) {
            this.owner = owner;
            this.bytes = bytes;
            this.onTaken = onTaken;
        }

        @Override
        public boolean keep() {
            synchronized (SharedBodyBudget.this) {
                arriving = false;
                return held;
            }
        }

        @Override
        public void release() {
            synchronized (SharedBodyBudget.this) {
                giveBack(this);
            }
        }

        private boolean isSlow() {
            return nanoTime.getAsLong() - since > patienceNanos;
        }
    }

    /**
     * Room for a body, {@code null} when there is none. One that is alone is taken whatever its size.
     *
     * @param onTaken run on the caller's thread of a later reservation to which this one has to give way
     */
    BodyMemoryBudget.Reservation reserve(Object owner, long bytes, Runnable onTaken) {
        List<Place> givingWay;
        Place place;
        synchronized (this) {
            givingWay = givingWay(owner, bytes);
            if (givingWay == null) {
                return null;
            }
            givingWay.forEach(this::giveBack);
            place = new Place(owner, bytes, onTaken);
            Tenant tenant = tenants.computeIfAbsent(owner, first -> new Tenant());
            tenant.places.add(place);
            tenant.bytes += bytes;
            taken += bytes;
        }
        givingWay.forEach(gone -> gone.onTaken.run());
        return place;
    }

    /** Who has to go so that a newcomer fits; {@code null} when it does not fit anyway. */
    private List<Place> givingWay(Object owner, long bytes) {
        List<Place> going = new ArrayList<>();
        Tenant own = tenants.get(owner);
        long ownBytes = own == null ? 0 : own.bytes;
        long allBytes = taken;
        if (own != null) {
            for (Place place : slow(Stream.of(own))) {
                if (isWithin(ownBytes, bytes, most / 2)) {
                    break;
                }
                going.add(place);
                ownBytes -= place.bytes;
                allBytes -= place.bytes;
            }
        }
        if (!isWithin(ownBytes, bytes, most / 2)) {
            return null;
        }
        if (isWithin(allBytes, bytes, most)) {
            return going;
        }
        List<Place> others = slow(tenants.values().stream());
        others.addAll(surplus(owner, ownBytes + bytes));
        others.removeAll(going);
        for (Place place : others) {
            going.add(place);
            allBytes -= place.bytes;
            if (isWithin(allBytes, bytes, most)) {
                return going;
            }
        }
        return null;
    }

    private static boolean isWithin(long before, long bytes, long limit) {
        return before == 0 || before + bytes <= limit;
    }

    private static List<Place> slow(Stream<Tenant> tenants) {
        List<Place> slow = new ArrayList<>();
        tenants.flatMap(tenant -> tenant.places.stream())
                .filter(place -> place.arriving && place.isSlow())
                .sorted(OLDEST_FIRST)
                .forEach(slow::add);
        return slow;
    }

    /** Of owners who have more than a newcomer would, all that is still coming but one. */
    private List<Place> surplus(Object newcomer, long bytes) {
        List<Place> surplus = new ArrayList<>();
        tenants.forEach((owner, tenant) -> {
            if (!owner.equals(newcomer) && tenant.bytes > bytes) {
                tenant.places.stream()
                        .filter(place -> place.arriving && !place.isSlow())
                        .sorted(OLDEST_FIRST.reversed())
                        .limit(tenant.places.size() - 1L)
                        .forEach(surplus::add);
            }
        });
        return surplus;
    }

    private void giveBack(Place place) {
        if (place.held) {
            place.held = false;
            taken -= place.bytes;
            Tenant tenant = tenants.get(place.owner);
            tenant.places.remove(place);
            tenant.bytes -= place.bytes;
            if (tenant.places.isEmpty()) {
                tenants.remove(place.owner);
            }
        }
    }
}

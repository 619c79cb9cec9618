package org.gatecast.limits;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The addresses that were here lately; those seen least recently are forgotten, but not while they are connected. One
 * for all event loops.
 */
final class AddressTable {
    private static final int SEGMENTS = 16;
    private static final int EVICTION_PROBES = 8;

    private final int perSegment;
    private final AddressRateLimits rates;
    private final LongSupplier nanoTime;
    private final List<Map<Long, AddressLimits>> segments = new ArrayList<>(SEGMENTS);

    /**
     * @param most how many addresses to remember, besides those that are connected
     */
    AddressTable(int most, AddressRateLimits rates, LongSupplier nanoTime) {
        this.perSegment = Math.max(1, most / SEGMENTS);
        this.rates = rates;
        this.nanoTime = nanoTime;
        for (int i = 0; i < SEGMENTS; i++) {
            segments.add(new LinkedHashMap<>(16, 0.75f, true));
        }
    }

    AddressLimits of(InetAddress address) {
        return of(key(address));
    }

    AddressLimits of(long key) {
        Map<Long, AddressLimits> shelf = segments.get((int) ((key * 0x9E3779B97F4A7C15L) >>> 60));
        synchronized (shelf) {
            AddressLimits address = shelf.get(key);
            if (address == null) {
                if (shelf.size() >= perSegment) {
                    evictOne(shelf);
                }
                address = new AddressLimits(rates, nanoTime);
                shelf.put(key, address);
            }
            return address;
        }
    }

    int size() {
        int size = 0;
        for (Map<Long, AddressLimits> shelf : segments) {
            synchronized (shelf) {
                size += shelf.size();
            }
        }
        return size;
    }

    /** An IPv4 address, or the network of an IPv6 one: its first 64 bits, within which a client may choose freely. */
    static long key(InetAddress address) {
        byte[] bytes = address.getAddress();
        long key = 0;
        for (int i = 0; i < Math.min(bytes.length, 8); i++) {
            key = (key << 8) | (bytes[i] & 0xFF);
        }
        return key;
    }

    /** Who is connected counts as seen just now, so that no look is wasted on the same one twice in a row. */
    private static void evictOne(Map<Long, AddressLimits> shelf) {
        for (int look = 0; look < EVICTION_PROBES && !shelf.isEmpty(); look++) {
            Iterator<Map.Entry<Long, AddressLimits>> eldest = shelf.entrySet().iterator();
            Map.Entry<Long, AddressLimits> entry = eldest.next();
            Long key = entry.getKey();
            AddressLimits address = entry.getValue();
            eldest.remove();
            if (!address.isInUse()) {
                return;
            }
            shelf.put(key, address);
        }
    }
}

package org.gatecast.limits;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * The limits of the addresses seen lately. The least recently seen are removed, but not while they are connected. One for
 * all event loops; any thread.
 */
final class AddressTable {
    private static final int SEGMENTS = 16;
    private static final int EVICTION_PROBES = 8;

    private final int perSegment;
    private final AddressRateLimits rates;
    private final LongSupplier nanoTime;
    private final List<Map<Long, AddressLimits>> segments = new ArrayList<>(SEGMENTS);

    /**
     * @param capacity how many addresses to keep, besides those that are connected
     */
    AddressTable(int capacity, AddressRateLimits rates, LongSupplier nanoTime) {
        this.perSegment = Math.max(1, capacity / SEGMENTS);
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
        Map<Long, AddressLimits> segment = segments.get((int) ((key * 0x9E3779B97F4A7C15L) >>> 60));
        synchronized (segment) {
            AddressLimits address = segment.get(key);
            if (address == null) {
                if (segment.size() >= perSegment) {
                    evictOne(segment);
                }
                address = new AddressLimits(rates, nanoTime);
                segment.put(key, address);
            }
            return address;
        }
    }

    int size() {
        int size = 0;
        for (Map<Long, AddressLimits> segment : segments) {
            synchronized (segment) {
                size += segment.size();
            }
        }
        return size;
    }

    /** An IPv4 address, or the first 64 bits of an IPv6 address: a client can use all addresses of its network. */
    static long key(InetAddress address) {
        byte[] bytes = address.getAddress();
        long key = 0;
        for (int i = 0; i < Math.min(bytes.length, 8); i++) {
            key = (key << 8) | (bytes[i] & 0xFF);
        }
        return key;
    }

    /** An address in use moves to the end, so that the next eviction does not look at it again. */
    private static void evictOne(Map<Long, AddressLimits> segment) {
        for (int probe = 0; probe < EVICTION_PROBES && !segment.isEmpty(); probe++) {
            Iterator<Map.Entry<Long, AddressLimits>> eldest = segment.entrySet().iterator();
            Map.Entry<Long, AddressLimits> entry = eldest.next();
            Long key = entry.getKey();
            AddressLimits address = entry.getValue();
            eldest.remove();
            if (!address.isInUse()) {
                return;
            }
            segment.put(key, address);
        }
    }
}

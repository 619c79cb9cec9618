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
    private static final int SHELVES = 16;
    private static final int LOOKS = 8;

    private final int perShelf;
    private final AddressRateLimits rates;
    private final LongSupplier nanoTime;
    private final List<Map<Long, AddressLimits>> shelves = new ArrayList<>(SHELVES);

    /**
     * @param most how many addresses to remember, besides those that are connected
     */
    AddressTable(int most, AddressRateLimits rates, LongSupplier nanoTime) {
        this.perShelf = Math.max(1, most / SHELVES);
        this.rates = rates;
        this.nanoTime = nanoTime;
        for (int i = 0; i < SHELVES; i++) {
            shelves.add(new LinkedHashMap<>(16, 0.75f, true));
        }
    }

    AddressLimits of(InetAddress address) {
        return of(key(address));
    }

    AddressLimits of(long key) {
        Map<Long, AddressLimits> shelf = shelves.get((int) ((key * 0x9E3779B97F4A7C15L) >>> 60));
        synchronized (shelf) {
            AddressLimits address = shelf.get(key);
            if (address == null) {
                if (shelf.size() >= perShelf) {
                    forgetOne(shelf);
                }
                address = new AddressLimits(rates, nanoTime);
                shelf.put(key, address);
            }
            return address;
        }
    }

    int size() {
        int size = 0;
        for (Map<Long, AddressLimits> shelf : shelves) {
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
    private static void forgetOne(Map<Long, AddressLimits> shelf) {
        for (int look = 0; look < LOOKS && !shelf.isEmpty(); look++) {
            Iterator<Map.Entry<Long, AddressLimits>> eldest = shelf.entrySet().iterator();
            Map.Entry<Long, AddressLimits> entry = eldest.next();
            Long key = entry.getKey();
            AddressLimits address = entry.getValue();
            eldest.remove();
            if (!address.isHere()) {
                return;
            }
            shelf.put(key, address);
        }
    }
}

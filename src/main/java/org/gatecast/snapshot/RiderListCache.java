package org.gatecast.snapshot;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.gatecast.model.EventId;

/**
 * The riders of each event's newest snapshot, gathered once and not for each request: spectators with favourites ask again and
 * again. Any thread.
 */
public final class RiderListCache {
    private static final int MAX_EVENTS = 64;

    private final ConcurrentMap<EventId, Entry> entries = new ConcurrentHashMap<>();

    private record Entry(EventSnapshot snapshot, RiderList riders) {}

    /** All riders of the snapshot. */
    @SuppressWarnings("ReferenceEquality") // Snapshots are immutable: another object means another version.
    public RiderList of(EventSnapshot snapshot) {
        EventId eventId = snapshot.meta().eventId();
        Entry entry = entries.get(eventId);
        if (entry == null || entry.snapshot != snapshot) {
            entry = new Entry(snapshot, RiderList.of(snapshot));
            if (entries.size() >= MAX_EVENTS) {
                entries.clear();
            }
            entries.put(eventId, entry);
        }
        return entry.riders;
    }
}

package org.gatecast.broadcast;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.gatecast.model.EventId;
import org.gatecast.model.OnCourseEntry;

/** The riders on the water now, per event, for REST to read. Written by the broadcaster only; read on any thread. */
public final class OnCourseRegistry {
    private final ConcurrentMap<EventId, List<OnCourseEntry>> lists = new ConcurrentHashMap<>();

    /** By position; the same object until the list changes. */
    public List<OnCourseEntry> of(EventId eventId) {
        return lists.getOrDefault(eventId, List.of());
    }

    void put(EventId eventId, List<OnCourseEntry> entries) {
        if (entries.isEmpty()) {
            lists.remove(eventId);
        } else {
            lists.put(eventId, entries);
        }
    }
}

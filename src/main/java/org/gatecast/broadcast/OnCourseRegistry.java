package org.gatecast.broadcast;

import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.gatecast.model.EventId;
import org.gatecast.model.OnCourseEntry;

/** The riders on course of each event, for REST. Written by the broadcaster only; read on any thread. */
public final class OnCourseRegistry {
    private final ConcurrentMap<EventId, List<OnCourseEntry>> lists = new ConcurrentHashMap<>();

    /** In order of position; the same object until the list changes. */
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

package org.gatecast.bus;

import java.util.List;
import org.gatecast.model.EventId;
import org.gatecast.model.OnCourseEntry;

/**
 * Riders on course that were reported to one node, for the others. The node has checked the callers' authority.
 *
 * @param generation of the event, as the node knows it
 * @param entries the newest report of each rider
 */
public record OnCourseReport(EventId eventId, String generation, List<OnCourseEntry> entries) {
    public OnCourseReport {
        entries = List.copyOf(entries);
    }
}

package org.gatecast.bus;

import java.util.List;
import org.gatecast.model.EventId;
import org.gatecast.model.OnCourseEntry;

/**
 * Riders on course that were reported to one node, for the others. The node has checked the callers' authority. A report of the
 * primary source may have no riders: it says that the source was heard.
 *
 * @param generation of the event, as the node knows it
 * @param entries the newest report of each rider
 * @param fromPrimary whether the primary source has reported them
 */
public record OnCourseReport(EventId eventId, String generation, List<OnCourseEntry> entries, boolean fromPrimary) {
    public OnCourseReport {
        entries = List.copyOf(entries);
    }
}

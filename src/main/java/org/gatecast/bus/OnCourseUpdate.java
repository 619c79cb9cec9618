package org.gatecast.bus;

import java.util.List;
import org.gatecast.model.Authority;
import org.gatecast.model.OnCourseEntry;

/**
 * Riders on the water, as one call of the stream reports them; known to the event. Goes past the store.
 *
 * @param authority by what right they are shown
 */
public record OnCourseUpdate(Authority authority, List<OnCourseEntry> entries) {
    public OnCourseUpdate {
        entries = List.copyOf(entries);
    }

    /**
     * @param riders riders on the water after the call
     */
    public record Accepted(int riders) {}
}

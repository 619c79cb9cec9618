package org.gatecast.bus;

import java.util.List;
import org.gatecast.model.Authority;
import org.gatecast.model.OnCourseEntry;

/**
 * The participants on course that one call of the stream reports; all of them are known to the event. Sent to the
 * broadcaster; the store is not involved.
 *
 * @param fromPrimary whether the caller is the primary source, which others do not replace
 */
public record OnCourseUpdate(Authority authority, List<OnCourseEntry> entries, boolean fromPrimary) {
    public OnCourseUpdate {
        entries = List.copyOf(entries);
    }

    /**
     * @param riders how many participants are on course after the call
     */
    public record Accepted(int riders) {}
}

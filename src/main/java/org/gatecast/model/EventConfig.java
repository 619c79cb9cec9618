package org.gatecast.model;

import java.util.Objects;

/** What an organiser has set for one event; {@code null} is not set, and the service's default holds. */
public record EventConfig(
        RaceId activeRaceId, DisplayMode displayMode, Boolean showOnCourse, MergeStrategy mergeStrategy) {
    public static final EventConfig NONE = new EventConfig(null, null, null, null);

    /** Whether pages show an event the same way under both: how sources merge is none of the public's business. */
    public boolean isShownAs(EventConfig other) {
        return Objects.equals(activeRaceId, other.activeRaceId)
                && displayMode == other.displayMode
                && Objects.equals(showOnCourse, other.showOnCourse);
    }
}

package org.gatecast.model;

import java.util.Objects;

/**
 * An organiser's settings for one event; {@code null} means not set, and the service's default applies.
 *
 * @param protestMinutes how long protests may be made after a race's results became provisional; by default no time is given
 */
public record EventConfig(
        RaceId activeRaceId,
        DisplayMode displayMode,
        Boolean showOnCourse,
        MergeStrategy mergeStrategy,
        Integer protestMinutes) {
    public static final EventConfig NONE = new EventConfig(null, null, null, null, null);

    /** Whether pages show an event the same way with both. The merge strategy is not public. */
    public boolean isShownAs(EventConfig other) {
        return Objects.equals(activeRaceId, other.activeRaceId)
                && displayMode == other.displayMode
                && Objects.equals(showOnCourse, other.showOnCourse)
                && Objects.equals(protestMinutes, other.protestMinutes);
    }
}

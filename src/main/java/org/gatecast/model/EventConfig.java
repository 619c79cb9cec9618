package org.gatecast.model;

/** What an organiser has set for one event; {@code null} is not set, and the service's default holds. */
public record EventConfig(
        RaceId activeRaceId, DisplayMode displayMode, Boolean showOnCourse, MergeStrategy mergeStrategy) {
    public static final EventConfig NONE = new EventConfig(null, null, null, null);
}

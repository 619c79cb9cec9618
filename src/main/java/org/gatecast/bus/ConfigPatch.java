package org.gatecast.bus;

import org.gatecast.model.DisplayMode;
import org.gatecast.model.EventConfig;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;

/** Changes to an event's settings. A field that is not given stays; {@code null} resets it to the default. */
public record ConfigPatch(
        Field<RaceId> activeRaceId,
        Field<DisplayMode> displayMode,
        Field<Boolean> showOnCourse,
        Field<MergeStrategy> mergeStrategy,
        Field<Integer> protestMinutes) {

    public EventConfig applyTo(EventConfig config) {
        return new EventConfig(
                activeRaceId.or(config.activeRaceId()),
                displayMode.or(config.displayMode()),
                showOnCourse.or(config.showOnCourse()),
                mergeStrategy.or(config.mergeStrategy()),
                protestMinutes.or(config.protestMinutes()));
    }
}

package org.gatecast.ingest;

import java.io.IOException;
import org.gatecast.bus.ConfigPatch;
import org.gatecast.model.DisplayMode;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;

/**
 * The body of {@code PATCH /api/v1/admin/events/{eventId}/config} (contract section 2). A misspelt setting would
 * silently do nothing, so unknown names are refused here. Whether the active race exists is the event's to say.
 */
public final class ConfigBody {
    private Field<RaceId> activeRaceId = Field.absent();
    private Field<DisplayMode> displayMode = Field.absent();
    private Field<Boolean> showOnCourse = Field.absent();
    private Field<MergeStrategy> mergeStrategy = Field.absent();

    private ConfigBody() {}

    /**
     * @throws org.gatecast.model.RefusedException {@code InvalidRequest}, naming the setting
     */
    public static ConfigPatch parse(byte[] json) {
        return StrictJson.read(json, body -> new ConfigBody().read(body));
    }

    private ConfigPatch read(StrictJson json) throws IOException {
        json.object(this::field);
        return new ConfigPatch(activeRaceId, displayMode, showOnCourse, mergeStrategy);
    }

    private void field(String name, StrictJson json) throws IOException {
        switch (name) {
            case "activeRaceId" -> activeRaceId = Field.of(StreamValues.raceId(json));
            case "displayMode" -> displayMode = Field.of(json.choice(DisplayMode.values(), DisplayMode::json));
            case "showOnCourse" -> showOnCourse = Field.of(json.flag());
            case "mergeStrategy" -> mergeStrategy = Field.of(json.choice(MergeStrategy.values(), MergeStrategy::json));
            default ->
                throw json.refuse("is no setting; there are activeRaceId, displayMode, showOnCourse, mergeStrategy");
        }
    }
}

package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatecast.model.DisplayMode;
import org.gatecast.model.EventConfig;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.EventSnapshot;
import org.junit.jupiter.api.Test;

class ChangeDetectionTest {
    private static final EventSnapshot PICTURE =
            MergeHarness.after(new ExportScript().race("K1M_BR1", "BR1")).snapshot();

    @Test
    void settingsForPagesAreAChangeOfStructure() {
        for (EventConfig chosen : List.of(
                new EventConfig(new RaceId("K1M_BR1"), null, null, null, null),
                new EventConfig(null, DisplayMode.SIMPLE, null, null, null),
                new EventConfig(null, null, false, null, null),
                new EventConfig(null, null, null, null, 20))) {
            assertThat(between(EventConfig.NONE, chosen).structure())
                    .as("%s", chosen)
                    .isTrue();
            assertThat(between(chosen, EventConfig.NONE).structure())
                    .as("%s", chosen)
                    .isTrue();
            assertThat(between(chosen, chosen).isEmpty()).as("%s", chosen).isTrue();
        }
    }

    @Test
    void theMergeStrategyIsNotPublished() {
        EventConfig merging = new EventConfig(null, null, null, MergeStrategy.LATEST, null);

        assertThat(between(EventConfig.NONE, merging).isEmpty()).isTrue();
    }

    @Test
    void theWeatherOfARaceIsAChangeOfStructure() {
        EventSnapshot sunny = new EventSnapshot(
                PICTURE.meta(),
                PICTURE.classes(),
                PICTURE.races().stream().map(race -> race.withWeather("sunny")).toList(),
                PICTURE.categories(),
                PICTURE.tables(),
                PICTURE.participants(),
                PICTURE.officials(),
                PICTURE.gateStatistics());

        assertThat(ChangeDetection.between(PICTURE, sunny).structure()).isTrue();
        assertThat(ChangeDetection.between(sunny, PICTURE).structure()).isTrue();
        assertThat(ChangeDetection.between(sunny, sunny).isEmpty()).isTrue();
    }

    private static ChangeSet between(EventConfig before, EventConfig after) {
        return ChangeDetection.between(configured(before), configured(after));
    }

    private static EventSnapshot configured(EventConfig config) {
        return new EventSnapshot(
                PICTURE.meta().withConfig(config),
                PICTURE.classes(),
                PICTURE.races(),
                PICTURE.categories(),
                PICTURE.tables(),
                PICTURE.participants(),
                PICTURE.officials(),
                PICTURE.gateStatistics());
    }
}

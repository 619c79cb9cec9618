package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.Samples.json;
import static org.gatecast.ingest.Samples.refusal;

import org.gatecast.bus.ConfigPatch;
import org.gatecast.model.DisplayMode;
import org.gatecast.model.EventStatus;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** {@code PATCH …/status} and {@code PATCH …/config} (contract section 2). */
class AdminBodiesTest {

    @ParameterizedTest
    @EnumSource(EventStatus.class)
    void everyStateCanBeAskedFor(EventStatus status) {
        assertThat(StatusBody.parse(json("{'status': '" + status.json() + "', 'by': 'me'}")))
                .isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {}                    | status is required
            {'status': null}      | status is required
            {'status': 'Running'} | status must be one of draft, startlist, running, finished, official, not "Running"
            {'status': 1}         | status must be text, not a number
            """)
    void anythingButAStateIsRefused(String body, String message) {
        assertThat(refusal(() -> StatusBody.parse(json(body)))).isEqualTo(message);
    }

    @Test
    void aPatchSaysOnlyWhatItNames() {
        assertThat(ConfigBody.parse(json("{'mergeStrategy': 'latest', 'activeRaceId': null}")))
                .isEqualTo(new ConfigPatch(
                        Field.of(null), Field.absent(), Field.absent(), Field.of(MergeStrategy.LATEST)));
        assertThat(ConfigBody.parse(json("{'activeRaceId': 'R1', 'displayMode': 'detailed', 'showOnCourse': false}")))
                .isEqualTo(new ConfigPatch(
                        Field.of(new RaceId("R1")), Field.of(DisplayMode.DETAILED), Field.of(false), Field.absent()));
        assertThat(ConfigBody.parse(json("{}")).isMergeStrategyAlone()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {'mergeStategy': 'xml'}    | mergeStategy is no setting; there are activeRaceId, displayMode, showOnCourse, mergeStrategy
            {'mergeStrategy': 'XML'}   | mergeStrategy must be one of tcp, xml, latest, not "XML"
            {'displayMode': true}      | displayMode must be text, not true or false
            {'displayMode': 'full'}    | displayMode must be one of simple, detailed, not "full"
            {'showOnCourse': 'yes'}    | showOnCourse must be true or false, not text
            {'showOnCourse': 1}        | showOnCourse must be true or false, not a number
            {'activeRaceId': 7}        | activeRaceId must be text, not a number
            []                         | the body must be an object, not a list
            """)
    void whatIsNoSettingOrNoValueOfItIsRefused(String body, String message) {
        assertThat(refusal(() -> ConfigBody.parse(json(body)))).isEqualTo(message);
    }
}

package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.Samples.json;
import static org.gatecast.ingest.Samples.refusal;

import java.util.Arrays;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /api/v1/ingest/oncourse} (contract section 2). */
class OnCourseBodyTest {

    @Test
    void aRiderIsReadWhole() {
        assertThat(rider("'participantId': 'P', 'raceId': 'R', 'bib': 9, 'name': 'OLIVE \\\"Lou\\\" <&>', 'club': 'KK',"
                        + " 'position': 1, 'gates': [0, 2, 150, null], 'dtStart': '2026-11-20T10:34:20.123Z',"
                        + " 'dtFinish': '2026-11-20T10:36:00Z', 'time': 1500, 'pen': 5200, 'total': 6700, 'rank': 8,"
                        + " 'ttbDiff': '+12.79', 'ttbName': 'FERN', 'warning': 'x'"))
                .isEqualTo(new OnCourseEntry(
                        new RaceId("R"),
                        new ParticipantId("P"),
                        9,
                        "OLIVE \"Lou\" <&>",
                        "KK",
                        1,
                        Arrays.asList(0, 2, 150, null),
                        "2026-11-20T10:34:20.123Z",
                        "2026-11-20T10:36:00Z",
                        1500,
                        5200,
                        6700,
                        8,
                        "+12.79",
                        "FERN"));
    }

    @Test
    void allButRaceAndRiderMayBeMissingOrNull() {
        OnCourseEntry missing = rider("'participantId': 'P', 'raceId': 'R'");
        OnCourseEntry nulls = rider("'participantId': 'P', 'raceId': 'R', 'bib': null, 'name': null, 'club': null,"
                + " 'position': null, 'gates': null, 'dtStart': null, 'dtFinish': null, 'time': null, 'pen': null,"
                + " 'total': null, 'rank': null, 'ttbDiff': null, 'ttbName': null");

        assertThat(missing).isEqualTo(nulls);
        assertThat(missing.gates()).isNull();
    }

    @Test
    void aRiderMayBeNamedByBibAlone() {
        OnCourseEntry rider = rider("'raceId': 'R', 'bib': ' 12'");

        assertThat(rider.participantId()).isNull();
        assertThat(rider.bib()).isEqualTo(12);
    }

    @Test
    void anEmptyListEmptiesTheWater() {
        assertThat(OnCourseBody.parse(json("{'oncourse': []}"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            'raceId': 'R'                           | oncourse[0].participantId or bib is required
            'participantId': 'P'                    | oncourse[0].raceId is required
            'gates': [0, 0, -4]                     | oncourse[0].gates[2] must be a whole number from 0 to 9999, not -4
            'gates': [0, '2']                       | oncourse[0].gates[1] must be a whole number from 0 to 9999, not text
            'gates': '0,2'                          | oncourse[0].gates must be a list, not text
            'gates': [true]                         | oncourse[0].gates[0] must be a whole number from 0 to 9999, not true or false
            'time': -1                              | oncourse[0].time must be a whole number from 0 to 36000000, not -1
            'total': 1.5                            | oncourse[0].total must be a whole number from 0 to 36000000, not 1.5
            'rank': 0                               | oncourse[0].rank must be a whole number from 1 to 99999, not 0
            'position': 'first'                     | oncourse[0].position must be a whole number from 0 to 9999, not text
            'ttbDiff': 12                           | oncourse[0].ttbDiff must be text, not a number
            """)
    void aBadValueIsRefusedByItsPath(String fields, String message) {
        assertThat(refusal(() -> OnCourseBody.parse(json("{'oncourse': [{" + fields + "}]}"))))
                .isEqualTo(message);
    }

    @Test
    void textsGatesAndRidersAreLimited() {
        assertThat(refusal(() -> rider("'raceId': 'R', 'bib': 1, 'name': '" + "x".repeat(201) + "'")))
                .isEqualTo("oncourse[0].name must have at most 200 characters, not 201");
        assertThat(refusal(() -> rider("'raceId': 'R', 'bib': 1, 'gates': [0" + ",0".repeat(99) + "]")))
                .isEqualTo("oncourse[0].gates[99] is one more than the 99 allowed");
        String riders = "{'raceId': 'R', 'bib': 1}" + ",{'raceId': 'R', 'bib': 1}".repeat(200);
        assertThat(refusal(() -> OnCourseBody.parse(json("{'oncourse': [" + riders + "]}"))))
                .isEqualTo("oncourse[200] is one more than the 200 allowed");
    }

    private static OnCourseEntry rider(String fields) {
        return OnCourseBody.parse(json("{'oncourse': [{" + fields + "}]}")).get(0);
    }
}

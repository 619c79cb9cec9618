package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.json;

import java.util.Arrays;
import java.util.List;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.StreamRows;
import org.gatecast.model.TelevisionClock;
import org.gatecast.model.UnreadableParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code POST /api/v1/ingest/oncourse} (contract section 2). */
class OnCourseBodyTest {

    @Test
    void aParticipantOnCourseIsReadCompletely() {
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
    void aTelevisionClockIsOddOrEvenAndAnythingElseIsLeftOut() {
        assertThat(rider("'participantId': 'P', 'raceId': 'R', 'tvClock': 'even'")
                        .tvClock())
                .isEqualTo(TelevisionClock.EVEN);
        assertThat(rider("'participantId': 'P', 'raceId': 'R', 'tvClock': null").tvClock())
                .isNull();
        StreamRows<OnCourseEntry> read =
                OnCourseBody.parse(json("{'oncourse': [{'participantId': 'P', 'raceId': 'R', 'tvClock': 'third'}]}"));
        assertThat(read.rows().get(0).tvClock()).isNull();
        assertThat(read.unreadable().lines())
                .containsExactly("1 × tvClock left out: oncourse[0].tvClock must be one of odd, even, not \"third\"");
    }

    @Test
    void thePrimarySourceSaysSoInTheBody() {
        assertThat(OnCourseBody.parseCall(json("{'primary': true, 'oncourse': []}"))
                        .fromPrimary())
                .isTrue();
        for (String other : List.of("false", "null", "'true'", "1", "[true]", "{'a': true}")) {
            assertThat(OnCourseBody.parseCall(json("{'oncourse': [], 'primary': " + other + "}")))
                    .isEqualTo(new OnCourseCall(StreamRows.whole(List.of()), false));
        }
    }

    @Test
    void aRiderMayBeNamedByBibAlone() {
        OnCourseEntry rider = rider("'raceId': 'R', 'bib': ' 12'");

        assertThat(rider.participantId()).isNull();
        assertThat(rider.bib()).isEqualTo(12);
    }

    @Test
    void anEmptyListRemovesAllParticipantsFromTheCourse() {
        assertThat(OnCourseBody.parse(json("{'oncourse': []}"))).isEqualTo(StreamRows.whole(List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            'gates': [0, 0, -4]          | gates[2] | must be a whole number from 0 to 9999, not -4
            'gates': [0, 2.5]            | gates[1] | must be a whole number from 0 to 9999, not 2.5
            'gates': [0, 'two']          | gates[1] | must be a whole number from 0 to 9999, not "two"
            'gates': '0,2'               | gates    | must be a list, not text ("0,2")
            'gates': [true]              | gates[0] | must be a whole number from 0 to 9999, not true or false
            'gates': [[0], 0]            | gates[0] | must be a whole number from 0 to 9999, not a list
            'time': -1                   | time     | must be a whole number from 0 to 36000000, not -1
            'total': 1.5                 | total    | must be a whole number from 0 to 36000000, not 1.5
            'rank': 0                    | rank     | must be a whole number from 1 to 99999, not 0
            'position': 'first'          | position | must be a whole number from 0 to 9999, not "first"
            'ttbDiff': 12                | ttbDiff  | must be text, not a number
            'dtStart': ['10:34']         | dtStart  | must be text, not a list
            """)
    void aValueThatCannotBeReadIsNotKnownAndTheRestOfTheCallCounts(String field, String path, String problem) {
        StreamRows<OnCourseEntry> read = OnCourseBody.parse(
                json("{'oncourse': [{'raceId': 'R', 'bib': 1}, {'raceId': 'R'," + " 'participantId': 'P', 'pen': 200, "
                        + field + ", 'name': 'FERN'}, {'raceId': 'R', 'bib': 3}]}"));

        String name = path.replaceAll("\\[.*", "");
        assertThat(read.unreadable())
                .isEqualTo(new UnreadableParts(
                        1, 0, 0, List.of("1 × " + name + " left out: oncourse[1]." + path + ' ' + problem)));
        assertThat(read.rows())
                .containsExactly(
                        rider("'raceId': 'R', 'bib': 1"),
                        rider("'raceId': 'R', 'participantId': 'P', 'pen': 200, 'name': 'FERN'"),
                        rider("'raceId': 'R', 'bib': 3"));
    }

    @Test
    void aParticipantWithoutAnyFieldIsLeftOut() {
        StreamRows<OnCourseEntry> read = OnCourseBody.parse(
                json("{'oncourse': [{'raceId': 'R'}, {'participantId': 'P'}, 4, {'raceId': 'R', 'bib': 1}]}"));

        assertThat(read.rows()).containsExactly(rider("'raceId': 'R', 'bib': 1"));
        assertThat(read.unreadable())
                .isEqualTo(new UnreadableParts(
                        0, 3, 0, List.of("3 × rows left out: oncourse[0].participantId or bib is required")));
    }

    @Test
    void teamSumsAreGates() {
        assertThat(rider("'raceId': 'R', 'bib': 1, 'gates': [52, 100, '150', 300, null, 4]")
                        .gates())
                .containsExactly(52, 100, 150, 300, null, 4);
    }

    @Test
    void textsGatesAndRidersAreLimited() {
        StreamRows<OnCourseEntry> read = OnCourseBody.parse(json("{'oncourse': [{'raceId': 'R', 'bib': 1, 'name': '"
                + "x".repeat(201) + "', 'dtStart': '" + "1".repeat(300) + "', 'gates': [0" + ",0".repeat(99)
                + "]}" + ",{'raceId': 'R', 'bib': 1}".repeat(203) + "]}"));

        assertThat(read.rows()).hasSize(200).containsOnly(rider("'raceId': 'R', 'bib': 1"));
        assertThat(read.unreadable().lines())
                .containsExactly(
                        "1 × name left out: oncourse[0].name must have at most 200 characters, not 201 (\""
                                + "x".repeat(40) + "…\")",
                        "1 × dtStart left out: oncourse[0].dtStart must have at most 200 characters, not 300 (\""
                                + "1".repeat(40) + "…\")",
                        "1 × gates left out: oncourse[0].gates[99] is one more than the 99 allowed",
                        "4 × rows beyond the limit left out: oncourse[200] is one more than the 200 allowed");
    }

    /** One of whom nothing is left out. */
    private static OnCourseEntry rider(String fields) {
        StreamRows<OnCourseEntry> read = OnCourseBody.parse(json("{'oncourse': [{" + fields + "}]}"));
        assertThat(read.unreadable()).isEqualTo(UnreadableParts.NOTHING);
        return read.rows().get(0);
    }
}

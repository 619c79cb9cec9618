package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.Samples.json;
import static org.gatecast.ingest.Samples.refusal;

import java.util.List;
import org.gatecast.model.Gates;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.ResultUpdate.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/v1/ingest/results} (contract section 2). */
class ResultsBodyTest {

    @Test
    void aRowIsReadWhole() {
        assertThat(row("'raceId': 'R1', 'participantId': ' 1.K1M ', 'bib': 7, 'time': 9523, 'pen': 200, 'total': 9723,"
                        + " 'status': ' DSQ ', 'rnk': 3, 'gates': [{'gate': 1, 'pen': 2}], 'dtStart': '10:00',"
                        + " 'dtFinish': '10:01'"))
                .isEqualTo(new ResultUpdate(
                        new RaceId("R1"),
                        new ParticipantId("1.K1M"),
                        7,
                        Field.of(9523),
                        Field.of(200),
                        Field.of(9723),
                        Field.of("DSQ"),
                        Field.of(3),
                        Field.of(new Gates(List.of(2))),
                        Field.of("10:00"),
                        Field.of("10:01")));
    }

    @Test
    void leftOutIsNotTheSameAsNull() {
        ResultUpdate row = row("'raceId': 'R1', 'bib': 7, 'time': null, 'status': '', 'gates': null");

        assertThat(row.time()).isEqualTo(Field.of(null));
        assertThat(row.status()).isEqualTo(Field.of(null));
        assertThat(row.gates()).isEqualTo(Field.of(null));
        assertThat(row.pen()).isEqualTo(Field.absent());
        assertThat(row.total()).isEqualTo(Field.absent());
        assertThat(row.rank()).isEqualTo(Field.absent());
    }

    @Test
    void unknownFieldsAreIgnoredWhateverTheyHold() {
        List<ResultUpdate> rows = ResultsBody.parse(json("{'sent': {'by': [1, {}]}, 'results': [{'raceId': 'R1',"
                + " 'x': {'time': -1}, 'bib': 1}], 'more': null}"));

        assertThat(rows).singleElement().extracting(ResultUpdate::time).isEqualTo(Field.absent());
    }

    @Test
    void noRowsAreARequestTooAndOrderIsKept() {
        assertThat(ResultsBody.parse(json("{'results': []}"))).isEmpty();
        assertThat(ResultsBody.parse(json("{'results': [{'raceId': 'R', 'bib': 2}, {'raceId': 'R', 'bib': 1}]}")))
                .extracting(ResultUpdate::bib)
                .containsExactly(2, 1);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "'\" 17 \"', 17", "'\"007\"', 7", "'\"\"', ", "null, "})
    void aBibIsANumberOrItsDigits(String given, Integer bib) {
        assertThat(row("'raceId': 'R1', 'participantId': 'P', 'bib': " + given).bib())
                .isEqualTo(bib);
    }

    @Test
    void aWholeNumberMayBeWrittenWithAPoint() {
        assertThat(row("'raceId': 'R1', 'bib': 1, 'time': 9523.0, 'total': 9.5E3")
                        .time())
                .isEqualTo(Field.of(9523));
    }

    @Test
    void gatesMayComeInAnyOrderWithHolesAndInHundredths() {
        ResultUpdate row = row("'raceId': 'R1', 'bib': 1, 'gates': [{'gate': 4, 'pen': 5000, 'time': 12},"
                + " {'gate': 1, 'pen': 0}, {'gate': 2, 'pen': 200, 'x': 1}, {'gate': 5, 'pen': null}, {'gate': 6}]");

        assertThat(row.gates().value().penalties()).containsExactly(0, 2, null, 50);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{'gate': 3}]"})
    void gatesOfWhichNoneIsPassedAreNotKnown(String gates) {
        assertThat(row("'raceId': 'R1', 'bib': 1, 'gates': " + gates).gates()).isEqualTo(Field.of(null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            'bib': 1                                     | results[1].raceId is required
            'raceId': '  ', 'bib': 1                     | results[1].raceId is required
            'raceId': null, 'bib': 1                     | results[1].raceId is required
            'raceId': 4, 'bib': 1                        | results[1].raceId must be text, not a number
            'raceId': 'R'                                | results[1].participantId or bib is required
            'raceId': 'R', 'bib': null                   | results[1].participantId or bib is required
            'raceId': 'R', 'bib': 'x7'                   | results[1].bib must be a number from 0 to 999999, not "x7"
            'raceId': 'R', 'bib': -1                     | results[1].bib must be a whole number from 0 to 999999, not -1
            'raceId': 'R', 'bib': true                   | results[1].bib must be a whole number from 0 to 999999, not true or false
            'raceId': 'R', 'bib': 1, 'time': '9523'      | results[1].time must be a whole number from 0 to 36000000, not text
            'raceId': 'R', 'bib': 1, 'time': 95.23       | results[1].time must be a whole number from 0 to 36000000, not 95.23
            'raceId': 'R', 'bib': 1, 'time': false       | results[1].time must be a whole number from 0 to 36000000, not true or false
            'raceId': 'R', 'bib': 1, 'time': []          | results[1].time must be a whole number from 0 to 36000000, not a list
            'raceId': 'R', 'bib': 1, 'time': {}          | results[1].time must be a whole number from 0 to 36000000, not an object
            'raceId': 'R', 'bib': 1, 'pen': -200         | results[1].pen must be a whole number from 0 to 36000000, not -200
            'raceId': 'R', 'bib': 1, 'total': 36000001   | results[1].total must be a whole number from 0 to 36000000, not 36000001
            'raceId': 'R', 'bib': 1, 'total': 1e999      | results[1].total must be a whole number from 0 to 36000000, not 1e999
            'raceId': 'R', 'bib': 1, 'rnk': 0            | results[1].rnk must be a whole number from 1 to 99999, not 0
            'raceId': 'R', 'bib': 1, 'status': 5         | results[1].status must be text, not a number
            'raceId': 'R', 'bib': 1, 'status': '12345678901234567' | results[1].status must have at most 16 characters, not 17
            'raceId': 'R', 'bib': 1, 'status': 'a\\u0000' | results[1].status must not contain control characters or halves of characters
            'raceId': 'R', 'bib': 1, 'status': '\\ud800'  | results[1].status must not contain control characters or halves of characters
            'raceId': 'R', 'bib': 1, 'gates': 5          | results[1].gates must be a list, not a number
            'raceId': 'R', 'bib': 1, 'gates': [0]        | results[1].gates[0] must be an object, not a number
            'raceId': 'R', 'bib': 1, 'gates': [{'pen': 2}] | results[1].gates[0].gate is required
            'raceId': 'R', 'bib': 1, 'gates': [{'gate': 0}] | results[1].gates[0].gate must be a whole number from 1 to 99, not 0
            'raceId': 'R', 'bib': 1, 'gates': [{'gate': 100}] | results[1].gates[0].gate must be a whole number from 1 to 99, not 100
            'raceId': 'R', 'bib': 1, 'gates': [{'gate': 1, 'pen': 4}] | results[1].gates[0].pen must be 0, 2 or 50 (seconds), or null, not 4
            'raceId': 'R', 'bib': 1, 'gates': [{'gate': 1}, {'gate': 1}] | results[1].gates[1].gate names gate 1 again
            """)
    void aBadValueIsRefusedByItsPath(String fields, String message) {
        assertThat(refusal(
                        () -> ResultsBody.parse(json("{'results': [{'raceId': 'R1', 'bib': 9}, {" + fields + "}]}"))))
                .isEqualTo(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {}                       | results is required
            {'results': null}        | results must be a list, not null
            {'results': {}}          | results must be a list, not an object
            {'results': [null]}      | results[0] must be an object, not null
            [{'raceId': 'R'}]        | the body must be an object, not a list
            null                     | the body must be an object, not null
            """)
    void aBodyOfAnotherShapeIsRefused(String body, String message) {
        assertThat(refusal(() -> ResultsBody.parse(json(body)))).isEqualTo(message);
    }

    @Test
    void rowsAreLimitedInNumber() {
        String row = "{'raceId': 'R', 'bib': 1}";
        String most = (row + ",").repeat(4_999) + row;

        assertThat(ResultsBody.parse(json("{'results': [" + most + "]}"))).hasSize(5_000);
        assertThat(refusal(() -> ResultsBody.parse(json("{'results': [" + most + "," + row + "]}"))))
                .isEqualTo("results[5000] is one more than the 5000 allowed");
    }

    private static ResultUpdate row(String fields) {
        return ResultsBody.parse(json("{'results': [{" + fields + "}]}")).get(0);
    }
}

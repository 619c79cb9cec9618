package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.json;
import static org.gatecast.ingest.SampleExports.refusal;

import java.util.ArrayList;
import java.util.List;
import org.gatecast.model.Gates;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultUpdate;
import org.gatecast.model.ResultUpdate.Field;
import org.gatecast.model.StreamRows;
import org.gatecast.model.UnreadableParts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/v1/ingest/results} (contract section 2). */
class ResultsBodyTest {

    @Test
    void aRowIsReadCompletely() {
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
        StreamRows<ResultUpdate> read = parse("{'sent': {'by': [1, {}]}, 'results': [{'raceId': 'R1',"
                + " 'x': {'time': -1}, 'bib': 1}], 'more': null}");

        assertThat(read.unreadable()).isEqualTo(UnreadableParts.NOTHING);
        assertThat(read.rows()).singleElement().extracting(ResultUpdate::time).isEqualTo(Field.absent());
    }

    @Test
    void noRowsAreARequestTooAndOrderIsKept() {
        assertThat(parse("{'results': []}").rows()).isEmpty();
        assertThat(parse("{'results': [{'raceId': 'R', 'bib': 2}, {'raceId': 'R', 'bib': 1}]}")
                        .rows())
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
    void aWholeNumberMayHaveADecimalPoint() {
        assertThat(row("'raceId': 'R1', 'bib': 1, 'time': 9523.0, 'total': 9.5E3")
                        .time())
                .isEqualTo(Field.of(9523));
    }

    @ParameterizedTest
    @CsvSource({"'\"9523\"', 9523", "'\" 9523 \"', 9523", "'\"0\"', 0", "'\"\"', ", "'\" \"', "})
    void aWholeNumberMayBeAText(String given, Integer hundredths) {
        assertThat(row("'raceId': 'R1', 'bib': 1, 'time': " + given).time()).isEqualTo(Field.of(hundredths));
    }

    @Test
    void timesOfDayStayAsTheyCame() {
        assertThat(row("'raceId': 'R1', 'bib': 1, 'dtStart': '10:34:40.123'").dtStart())
                .isEqualTo(Field.of("10:34:40.123"));
    }

    @ParameterizedTest
    @CsvSource({
        "'0 2 50', '0 2 50'",
        "'52 100 150 300', '52 100 150 300'",
        "'2 200', '2 200'",
        "'0 200 5000', '0 2 50'",
        "'5200 10000 15000', '52 100 150'",
        "300, 300",
        "999, 999"
    })
    void aGatesPenaltyIsAnyNumberOfSecondsOrAListIsInHundredths(String given, String seconds) {
        List<String> items = new ArrayList<>();
        for (String penalty : given.split(" ", -1)) {
            items.add("{'gate': %d, 'pen': %s}".formatted(items.size() + 1, penalty));
        }
        assertThat(row("'raceId': 'R1', 'bib': 1, 'gates': " + items)
                        .gates()
                        .value()
                        .penalties())
                .extracting(String::valueOf)
                .containsExactly(seconds.split(" ", -1));
    }

    @Test
    void aGateThatStandsTwiceAlikeIsNoTrouble() {
        assertThat(row("'raceId': 'R1', 'bib': 1, 'gates': [{'gate': 1, 'pen': 2}, {'gate': 1, 'pen': '2'}]")
                        .gates())
                .isEqualTo(Field.of(new Gates(List.of(2))));
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
            'bib': 'x7'            | bib    | must be a whole number from 0 to 999999, not "x7"
            'bib': -1              | bib    | must be a whole number from 0 to 999999, not -1
            'bib': true            | bib    | must be a whole number from 0 to 999999, not true or false
            'time': '95.23'        | time   | must be a whole number from 0 to 36000000, not "95.23"
            'time': '-1'           | time   | must be a whole number from 0 to 36000000, not "-1"
            'time': '99999999999999999999999' | time | must be a whole number from 0 to 36000000, not "99999999999999999999999"
            'time': 95.23          | time   | must be a whole number from 0 to 36000000, not 95.23
            'time': NaN            | time   | must be a whole number from 0 to 36000000, not NaN
            'time': -Infinity      | time   | must be a whole number from 0 to 36000000, not -Infinity
            'time': false          | time   | must be a whole number from 0 to 36000000, not true or false
            'time': []             | time   | must be a whole number from 0 to 36000000, not a list
            'time': {'time': [{}, 1]} | time | must be a whole number from 0 to 36000000, not an object
            'pen': -200            | pen    | must be a whole number from 0 to 36000000, not -200
            'total': 36000001      | total  | must be a whole number from 0 to 36000000, not 36000001
            'total': 1e999         | total  | must be a whole number from 0 to 36000000, not 1e999
            'rnk': 0               | rnk    | must be a whole number from 1 to 99999, not 0
            'status': 5            | status | must be text, not a number
            'status': '12345678901234567' | status | must have at most 16 characters, not 17 ("12345678901234567")
            'status': 'a\\u0000b' | status | must not contain control characters or halves of characters ("a b")
            'status': '\\ud800'    | status | must not contain control characters or halves of characters (" ")
            'gates': 5             | gates  | must be a list, not a number
            'gates': [{'gate': 1, 'pen': 2}, 0] | gates[1] | must be an object, not a number
            'gates': [{'pen': 2}]  | gates[0].gate | is required
            'gates': [{'gate': 0}] | gates[0].gate | must be a whole number from 1 to 99, not 0
            'gates': [{'gate': 100, 'x': [[{}]]}, {'gate': 1}] | gates[0].gate | must be a whole number from 1 to 99, not 100
            'gates': [{'gate': 1, 'pen': -2}] | gates[0].pen | must be a whole number from 0 to 99900, not -2
            'gates': [{'gate': 1, 'pen': [2]}] | gates[0].pen | must be a whole number from 0 to 99900, not a list
            'gates': [{'gate': 1, 'pen': 0}, {'gate': 1, 'pen': 2}] | gates[1].pen | says something else of gate 1 than before
            'gates': [{'gate': 1, 'pen': 2}, {'gate': 2, 'pen': 5000}] | gates | must have penalties of 0 to 999 s, not 5000
            'dtStart': 36880123    | dtStart | must be text, not a number
            'dtStart': {}          | dtStart | must be text, not an object
            """)
    void aValueThatCannotBeReadIsLeftOutAndTheRestOfTheCallCounts(String field, String path, String problem) {
        String good = "'raceId': 'R1', 'bib': 9, 'participantId': 'P', 'time': 9523";
        StreamRows<ResultUpdate> read = parse("{'results': [{" + good + "}, {'raceId': 'R1', 'participantId': 'P', "
                + field + ", 'dtFinish': '10:36'}, {" + good + "}]}");

        String name = path.replaceAll("[\\[.].*", "");
        assertThat(read.unreadable())
                .isEqualTo(new UnreadableParts(
                        1, 0, 0, List.of("1 × " + name + " left out: results[1]." + path + ' ' + problem)));
        assertThat(read.rows())
                .containsExactly(
                        row(good), row("'raceId': 'R1', 'participantId': 'P', 'dtFinish': '10:36'"), row(good));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {'bib': 1}                         | results[1].raceId is required
            {'raceId': '  ', 'bib': 1}         | results[1].raceId is required
            {'raceId': null, 'bib': 1}         | results[1].raceId is required
            {'raceId': 'R'}                    | results[1].participantId or bib is required
            {'raceId': 'R', 'bib': null}       | results[1].participantId or bib is required
            null                               | results[1] must be an object, not null
            7                                  | results[1] must be an object, not a number
            "row"                              | results[1] must be an object, not text ("row")
            [[{'raceId': 'R', 'bib': 1}]]      | results[1] must be an object, not a list
            """)
    void aRowWithoutRaceOrParticipantIsLeftOut(String row, String problem) {
        StreamRows<ResultUpdate> read =
                parse("{'results': [{'raceId': 'R', 'bib': 1}, " + row + ", {'raceId': 'R', 'bib': 2}]}");

        assertThat(read.rows()).extracting(ResultUpdate::bib).containsExactly(1, 2);
        assertThat(read.unreadable()).isEqualTo(new UnreadableParts(0, 1, 0, List.of("1 × rows left out: " + problem)));
    }

    @Test
    void aRowWithoutAReadableIdIsFoundByItsBibOrNotAtAll() {
        StreamRows<ResultUpdate> read = parse("{'results': [{'raceId': 'R', 'participantId': {}, 'bib': 4},"
                + " {'raceId': 'R', 'participantId': 7, 'bib': []}, {'raceId': 8, 'bib': 4}]}");

        assertThat(read.rows()).extracting(ResultUpdate::bib).containsExactly(4);
        assertThat(read.unreadable())
                .isEqualTo(new UnreadableParts(
                        4,
                        2,
                        0,
                        List.of(
                                "2 × participantId left out: results[0].participantId must be text, not an object",
                                "1 × bib left out: results[1].bib must be a whole number from 0 to 999999, not a list",
                                "1 × raceId left out: results[2].raceId must be text, not a number",
                                "2 × rows left out: results[1].participantId or bib is required")));
    }

    @Test
    void whatIsLeftOutIsCountedByFieldWithTheFirstExample() {
        StreamRows<ResultUpdate> read = parse("{'results': [{'raceId': 'R', 'bib': 1, 'time': 'a', 'pen': 'b'},"
                + " {'raceId': 'R', 'bib': 2, 'pen': 'c'}, {'raceId': 'R', 'bib': 3, 'pen': '" + "d".repeat(5000)
                + "'}]}");

        assertThat(read.unreadable().lines())
                .containsExactly(
                        "1 × time left out: results[0].time must be a whole number from 0 to 36000000, not \"a\"",
                        "3 × pen left out: results[0].pen must be a whole number from 0 to 36000000, not \"b\"");
    }

    @Test
    void anExampleIsNeverLong() {
        String line = parse("{'results': [{'raceId': 'R', 'bib': 1, 'status': 'x\\n" + "y".repeat(100_000) + "'}]}")
                .unreadable()
                .lines()
                .get(0);

        assertThat(line).hasSizeLessThan(250).doesNotContain("\n").endsWith("yyy…\")");
    }

    @Test
    void ofANameThatStandsTwiceTheLastThatCanBeReadCounts() {
        StreamRows<ResultUpdate> read = parse("{'results': [{'raceId': 'X', 'bib': 1}], 'results':"
                + " [{'raceId': 'R', 'bib': 1, 'time': 1, 'bib': 2, 'time': 'x'}]}");

        assertThat(read.rows()).hasSize(1);
        assertThat(read.rows().get(0).bib()).isEqualTo(2);
        assertThat(read.rows().get(0).time()).isEqualTo(Field.of(1));
        assertThat(read.unreadable().fields()).isEqualTo(1);
    }

    @Test
    void longNumbersAndDeepNestingAreTheValuesTrouble() {
        StreamRows<ResultUpdate> read = parse("{'results': [{'raceId': 'R', 'bib': 1, 'time': " + "9".repeat(100_000)
                + ", 'x': " + "[".repeat(90) + "]".repeat(90) + ", 'pen': 0}]}");

        assertThat(read.rows().get(0).pen()).isEqualTo(Field.of(0));
        assertThat(read.unreadable().lines())
                .containsExactly("1 × time left out: results[0].time must be a whole number from 0 to 36000000, not "
                        + "9".repeat(40) + "…");
    }

    @Test
    void endlessNestingIsRefused() {
        assertThat(refusal(() -> parse("{'results': [{'raceId': 'R', 'bib': 1, 'x': " + "[".repeat(100_000))))
                .startsWith("too deep or too long at line 1, column ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {}                       | results is required
            {'results': null}        | results must be a list, not null
            {'results': {}}          | results must be a list, not an object
            {'results': 'all'}       | results must be a list, not text
            {'oncourse': []}         | results is required
            [{'raceId': 'R'}]        | the body must be an object, not a list
            null                     | the body must be an object, not null
            """)
    void aBodyOfAnotherShapeIsRefused(String body, String message) {
        assertThat(refusal(() -> ResultsBody.parse(json(body)))).isEqualTo(message);
    }

    @Test
    void rowsBeyondTheLimitAreLeftOut() {
        String row = "{'raceId': 'R', 'bib': 1}";
        StreamRows<ResultUpdate> read = parse("{'results': [null," + (row + ",").repeat(5_006) + row + "]}");

        assertThat(read.rows()).hasSize(4_999);
        assertThat(read.unreadable())
                .isEqualTo(
                        new UnreadableParts(
                                0,
                                1,
                                8,
                                List.of(
                                        "1 × rows left out: results[0] must be an object, not null",
                                        "8 × rows beyond the limit left out: results[5000] is one more than the 5000 allowed")));
    }

    /** A row of which nothing is left out. */
    private static ResultUpdate row(String fields) {
        StreamRows<ResultUpdate> read = parse("{'results': [{" + fields + "}]}");
        assertThat(read.unreadable()).isEqualTo(UnreadableParts.NOTHING);
        return read.rows().get(0);
    }

    @Test
    void thePrimarySourceSaysSoInTheBody() {
        assertThat(ResultsBody.parseCall(json("{'primary': true, 'results': []}"))
                        .fromPrimary())
                .isTrue();
        for (String other : List.of("false", "null", "'true'", "1", "[true]", "{'a': true}")) {
            ResultsCall call = ResultsBody.parseCall(
                    json("{'results': [], 'primary': " + other + ", 'races': [{'raceId': 'R', 'raceStatus': 3}]}"));
            assertThat(call.fromPrimary()).isFalse();
            assertThat(call.races().rows()).hasSize(1);
        }
    }

    private static StreamRows<ResultUpdate> parse(String body) {
        return ResultsBody.parse(json(body));
    }
}

package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.json;
import static org.gatecast.ingest.SampleExports.refusal;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What JSON bodies are held to; those of the live stream are read with more patience. */
class StrictJsonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {'results': [{'bib': 1, 'bib': 2}]}   | invalid JSON at line 1, column 30 (results[0].bib): Duplicate
            {'results': [], 'results': []}        | invalid JSON at line 1, column 26 (results): Duplicate
            {'results': [{'raceId': 'R',}]}       | invalid JSON at line 1, column 29 (results[0].raceId): Unexpected character
            {'results': [\\n {'bib' 1}]}          | invalid JSON at line 2, column 9 (results[0].bib): Unexpected character
            {'results': [                         | invalid JSON at line 1, column 14 (results): Unexpected end-of-input: expected close marker for Array
            {'results': [{'bib': 01}]}            | invalid JSON at line 1, column 23 (results[0].bib): Invalid numeric value
            {'results': [{'bib': NaN}]}           | invalid JSON at line 1, column 25 (results[0].bib): Non-standard token
            {'results': [] /* no */}              | invalid JSON at line 1, column 16
            """)
    void brokenJsonIsRefusedWithPlaceAndPath(String body, String message) {
        assertThat(refusal(() -> strict(json(body.translateEscapes())))).startsWith(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'results': []} x", "{'results': []}{}", "{'results': []}]"})
    void nothingMayFollowTheBody(String body) {
        assertThat(refusal(() -> strict(json(body)))).contains("at line 1, column 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  \n "})
    void anEmptyBodyIsRefused(String body) {
        assertThat(refusal(() -> strict(json(body)))).isEqualTo("the body is empty, it must be a JSON object");
    }

    @Test
    void nestingIsBoundedEvenWhereNothingIsRead() {
        assertThat(refusal(() -> strict(json("{'x': " + "[".repeat(100_000)))))
                .startsWith("too deep or too long at line 1, column ");
    }

    @Test
    void numbersAndNamesAreBoundedInLength() {
        assertThat(refusal(() -> strict(json("{'results': [{'bib': " + "9".repeat(100_000) + "}]}"))))
                .startsWith("too deep or too long at line 1, column ")
                .hasSizeLessThan(300);
        assertThat(refusal(() -> strict(json("{'" + "n".repeat(100_000) + "': 1}"))))
                .startsWith("too deep or too long at line 1, column ")
                .hasSizeLessThan(300);
    }

    @Test
    void aBodyOfNothingButNamesIsReadLikeAnyOther() {
        StringBuilder body = new StringBuilder("{");
        for (int i = 0; i < 600_000; i++) {
            body.append("'n").append(i * 31).append("':0,");
        }

        assertThat(strict(json(body + "'results': []}"))).isZero();
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        assertThat(refusal(() -> strict("{\"results\": [{\"raceId\": \"ř\u00e9\"}]}".getBytes(ISO_8859_1))))
                .startsWith("invalid JSON at line 1, column ");
        assertThat(refusal(() -> strict(new byte[] {0, 0, 0, (byte) 0xFF, 0, 1, 2, 3})))
                .isNotBlank();
    }

    @Test
    void aPathShowsStrangeNamesShortAndOnOneLine() {
        String name = "a\\nb" + "c".repeat(150);

        assertThat(refusal(() -> strict(json("{'" + name + "': }"))))
                .contains("(a bccc")
                .doesNotContain("\n")
                .hasSizeLessThan(400);
    }

    /** Reads a body of any names and values. */
    private static int strict(byte[] body) {
        return JsonBody.read(body, json -> {
            json.object((name, value) -> value.skip());
            return 0;
        });
    }
}

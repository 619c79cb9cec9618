package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.json;
import static org.gatecast.ingest.SampleExports.refusal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Map;
import org.gatecast.model.Export;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code POST /api/v1/ingest/xml} (contract section 2). */
class XmlEnvelopeTest {
    private static final Instant NINE_FIFTEEN = Instant.parse("2026-11-20T09:15:00Z");
    private final ExportParser parser = new ExportParser(XmlLimits.DEFAULT);

    @Test
    void theExportComesOutOfJsonAsItComesOutOfABodyOfItsOwn() throws JsonProcessingException {
        byte[] xml = SampleExports.realExport();
        byte[] wrapped = new ObjectMapper().writeValueAsBytes(Map.of("xml", new String(xml, UTF_8)));

        Export expected = parser.parse(xml);
        assertThat(parser.parse(XmlEnvelope.ofJson(wrapped).document())).isEqualTo(expected);
        assertThat(parser.parse(XmlEnvelope.ofXml(xml, null).document())).isEqualTo(expected);
    }

    @Test
    void placesCountInTheExportAndNotInTheJsonAroundIt() {
        ExportUpload upload = XmlEnvelope.ofJson(json("{'xml': '<Canoe123Data>\\n<b></a>'}"));

        assertThat(refusal(() -> parser.parse(upload.document()))).startsWith("XML, line 2, column 6: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-11-20T09:15:00Z", "2026-11-20T10:15:00+01:00", "2026-11-20T10:15:00.000+01:00"})
    void whenItWasExportedMayBeSaidEitherWay(String text) {
        assertThat(XmlEnvelope.ofJson(json("{'exportedAt': '" + text + "', 'xml': '<a/>', 'more': []}"))
                        .exportedAt())
                .isEqualTo(NINE_FIFTEEN);
        assertThat(XmlEnvelope.ofXml(new byte[0], ' ' + text).exportedAt()).isEqualTo(NINE_FIFTEEN);
    }

    @Test
    void whenItWasExportedNeedNotBeSaid() {
        assertThat(XmlEnvelope.ofJson(json("{'xml': '<a/>'}")).exportedAt()).isNull();
        assertThat(XmlEnvelope.ofJson(json("{'xml': '<a/>', 'exportedAt': null}"))
                        .exportedAt())
                .isNull();
        assertThat(XmlEnvelope.exportedAtHeader(null)).isNull();
        assertThat(XmlEnvelope.exportedAtHeader(" ")).isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yesterday",
                "2026-11-20",
                "2026-11-20T09:15:00",
                "1763630100",
                "+99999-01-01T00:00:00Z",
                "0001-01-01T00:00:00Z"
            })
    void aTimeThatCannotBeReadIsRefused(String text) {
        assertThat(refusal(() -> XmlEnvelope.ofJson(json("{'xml': '<a/>', 'exportedAt': '" + text + "'}"))))
                .isEqualTo("exportedAt must be an ISO 8601 date and time with offset, like 2026-11-20T09:15:00Z, not \""
                        + text + '"');
        assertThat(refusal(() -> XmlEnvelope.exportedAtHeader(text))).startsWith("X-Exported-At must be an ISO 8601");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            {}                              | xml is required
            {'xml': null}                   | xml is required
            {'xml': 5}                      | xml must be text, not a number
            {'xml': '<a/>', 'exportedAt': 5} | exportedAt must be text, not a number
            """)
    void anEnvelopeWithoutAnExportIsRefused(String body, String message) {
        assertThat(refusal(() -> XmlEnvelope.ofJson(json(body)))).isEqualTo(message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\ud800", "a\\ud83d", "\\ude80\\ud83d", "\\udc00b", "\\ud800\\ud83d\\ude80"})
    void halvesOfCharactersAreRefused(String text) {
        assertThat(refusal(() -> XmlEnvelope.ofJson(json("{'xml': '<a>" + text + "</a>'}"))))
                .isEqualTo("xml must not contain halves of characters");
    }

    @Test
    void unpairedSurrogatesAreRefusedAndPairsAreNot() {
        byte[] half = json("{'xml': '<a>???</a>'}");
        int at = new String(half, UTF_8).indexOf('?');
        half[at] = (byte) 0xED;
        half[at + 1] = (byte) 0xA0;
        half[at + 2] = (byte) 0x80;
        assertThat(refusal(() -> XmlEnvelope.ofJson(half))).isNotBlank();
        assertThat(XmlEnvelope.ofJson(json("{'xml': '<a>\\ud83d\\ude80</a>'}")).document())
                .isNotNull();
    }
}

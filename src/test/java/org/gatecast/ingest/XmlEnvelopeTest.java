package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.json;
import static org.gatecast.ingest.SampleExports.refusal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
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
    @ValueSource(strings = {"\\ud800", "a\\ud83d", "\\ude80\\ud83d", "\\udc00b", "\\ud800\\ud83d\\ude80", "\\ud83d\\n"})
    void halvesOfCharactersAreRefused(String text) {
        assertThat(refusalOfText(text.getBytes(UTF_8))).isEqualTo("xml must not contain halves of characters");
    }

    @Test
    void halvesOfCharactersInUtf8AreRefusedToo() {
        assertThat(refusalOfText(bytes(0xED, 0xA0, 0x80))).isEqualTo("xml must not contain halves of characters");
    }

    @Test
    void bytesThatAreNotUtf8AreRefused() {
        for (byte[] wrong : List.of(
                bytes(0xC0, 0xBC),
                bytes(0xE0, 0x80, 0xBC),
                bytes(0xF0, 0x80, 0x80, 0xBC),
                bytes(0xF4, 0x90, 0x80, 0x80))) {
            assertThat(refusalOfText(wrong)).isEqualTo("the body is not JSON text in UTF-8");
        }
        assertThat(refusalOfText(bytes('a', 0xFF))).startsWith("invalid JSON at line 1");
        assertThat(refusalOfText(bytes(0xC5))).startsWith("invalid JSON at line 1");
    }

    @Test
    void aByteOrderMarkBeforeTheJsonIsSkipped() {
        byte[] body = ("\uFEFF" + new String(json("{'xml': '<Canoe123Data/>'}"), UTF_8)).getBytes(UTF_8);

        assertThat(refusal(() -> parser.parse(XmlEnvelope.ofJson(body).document())))
                .isEqualTo(refusal(() -> parser.parse("<Canoe123Data/>".getBytes(UTF_8))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "UTF-32BE"})
    void aBodyInAnotherEncodingIsRefused(String encoding) {
        byte[] body = new String(json("{'xml': '<Canoe123Data/>'}"), UTF_8).getBytes(Charset.forName(encoding));

        assertThat(refusal(() -> XmlEnvelope.ofJson(body))).isEqualTo("the body is not JSON text in UTF-8");
    }

    private String refusalOfText(byte[] text) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        body.writeBytes(json("{'xml': '<a>"));
        body.writeBytes(text);
        body.writeBytes(json("</a>'}"));
        return refusal(() -> parser.parse(XmlEnvelope.ofJson(body.toByteArray()).document()));
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}

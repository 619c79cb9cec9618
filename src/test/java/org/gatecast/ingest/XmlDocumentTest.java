package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.Samples.refusal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes become text by XML's own rules. */
class XmlDocumentTest {
    private static final String EXPORT =
            Samples.exportOf("<Events><Location>Řeka</Location></Events>", Samples.K1M, Samples.ANNA, Samples.RUN);

    @Test
    void withoutAnyWordItIsUtf8() {
        assertThat(locationOf(EXPORT.getBytes(UTF_8))).isEqualTo("Řeka");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1250", "ISO-8859-2", "utf-8"})
    void theDeclarationIsHonoured(String encoding) {
        assertThat(locationOf((declaration(encoding) + EXPORT).getBytes(Charset.forName(encoding))))
                .isEqualTo("Řeka");
    }

    @Test
    void aByteOrderMarkIsHonouredOverTheDeclaration() {
        String text = "\uFEFF" + declaration("windows-1250") + EXPORT;

        assertThat(locationOf(text.getBytes(UTF_8))).isEqualTo("Řeka");
        assertThat(locationOf(text.getBytes(UTF_16LE))).isEqualTo("Řeka");
        assertThat(locationOf(text.getBytes(UTF_16BE))).isEqualTo("Řeka");
    }

    @Test
    void wideCharactersAreSeenWithoutAMark() {
        assertThat(locationOf((declaration("UTF-16") + EXPORT).getBytes(UTF_16LE)))
                .isEqualTo("Řeka");
        assertThat(locationOf((declaration("UTF-16") + EXPORT).getBytes(UTF_16BE)))
                .isEqualTo("Řeka");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-32", "IBM037"})
    void aDeclarationThatItsOwnBytesDisproveIsIgnored(String encoding) {
        assertThat(locationOf((declaration(encoding) + EXPORT).getBytes(UTF_8))).isEqualTo("Řeka");
    }

    @Test
    void textOutOfJsonIsNotDecodedAgain() {
        for (String prefix : new String[] {"", "\uFEFF", declaration("UTF-16"), declaration("no-such")}) {
            assertThat(parser().parse(XmlDocument.decoded(prefix + EXPORT))
                            .details()
                            .location())
                    .isEqualTo("Řeka");
        }
    }

    @Test
    void anEncodingNobodyKnowsIsRefused() {
        assertThat(refusal(() -> locationOf((declaration("klingon-1") + EXPORT).getBytes(UTF_8))))
                .isEqualTo("XML, line 1, column 1: the encoding \"klingon-1\" is not known here, use UTF-8");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 5_000, 50_000})
    void bytesThatAreNoCharactersAreRefusedWithTheirPlaceHoweverFarIn(int linesBefore) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(("<Canoe123Data>" + "<a>ř</a>\r\n".repeat(linesBefore) + "žlu").getBytes(UTF_8));
        bytes.writeBytes("touckø".getBytes(ISO_8859_1));
        bytes.write(0xFF);
        int column = (linesBefore == 0 ? "<Canoe123Data>".length() : 0) + "žlu".length() + "touck".length() + 1;

        assertThat(refusal(() -> locationOf(bytes.toByteArray())))
                .isEqualTo("XML, line " + (linesBefore + 1) + ", column " + column + ": these bytes are not UTF-8");
    }

    @Test
    void halvesOfCharactersAreRefused() {
        assertThat(refusal(() -> parser().parse(XmlDocument.decoded("<a>\ud800</a>"))))
                .startsWith("XML, line 1, column ");
    }

    private static String declaration(String encoding) {
        return "<?xml version=\"1.0\" encoding=\"" + encoding + "\"?>";
    }

    private static ExportParser parser() {
        return new ExportParser(XmlLimits.DEFAULT);
    }

    private static String locationOf(byte[] xml) {
        return parser().parse(xml).details().location();
    }
}

package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.refusal;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;
import org.gatecast.model.Export;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bytes become text by XML's own rules. */
class XmlDocumentTest {
    private static final String EXPORT = SampleExports.exportOf(
            "<Events><Location>Řeka</Location></Events>", SampleExports.K1M, SampleExports.ANNA, SampleExports.RUN);

    @Test
    void withoutADeclarationTheEncodingIsUtf8() {
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
            assertThat(parser().parse(SampleExports.inJson(prefix + EXPORT))
                            .details()
                            .location())
                    .isEqualTo("Řeka");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n\r\n", " \t\n", "\uFEFF\n", "\n\uFEFF", "\uFEFF\uFEFF"})
    void blankLinesBeforeTheDeclarationDoNoHarmInAnyEncoding(String before) {
        for (String encoding : new String[] {"UTF-8", "windows-1250", "ISO-8859-2", "UTF-16BE", "UTF-16LE"}) {
            boolean marked = before.contains("\uFEFF");
            if (marked && !encoding.startsWith("UTF")) {
                continue;
            }
            String named = encoding.startsWith("UTF-16") ? "UTF-16" : encoding;
            assertThat(locationOf((before + declaration(named) + EXPORT + before.replace("\uFEFF", ""))
                            .getBytes(Charset.forName(encoding))))
                    .as(encoding)
                    .isEqualTo("Řeka");
        }
        assertThat(parser().parse(SampleExports.inJson(before + declaration("UTF-16") + EXPORT))
                        .details()
                        .location())
                .isEqualTo("Řeka");
    }

    @Test
    void placesCountTheBlankLinesBefore() {
        assertThat(refusal(() -> locationOf("\r\n\r\n  <Canoe123Data><b></a>".getBytes(UTF_8))))
                .startsWith("XML, line 3, column 22: not well-formed");
        assertThat(refusal(() -> locationOf("\n<Canoe123Data>\n<b></a>".getBytes(UTF_8))))
                .startsWith("XML, line 3, column 6: not well-formed");
        assertThat(refusal(() -> parser().parse(SampleExports.inJson("\uFEFF<Canoe124Data/>"))))
                .startsWith("XML, line 1, column 1: the root element");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "windows-1250", "ISO-8859-2", "UTF-16"})
    void theRealExportIsTheSameInEveryEncoding(String encoding) {
        String real = new String(SampleExports.realExport(), UTF_8);
        String declared = real.replace("standalone=\"yes\"", "encoding=\"" + encoding + '"');
        assertThat(declared).isNotEqualTo(real);
        String czech = encoding.startsWith("UTF") ? declared : declared.replace("ß", "s");
        Export expected =
                parser().parse(czech.replace("encoding=\"" + encoding + '"', "").getBytes(UTF_8));

        Export read = parser().parse(czech.replace("\n", "\r\n").getBytes(Charset.forName(encoding)));

        assertThat(withoutWarnings(read)).isEqualTo(withoutWarnings(expected));
        assertThat(read.participants()).hasSize(366);
    }

    private static Export withoutWarnings(Export export) {
        return new Export(
                export.details(),
                export.classes(),
                export.participants(),
                export.courses(),
                export.races(),
                export.results(),
                export.officials(),
                export.gateStatistics(),
                export.image(),
                export.skippedRows(),
                List.of());
    }

    @Test
    void anUnknownEncodingIsRefused() {
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

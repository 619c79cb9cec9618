package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.gatecast.model.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A file that was read while it was being written is never imported in part, and the response says why. */
class CutOffExportTest {
    private static final ExportParser PARSER = new ExportParser(XmlLimits.DEFAULT);
    private static final String SMALL = "<?xml version=\"1.0\" standalone='yes'?>\n"
            + SampleExports.exportWith(
                    "<!-- Žluťoučký --><?p q?><a><![CDATA[x]]></a>",
                    "<Results><RaceId>R1</RaceId>\r\n<Id>1.K1M</Id><Gates>  0  2 50</Gates><Bib/></Results>",
                    "<Participants><Id>3.K1M</Id><ClassId>K1M</ClassId><Club>Č &amp; &#169; &#x10FFFD;</Club></Participants>");

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "windows-1250"})
    void atEveryByte(String encoding) {
        byte[] whole = SMALL.replace("standalone='yes'", "encoding='" + encoding.replace("LE", "") + "'")
                .getBytes(Charset.forName(encoding));
        assertThat(PARSER.parse(whole).participants()).hasSize(3);
        for (int length = 1; length < whole.length; length++) {
            assertCutOff(Arrays.copyOf(whole, length));
        }
    }

    @Test
    void atEveryCharacterOfTextInJson() {
        for (int length = 1; length < SMALL.length(); length++) {
            String part = SMALL.substring(0, length);
            long lines = part.replace("\r\n", "\n")
                            .chars()
                            .filter(c -> c == '\n' || c == '\r')
                            .count()
                    + 1;
            assertThat(refusal(SampleExports.inJson(part)))
                    .as(part)
                    .startsWith("XML, line " + lines + ", column ")
                    .contains(": the export is cut off here");
        }
    }

    @Test
    void theRealExportAtBytesAllOverIt() {
        byte[] real = SampleExports.realExport();
        int end = new String(real, UTF_8).stripTrailing().getBytes(UTF_8).length;
        Random random = new Random(123);
        for (int i = 0; i < 40; i++) {
            assertCutOff(Arrays.copyOf(real, 1 + random.nextInt(end - 1)));
        }
        for (int length = 1; length < 3_000; length++) {
            assertCutOff(Arrays.copyOf(real, length));
        }
        assertCutOff(Arrays.copyOf(real, end - 1));
        assertThat(PARSER.parse(Arrays.copyOf(real, end)).results()).hasSize(1_422);
    }

    @Test
    void theMessageSaysWhereTheDocumentEnds() {
        assertThat(refusal(XmlDocument.encoded("<Canoe123Data>\n<Events>\n  <MainTi".getBytes(UTF_8))))
                .isEqualTo("XML, line 3, column 9: the export is cut off here;"
                        + " it may have been read while it was being written");
        assertThat(refusal(XmlDocument.encoded(Arrays.copyOf("<Canoe123Data>\n<a>žluť".getBytes(UTF_8), 23))))
                .startsWith("XML, line 2, column 7: the export is cut off here");
    }

    @Test
    void withinTheFirstCharacterToo() {
        byte[] marked = ("\uFEFF" + SMALL).getBytes(UTF_8);
        for (int length : List.of(1, 2)) {
            assertCutOff(Arrays.copyOf(marked, length));
        }
        assertThat(refusal(XmlDocument.encoded(Arrays.copyOf(marked, 3)))).contains("the export is empty");
        assertThat(refusal(XmlDocument.encoded(Arrays.copyOf(("\uFEFF" + SMALL).getBytes(UTF_16LE), 3))))
                .contains("the export is cut off here");
    }

    private static void assertCutOff(byte[] part) {
        assertThat(refusal(XmlDocument.encoded(part)))
                .as(
                        "%d bytes, the last: %s",
                        part.length, new String(part, Math.max(0, part.length - 20), Math.min(20, part.length), UTF_8))
                .contains("the export is cut off here");
    }

    private static String refusal(XmlDocument document) {
        RefusedException refused =
                Assertions.catchThrowableOfType(RefusedException.class, () -> PARSER.parse(document));
        assertThat(refused).as("a refusal").isNotNull();
        return refused.refusal().message();
    }
}

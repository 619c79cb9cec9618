package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.ingest.SampleExports.ANNA;
import static org.gatecast.ingest.SampleExports.EVENT;
import static org.gatecast.ingest.SampleExports.K1M;
import static org.gatecast.ingest.SampleExports.RUN;
import static org.gatecast.ingest.SampleExports.exportOf;
import static org.gatecast.ingest.SampleExports.exportWith;
import static org.gatecast.ingest.SampleExports.refusal;
import static org.gatecast.ingest.SampleExports.refusalOf;
import static org.gatecast.ingest.SampleExports.resultOfAnna;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A document that is no export is refused completely, with the position (contract section 5). */
class ExportRefusalTest {
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            <a><b>\\n</a>               | line 2, column 3  | Unexpected close tag </a>; expected </b>.
            <a>\\n\\n &nbsp;</a>        | line 3, column 7  | Undeclared general entity "nbsp"
            </Canoe123Data>\\njunk     | line 2, column 1  | Unexpected character 'j'
            <b/>\\n</Canoe123Data><c/> | line 2, column 17 | Illegal to have multiple roots
            <a>\\n<b x='1' x='2'/>     | line 2, column 16 | Duplicate attribute 'x'.
            <a>\\n<y:b/>               | line 2, column 6  | Undeclared namespace prefix "y"
            <a>\\n\\1</a>             | line 2, column 1  | Illegal character
            <a>\\n]]></a>              | line 2, column 3  | String ']]>' not allowed in textual content
            """)
    void malformedXmlIsRefusedWithItsLineAndColumn(String xml, String place, String complaint) {
        assertThat(refusalOf("<Canoe123Data>" + xml.translateEscapes()))
                .startsWith("XML, " + place + ": not well-formed: " + complaint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   \n  ", "\uFEFF", "\uFEFF\r\n"})
    void nothingAtAllIsRefused(String xml) {
        String empty = "XML, line 1, column 1: the export is empty; it may have been read while it was being written";
        assertThat(refusalOf(xml)).isEqualTo(empty);
        assertThat(refusal(() -> parser().parse(SampleExports.inJson(xml)))).isEqualTo(empty);
    }

    @Test
    void whatIsNoXmlIsRefused() {
        assertThat(refusalOf("{'xml': 1}"))
                .isEqualTo("XML, line 1, column 1: not well-formed: Unexpected character '{' (code 123) in prolog;"
                        + " expected '<'");
    }

    @Test
    void anErrorAfterTheLastResultRefusesTheWholeExport() {
        assertThat(refusalOf(exportWith(resultOfAnna("<Time>100</Time>")) + "\n<More/>"))
                .startsWith("XML, line 2, column ");
    }

    @Test
    void aDoctypeIsRefusedBeforeAnythingInItIsLookedAt() throws IOException {
        // A server that would notice: an external DTD or entity that is fetched connects to it.
        try (ServerSocketChannel canary = ServerSocketChannel.open()) {
            ServerSocket socket = canary.socket();
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            canary.configureBlocking(false);
            String url = "http://127.0.0.1:" + socket.getLocalPort() + "/x.dtd";

            for (String doctype : new String[] {
                "<!DOCTYPE Canoe123Data SYSTEM '" + url + "'>",
                "<!DOCTYPE Canoe123Data [<!ENTITY x SYSTEM '" + url + "'>]>",
                "<!DOCTYPE Canoe123Data [<!ENTITY % x SYSTEM '" + url + "'> %x;]>",
                "<!DOCTYPE Canoe123Data [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;&a;'>]>"
            }) {
                assertThat(refusalOf(
                                "<?xml version=\"1.0\"?>\n" + doctype + exportWith(resultOfAnna("<Bib>&x;</Bib>"))))
                        .isEqualTo("XML, line 2, column 1: a DOCTYPE is not accepted, leave it out");
            }
            assertThat(canary.accept()).as("a connection from the parser").isNull();
        }
    }

    @Test
    void anotherRootIsRefused() {
        assertThat(refusalOf("\n<Canoe124Data/>"))
                .isEqualTo("XML, line 2, column 1: the root element must be Canoe123Data, not \"Canoe124Data\"");
    }

    @Test
    void anotherNamespaceIsRefused() {
        assertThat(refusalOf("<Canoe123Data xmlns='urn:x'/>"))
                .isEqualTo("XML, line 1, column 1: Canoe123Data must be in the namespace"
                        + " http://siwidata.com/Canoe123/Data.xsd or in none");
    }

    @Test
    void everyPartThatIsMissingIsNamed() {
        assertThat(refusalOf(exportOf(K1M, ANNA, RUN))).endsWith("the export ends without any Events");
        assertThat(refusalOf(exportOf(EVENT, K1M, RUN))).endsWith("without any Participants (of a listed class)");
        assertThat(refusalOf(exportOf(EVENT, K1M, ANNA))).endsWith("without any Schedule (of a listed class)");
        assertThat(refusalOf(exportOf("\n")))
                .isEqualTo("XML, line 2, column 1: the export ends without any Events, Classes,"
                        + " Participants (of a listed class), Schedule (of a listed class)");
    }

    @Test
    void participantsAndRacesOfClassesThatAreNotListedDoNotCount() {
        assertThat(refusalOf(exportOf(EVENT, K1M.replace("K1M", "C1W"), ANNA, RUN)))
                .endsWith("without any Participants (of a listed class), Schedule (of a listed class)");
    }

    @Test
    void limitsAreRefusedWhereTheyArePassed() {
        ExportParser strict = new ExportParser(SampleExports.limits(4, 20, 12));

        assertThat(refusal(() -> strict.parse("<Canoe123Data>\n<a><b><c><d/></c></b></a>".getBytes(UTF_8))))
                .isEqualTo("XML, line 2, column 10: elements are nested more than 4 deep");
        assertThat(refusal(() -> strict.parse(("<Canoe123Data>\n" + "<a/>".repeat(20)).getBytes(UTF_8))))
                .isEqualTo("XML, line 2, column 77: there are more than 20 elements");
        assertThat(refusal(() -> strict.parse(subTitle("1234567890123"))))
                .endsWith("a text is longer than 12 characters");
        assertThat(refusal(() -> strict.parse(subTitle("1234567<!-- -->890123"))))
                .endsWith("a text is longer than 12 characters");
    }

    private static byte[] subTitle(String text) {
        return ("<Canoe123Data><Events><SubTitle>" + text + "</SubTitle>").getBytes(UTF_8);
    }

    @Test
    void whatStaysWithinTheLimitsIsRead() {
        ExportParser exact = new ExportParser(SampleExports.limits(3, 17, 14));

        assertThat(exact.parse(exportWith().getBytes(UTF_8)).races()).hasSize(1);
    }

    @Test
    void attributesAreLimitedInNumber() {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 33; i++) {
            attributes.append(" a").append(i).append("=''");
        }
        assertThat(refusalOf("<Canoe123Data" + attributes + "/>")).endsWith("Attribute limit (32) exceeded");
        assertThat(refusalOf("<Canoe123Data"
                        + attributes.toString().replace(" a", " xmlns:a").replace("''", "'u'") + "/>"))
                .contains("Attribute limit (32) exceeded");
        assertThat(refusalOf("<Canoe123Data a='" + "x".repeat(10_001) + "'/>"))
                .contains("Maximum attribute size limit (10000) exceeded");
    }

    /** Any of these was minutes of work for a parser that looks back at all it has seen. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "<a",
                " xmlns:#='u'",
                " a#='u'",
                "<n#/>",
                "<a>",
                "&amp;",
                "&#10;",
                "<![CDATA[]]>",
                "<!-- -->",
                "<?p?>",
                "- ",
                "\r\n"
            })
    void tenMegabytesOfAnythingTakeNoTime(String piece) {
        StringBuilder xml = new StringBuilder("<Canoe123Data").append(piece.startsWith(" ") ? "" : ">");
        for (int i = 0; xml.length() < 10 << 20; i++) {
            xml.append(piece.replace("#", Integer.toString(i)));
        }
        byte[] bytes = xml.toString().getBytes(UTF_8);

        long before = CPU.getCurrentThreadCpuTime();
        String message = refusal(() -> parser().parse(bytes));

        assertThat(message).startsWith("XML, line ");
        assertThat(CPU.getCurrentThreadCpuTime() - before)
                .isLessThan(Duration.ofSeconds(5).toNanos());
    }

    private static ExportParser parser() {
        return new ExportParser(XmlLimits.DEFAULT);
    }
}

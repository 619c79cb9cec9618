package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.gatecast.model.Export;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that is skipped has no length limit and needs no memory (contract section 5). */
class SkippedTextTest {
    private static final int TEN_MEBIBYTES = 10 << 20;
    /** What the reader's own buffers and a small export need. */
    private static final int A_LITTLE = 512 << 10;

    private static final ThreadMXBean THREAD = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<Events><MainTitle>x</MainTitle><ReportImageFooter>…</ReportImageFooter></Events>",
                "<Events>…<MainTitle>x</MainTitle></Events>",
                "<Unknown>…</Unknown>",
                "<Unknown><Deeper>…</Deeper></Unknown>",
                "<Unknown><![CDATA[…]]></Unknown>",
                "<!--…-->",
                "<?target …?>",
                "…",
                "<Results><RaceId>R1</RaceId><Id>1.K1M</Id><GateTimes>…</GateTimes></Results>",
                "<Participants><Id>3</Id><ClassId>K1M</ClassId><a><Club>…</Club></a></Participants>"
            })
    void tenMegabytesOfItPassWithoutBeingKept(String place) {
        byte[] xml = filled(place);
        parse(xml);

        long before = THREAD.getCurrentThreadAllocatedBytes();
        Export export = parse(xml);
        long allocated = THREAD.getCurrentThreadAllocatedBytes() - before;

        assertThat(export.races()).hasSize(1);
        assertThat(allocated)
                .as("bytes of garbage for a file of %d", xml.length)
                .isLessThan(A_LITTLE);
    }

    @Test
    void aTextThatIsReadIsRefusedAtItsLimitAndAnImageIsLeftOutAtItsOwn() {
        for (String place : List.of(
                "<Events><SubTitle>…</SubTitle></Events>", "<Results><RaceId>R1</RaceId><Id>…</Id></Results>")) {
            byte[] xml = filled(place);
            assertThat(SampleExports.refusal(() -> parse(xml))).contains("a text is longer than 10000 characters");
            long before = THREAD.getCurrentThreadAllocatedBytes();
            assertThat(SampleExports.refusal(() -> parse(xml))).isNotEmpty();
            assertThat(THREAD.getCurrentThreadAllocatedBytes() - before).isLessThan(A_LITTLE);
        }
        byte[] image = filled("<Events><ReportImageLeft>…</ReportImageLeft></Events>");
        long before = THREAD.getCurrentThreadAllocatedBytes();
        assertThat(parse(image).image()).isNull();
        assertThat(THREAD.getCurrentThreadAllocatedBytes() - before)
                .as("as much as an image that is taken may have")
                .isLessThan(5L * XmlLimits.DEFAULT.maxImageBytes());
    }

    /** @param place where … stands, blanks and letters by the megabyte */
    private static byte[] filled(String place) {
        String filling = place.equals("…") ? " ".repeat(TEN_MEBIBYTES) : "some words ".repeat(TEN_MEBIBYTES / 11);
        return SampleExports.exportOf(
                        SampleExports.EVENT,
                        SampleExports.K1M,
                        SampleExports.ANNA,
                        SampleExports.RUN,
                        place.replace("…", filling))
                .getBytes(UTF_8);
    }

    private static Export parse(byte[] xml) {
        return new ExportParser(XmlLimits.DEFAULT).parse(xml);
    }
}

package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import org.gatecast.model.Export;
import org.gatecast.model.Image;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The event's image among those that the timing system prints on its reports. */
class ReportImagesTest {
    private static final int LIMIT = 3_000;
    private static final String GIF = base64("GIF89a left");
    private static final String OTHER = base64("GIF89a right");

    @Test
    void theLeftImageIsTheEventsElseTheRight() {
        assertThat(text(event(left(GIF) + right(OTHER)).image())).isEqualTo("GIF89a left");
        assertThat(text(event(right(OTHER) + left(GIF)).image())).isEqualTo("GIF89a left");
        assertThat(text(event(right(OTHER)).image())).isEqualTo("GIF89a right");
        assertThat(text(event(left(" ") + right(OTHER)).image())).isEqualTo("GIF89a right");
        assertThat(event("<ReportImageFooter>" + GIF + "</ReportImageFooter>").image())
                .isNull();
    }

    @Test
    void linesAndBlanksAroundAndWithinAreNoPartOfIt() {
        String broken = "\r\n  " + GIF.replaceAll("(.{4})", "$1\r\n  ");

        assertThat(text(event(left(broken)).image())).isEqualTo("GIF89a left");
        assertThat(event(left(broken)).warnings()).isEmpty();
    }

    @Test
    void theSameImageHasTheSameDigestHoweverItIsWritten() {
        Image image = event(left(GIF)).image();

        assertThat(image.digest())
                .hasSize(64)
                .isEqualTo(event(left(GIF + "\n")).image().digest());
        assertThat(image.digest()).isNotEqualTo(event(left(OTHER)).image().digest());
    }

    @ParameterizedTest
    @ValueSource(strings = {"<svg xmlns='http://www.w3.org/2000/svg'/>", "<html>", "BM......", "GIF"})
    void svgAndWhatIsNotRecognisedIsLeftOut(String content) {
        Export export = event("\n" + left(base64(content)));

        assertThat(export.image()).isNull();
        assertThat(export.warnings())
                .containsExactly("1 × images that cannot be shown, left out: ReportImageLeft that is no PNG, JPEG, GIF"
                        + " or WebP at line 2, column 1");
    }

    @Test
    void whatIsNotBase64IsLeftOutAndTheOtherImageTaken() {
        Export export = event("\n" + left("not base64!") + right(OTHER));

        assertThat(text(export.image())).isEqualTo("GIF89a right");
        assertThat(export.warnings())
                .containsExactly("1 × images that cannot be shown, left out: ReportImageLeft that is not base64"
                        + " at line 2, column 1");
    }

    @Test
    void theLimitIsExactAndALargerImageIsLeftOutHoweverLarge() {
        for (int size = LIMIT - 3; size <= LIMIT + 3; size++) {
            Export export = event(left(base64(Arrays.copyOf("GIF89a".getBytes(ISO_8859_1), size))));
            assertThat(export.image() != null).as("%d bytes", size).isEqualTo(size <= LIMIT);
        }
        Export export = event("\n" + left("A".repeat(1_000_000)) + "<Location>Veltrusy</Location>");
        assertThat(export.image()).isNull();
        assertThat(export.details().location()).isEqualTo("Veltrusy");
        assertThat(export.warnings())
                .containsExactly("1 × images that cannot be shown, left out: ReportImageLeft of more than 3000 bytes"
                        + " at line 2, column 1");
    }

    @Test
    void ofEventsThatStandTwiceTheLastOnesImageCounts() {
        Export export = event(left(GIF) + "</Events><Events>");
        assertThat(export.image()).isNull();
    }

    @Test
    void theRealExportsLeftImageIsThere() {
        Image image = new ExportParser(XmlLimits.DEFAULT)
                .parse(SampleExports.realExport())
                .image();

        assertThat(image.mediaType()).isEqualTo("image/png");
        assertThat(image.bytes()).hasSizeGreaterThan(20_000);
    }

    private static Export event(String fields) {
        XmlLimits limits = new XmlLimits(8, 1_000, 100, LIMIT, 100, 100, Duration.ofSeconds(5));
        return new ExportParser(limits)
                .parse(SampleExports.exportOf(
                                SampleExports.K1M,
                                SampleExports.ANNA,
                                SampleExports.RUN,
                                "<Events>" + fields + "</Events>")
                        .getBytes(UTF_8));
    }

    private static String left(String text) {
        return "<ReportImageLeft>" + text + "</ReportImageLeft>";
    }

    private static String right(String text) {
        return "<ReportImageRight>" + text + "</ReportImageRight>";
    }

    private static String text(Image image) {
        return new String(image.bytes(), ISO_8859_1);
    }

    private static String base64(String content) {
        return base64(content.getBytes(ISO_8859_1));
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }
}

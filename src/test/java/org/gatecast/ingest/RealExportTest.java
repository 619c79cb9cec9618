package org.gatecast.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.gatecast.config.Settings;
import org.gatecast.model.Export;
import org.junit.jupiter.api.Test;

/** A real export enters with the settings as shipped (contract section 5). */
class RealExportTest {
    private static final int TEN_MEBIBYTES = 10 << 20;

    @Test
    void aRealExportIsReadWholeWithTheShippedLimits() {
        Export export = shipped().parse(Samples.realExport());

        assertThat(export.participants()).hasSize(366);
        assertThat(export.classes()).hasSize(15);
        assertThat(export.races()).hasSize(44);
        assertThat(export.rows()).hasSize(1_422);
        assertThat(export.courses()).hasSize(4);
        assertThat(export.skippedRows()).isZero();
        assertThat(export.warnings())
                .containsExactly("1 × races of no class or one that is not listed, skipped:"
                        + " <unassigned> of no class at line 7026, column 3");
    }

    @Test
    void soIsOneOfItsKindThatFillsTheLargestBody() {
        String real = new String(Samples.realExport(), UTF_8);
        int firstResult = real.indexOf("  <Results>");
        int afterResults = real.lastIndexOf("</Results>\n") + "</Results>\n".length();
        String results = real.substring(firstResult, afterResults);
        StringBuilder larger = new StringBuilder(real);
        for (int day = 1; larger.length() + results.length() < TEN_MEBIBYTES; day++) {
            larger.insert(afterResults, results.replace("</RaceId>", "-" + day + "</RaceId>"));
        }

        assertThat(shipped().parse(larger.toString().getBytes(UTF_8)).rows()).hasSize(1_422);
    }

    private static ExportParser shipped() {
        Settings shipped = Settings.defaults();
        Settings.Xml xml = shipped.xml();
        int imageLimit = shipped.http().imageLimitBytes();
        return new ExportParser(new XmlLimits(xml.maxDepth(), xml.maxElements(), xml.maxTextChars(), imageLimit));
    }
}

package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.gatecast.config.Settings;
import org.gatecast.model.ClassId;
import org.gatecast.model.Export;
import org.gatecast.model.Participant;
import org.junit.jupiter.api.Test;

/** A real export is accepted with default settings (contract section 5). */
class RealExportTest {
    private static final int TEN_MEBIBYTES = 10 << 20;

    @Test
    void aRealExportIsReadCompletelyWithTheDefaultLimits() {
        Export export = shipped().parse(SampleExports.realExport());

        assertThat(export.participants()).hasSize(366);
        assertThat(export.classes()).hasSize(15);
        assertThat(export.races()).hasSize(44);
        assertThat(export.results()).hasSize(1_422);
        assertThat(export.courses()).hasSize(4);
        assertThat(export.skippedRows()).isZero();
        assertThat(export.warnings())
                .containsExactly("1 × races of no class or one that is not listed, skipped:"
                        + " <unassigned> of no class at line 7026, column 3");
    }

    @Test
    void soIsOneOfItsKindThatFillsTheLargestBody() {
        byte[] larger = SampleExports.realExportOf(TEN_MEBIBYTES);

        assertThat(larger.length).isBetween(TEN_MEBIBYTES - (3 << 20), TEN_MEBIBYTES);
        Export export = shipped().parse(larger);
        assertThat(export.races()).hasSize(4 * 44);
        assertThat(export.results()).hasSize(4 * 1_422);
    }

    @Test
    void classesWithoutRidersAndRidersWithoutCategoryAreUsual() {
        Export export = shipped().parse(SampleExports.realExport());
        Set<ClassId> withRiders =
                export.participants().stream().map(Participant::classId).collect(Collectors.toSet());

        assertThat(export.classes()).anyMatch(raceClass -> !withRiders.contains(raceClass.classId()));
        assertThat(export.participants()).anyMatch(rider -> rider.catId() == null);
        assertThat(export.classes())
                .anyMatch(raceClass -> raceClass.categories().isEmpty());
    }

    private static ExportParser shipped() {
        Settings shipped = Settings.defaults();
        Settings.Xml xml = shipped.xml();
        int imageLimit = shipped.http().imageLimitBytes();
        return new ExportParser(new XmlLimits(
                xml.maxDepth(),
                xml.maxElements(),
                xml.maxTextChars(),
                imageLimit,
                xml.maxNames(),
                xml.maxRows(),
                xml.maxParse()));
    }
}

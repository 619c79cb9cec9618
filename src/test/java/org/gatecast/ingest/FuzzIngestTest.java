package org.gatecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.stream.Collectors;
import org.gatecast.model.Export;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.Test;

/** The short form of {@link FuzzIngest}, which is run at length by hand. */
class FuzzIngestTest {

    @Test
    void whateverComesInOnlyASoundValueOrALegibleRefusalComesOut() {
        FuzzIngest fuzz = new FuzzIngest(20261120);
        fuzz.run(3_000);

        assertThat(fuzz.accepted() + fuzz.refused()).isEqualTo(6_000);
        assertThat(fuzz.accepted())
                .as("inputs spoilt so little that they still mean something")
                .isGreaterThan(1_000);
        assertThat(fuzz.refused()).isGreaterThan(2_000);
    }

    @Test
    void whateverBecomesOfARealExportItIsRefusedOrTheEventHoldsTogether() {
        FuzzIngest fuzz = new FuzzIngest(20240407);
        fuzz.runExports(1_000, 20);

        assertThat(fuzz.accepted() + fuzz.refused()).isEqualTo(1_000);
        assertThat(fuzz.accepted()).isGreaterThan(500);
        assertThat(fuzz.refused()).isGreaterThan(100);
    }

    @Test
    void theExcerptOfTheRealExportHasEveryKindOfElementAndMeansSomething() {
        ExportPieces whole = ExportPieces.of(Recording.xml());
        assertThat(whole.written()).as("taken to pieces and put together").isEqualTo(Recording.xml());

        ExportPieces excerpt = whole.excerpt(2);
        assertThat(kinds(excerpt)).isEqualTo(kinds(whole));
        Export export = SampleExports.parse(excerpt.written());
        // Nine classes with two riders or more, two with one.
        assertThat(export.participants()).hasSize(20);
        assertThat(export.results()).hasSizeGreaterThan(60);
        assertThat(export.skippedRows()).isZero();
        assertThat(export.image()).isNotNull();
    }

    private static Set<String> kinds(ExportPieces pieces) {
        return pieces.elements().stream().map(ExportPieces.Element::name).collect(Collectors.toSet());
    }
}

package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.TestReports.row;
import static org.gatecast.merge.TestReports.whole;

import java.util.List;
import org.gatecast.model.Gates;
import org.gatecast.model.RaceId;
import org.junit.jupiter.api.Test;

/** A row that the export does not list exists only while the stream has a result for it. */
class UnlistedRowTest {
    private static ExportScript draft() {
        return new ExportScript()
                .raceClass("C1M")
                .race("R", "QUA")
                .rider("a")
                .rider("b")
                .start("R", "b", 2);
    }

    @Test
    void aResultOfAParticipantWhomTheRaceDoesNotListIsShownButOnNoStartList() {
        MergeHarness harness = MergeHarness.after(draft());
        assertThat(harness.receives(1, whole("R", "a", 9000, 0).bib(7)).changed())
                .isEqualTo(1);
        assertThat(harness.row("R", "a").bib()).isEqualTo(7);
        assertThat(harness.changes().structure()).isFalse();
        assertThat(harness.snapshot().tables().get(new RaceId("R")).startlist()).hasSize(1);
    }

    @Test
    void aReportWithoutAResultAddsNoRow() {
        MergeHarness harness = MergeHarness.after(draft());
        assertThat(harness.receives(1, row("R", "a").bib(7).gates(new Gates(List.of(0, 2))))
                        .changed())
                .isZero();
        assertThat(harness.table("R")).hasSize(1);
    }

    @Test
    void aResultTakenBackLeavesAnEmptyRowUntilTheNextExport() {
        MergeHarness harness = MergeHarness.after(draft());
        harness.receives(1, whole("R", "a", 9000, 0).bib(7));
        assertThat(harness.receives(2, whole("R", "a", null, null)).changed()).isEqualTo(1);
        assertThat(harness.row("R", "a").total()).isNull();
        assertThat(harness.changes().structure()).isFalse();
        harness.imports(draft(), 3);
        assertThat(harness.table("R")).hasSize(1);
        assertThat(harness.receives(4, whole("R", "a", null, null)).changed()).isZero();
    }

    @Test
    void aRowThatTheExportDroppedKeepsItsStreamResult() {
        MergeHarness harness = MergeHarness.after(draft().start("R", "a", 1));
        harness.receives(1, whole("R", "a", 9000, 0));
        harness.imports(draft(), 2);
        assertThat(harness.row("R", "a").total()).isEqualTo(9000);
        assertThat(harness.snapshot().tables().get(new RaceId("R")).startlist()).hasSize(1);
    }

    @Test
    void aParticipantWhoChangedClassLeavesTheOldTableUnlessTheExportListsTheRowThere() {
        MergeHarness harness = MergeHarness.after(draft().start("R", "a", 1));
        harness.receives(1, whole("R", "a", 9000, 0));
        harness.imports(draft().rider("a", null, "A", "C1M").start("R", "a", 1), 2);
        assertThat(harness.row("R", "a").total()).isEqualTo(9000);
        harness.imports(draft().rider("a", null, "A", "C1M"), 3);
        assertThat(harness.table("R")).hasSize(1);
    }
}

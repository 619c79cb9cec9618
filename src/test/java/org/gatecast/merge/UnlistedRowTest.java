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
        MergeHarness mergeHarness = MergeHarness.after(draft());
        assertThat(mergeHarness.receives(1, whole("R", "a", 9000, 0).bib(7)).changed())
                .isEqualTo(1);
        assertThat(mergeHarness.row("R", "a").bib()).isEqualTo(7);
        assertThat(mergeHarness.changes().structure()).isFalse();
        assertThat(mergeHarness.picture().tables().get(new RaceId("R")).startlist())
                .hasSize(1);
    }

    @Test
    void aReportWithoutAResultAddsNoRow() {
        MergeHarness mergeHarness = MergeHarness.after(draft());
        assertThat(mergeHarness
                        .receives(1, row("R", "a").bib(7).gates(new Gates(List.of(0, 2))))
                        .changed())
                .isZero();
        assertThat(mergeHarness.table("R")).hasSize(1);
    }

    @Test
    void aResultTakenBackLeavesAnEmptyRowUntilTheNextExport() {
        MergeHarness mergeHarness = MergeHarness.after(draft());
        mergeHarness.receives(1, whole("R", "a", 9000, 0).bib(7));
        assertThat(mergeHarness.receives(2, whole("R", "a", null, null)).changed())
                .isEqualTo(1);
        assertThat(mergeHarness.row("R", "a").total()).isNull();
        assertThat(mergeHarness.changes().structure()).isFalse();
        mergeHarness.imports(draft(), 3);
        assertThat(mergeHarness.table("R")).hasSize(1);
        assertThat(mergeHarness.receives(4, whole("R", "a", null, null)).changed())
                .isZero();
    }

    @Test
    void aRowThatTheExportDroppedKeepsItsStreamResult() {
        MergeHarness mergeHarness = MergeHarness.after(draft().start("R", "a", 1));
        mergeHarness.receives(1, whole("R", "a", 9000, 0));
        mergeHarness.imports(draft(), 2);
        assertThat(mergeHarness.row("R", "a").total()).isEqualTo(9000);
        assertThat(mergeHarness.picture().tables().get(new RaceId("R")).startlist())
                .hasSize(1);
    }

    @Test
    void aParticipantWhoChangedClassLeavesTheOldTableUnlessTheExportListsTheRowThere() {
        MergeHarness mergeHarness = MergeHarness.after(draft().start("R", "a", 1));
        mergeHarness.receives(1, whole("R", "a", 9000, 0));
        mergeHarness.imports(draft().rider("a", null, "A", "C1M").start("R", "a", 1), 2);
        assertThat(mergeHarness.row("R", "a").total()).isEqualTo(9000);
        mergeHarness.imports(draft().rider("a", null, "A", "C1M"), 3);
        assertThat(mergeHarness.table("R")).hasSize(1);
    }
}

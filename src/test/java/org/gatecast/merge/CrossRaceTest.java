package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import org.gatecast.snapshot.ResultRow;
import org.junit.jupiter.api.Test;

/** Cross races; further examples are in {@code specs/merge.md}. */
class CrossRaceTest {
    @Test
    void heatsAreShownWhereRidersRaceInHeats() {
        MergeHarness harness = MergeHarness.after(draft("X4"));
        assertThat(harness.table("R")).extracting(ResultRow::heatNr).containsExactly(1, 2);
    }

    @Test
    void aHeatNumberInAnyOtherRaceIsNotShown() {
        MergeHarness harness = MergeHarness.after(draft("XT"));
        assertThat(harness.table("R")).extracting(ResultRow::heatNr).containsOnlyNulls();
    }

    private static ExportScript draft(String disId) {
        return new ExportScript()
                .race("R", disId)
                .rider("a")
                .rider("b")
                .row("R", "a", 1, 1, TestReports.rank(1))
                .row("R", "b", 2, 2, TestReports.rank(1));
    }
}

package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.TestReports.whole;

import org.gatecast.model.EventState;
import org.gatecast.model.MergeStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Another participant's finish changes a rank in the sources' tables. Where the service calculates ranks, that is no
 * change.
 */
class RanksOfOthersTest {
    private static ExportScript draft(String disId) {
        return new ExportScript()
                .race("R", disId)
                .rider("a")
                .rider("b")
                .start("R", "a", 1)
                .start("R", "b", 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"XML", "LATEST"})
    void aRankThatMovedDoesNotBringBackWhatAnImportOverruled(MergeStrategy strategy) {
        MergeHarness harness = MergeHarness.after(draft("QUA")).strategy(strategy);
        harness.receives(1, whole("R", "a", 9000, 0).rank(1));
        harness.imports(draft("QUA").result("R", "a", 1, TestReports.time(9000, 200)), 2);
        MergeHarness.AppliedCall outcome = harness.receives(
                3, whole("R", "b", 8800, 0).rank(1), whole("R", "a", 9000, 0).rank(2));
        assertThat(outcome.changed()).isEqualTo(1);
        assertThat(harness.row("R", "a").total()).isEqualTo(9200);
    }

    @Test
    void aRankThatMovedInTheExportIsNoNewsEither() {
        MergeHarness harness =
                MergeHarness.after(draft("QUA").result("R", "a", 1, TestReports.report(9000, 0, 9000, null, 1)));
        EventState before = harness.state();
        harness.imports(draft("QUA").result("R", "a", 1, TestReports.report(9000, 0, 9000, null, 2)), 5);
        assertThat(harness.state()).isSameAs(before);
    }

    @Test
    void inACrossHeatTheTimingSystemsRankIsTheResult() {
        MergeHarness harness = MergeHarness.after(draft("X4"));
        harness.receives(1, whole("R", "a", 9000, 0).rank(1));
        assertThat(harness.receives(2, whole("R", "a", 9000, 0).rank(2)).changed())
                .isEqualTo(1);
        assertThat(harness.row("R", "a").rnk()).isEqualTo(2);
    }
}

package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.TestReports.whole;

import java.util.List;
import java.util.Map;
import org.gatecast.model.Gates;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ResultRow;
import org.junit.jupiter.api.Test;

/**
 * Clients update or insert rows by race and bib. If that cannot give the new table, the change counts as one of
 * structure.
 */
class UpsertByBibTest {
    private static ExportScript draft() {
        return new ExportScript()
                .race("R", "QUA")
                .rider("a")
                .rider("b")
                .rider("c")
                .start("R", "a", 1)
                .start("R", "b", 2);
    }

    @Test
    void onlyChangedRowsAreSentAndEachIsComplete() {
        MergeHarness harness = MergeHarness.after(draft());
        harness.receives(1, whole("R", "a", 9000, 0));
        assertThat(harness.changes().structure()).isFalse();
        assertThat(harness.changes().rows()).isEqualTo(Map.of(new RaceId("R"), List.of(harness.row("R", "a"))));
        harness.receives(2, whole("R", "b", 8000, 0));
        assertThat(harness.changes().rows()).isEqualTo(Map.of(new RaceId("R"), harness.table("R")));
    }

    @Test
    void aChangedRowWhoseBibOccursTwiceIsAChangeOfStructure() {
        MergeHarness harness = MergeHarness.after(draft().start("R", "c", 2));
        harness.receives(1, whole("R", "a", 9000, 0));
        assertThat(harness.changes().structure()).isFalse();
        harness.receives(2, whole("R", "b", 9100, 0));
        assertThat(harness.changes().structure()).isTrue();
    }

    @Test
    void aChangeInARowWithoutBibIsAChangeOfStructure() {
        MergeHarness harness = MergeHarness.after(draft().start("R", "c", null));
        harness.receives(1, whole("R", "a", 9000, 0));
        assertThat(harness.changes().structure()).isFalse();
        harness.receives(2, whole("R", "c", 9100, 0));
        assertThat(harness.changes().structure()).isTrue();
    }

    @Test
    void aSecondRiderUnderAKnownBibIsAChangeOfStructure() {
        MergeHarness harness = MergeHarness.after(draft());
        harness.receives(1, whole("R", "a", 9000, 0));
        harness.receives(2, whole("R", "c", 9000, 0).bib(2));
        assertThat(harness.changes().structure()).isTrue();
    }

    @Test
    void oneBibOnTwoRidersOfTheTwoRunsIsAChangeOfStructureOnlyWhereTheyMeet() {
        MergeHarness harness = MergeHarness.after(new ExportScript()
                .race("K1M_BR1", "BR1")
                .race("K1M_BR2", "BR2")
                .rider("a")
                .rider("b")
                .start("K1M_BR1", "a", 5)
                .start("K1M_BR1", "b", 6)
                .start("K1M_BR2", "b", 5));
        harness.receives(1, whole("K1M_BR2", "b", 9000, 0));
        List<Integer> bibs =
                harness.table("K1M_BR2").stream().map(ResultRow::bib).toList();
        assertThat(bibs).containsExactly(5, 5);
        assertThat(harness.changes().structure()).isTrue();
    }

    @Test
    void gatesAloneAreAChangeForThePublicCanAskForThem() {
        MergeHarness harness = MergeHarness.after(draft());
        harness.receives(1, whole("R", "a", 9000, 200).gates(new Gates(List.of(0, 2))));
        harness.receives(2, whole("R", "a", 9000, 200).gates(new Gates(List.of(2, 0))));
        assertThat(harness.changes().rows()).isEqualTo(Map.of(new RaceId("R"), List.of(harness.row("R", "a"))));
    }

    @Test
    void aCourseThatReadsDifferentlyIsAChangeOfStructure() {
        MergeHarness harness = MergeHarness.after(draft().course("NNRN"));
        harness.imports(draft().course("NNRR"), 1);
        assertThat(harness.changes().structure()).isTrue();
        harness.imports(draft().course("NNSRR"), 2);
        assertThat(harness.changes().isEmpty()).isTrue();
    }
}

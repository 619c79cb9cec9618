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
        MergeHarness mergeHarness = MergeHarness.after(draft());
        mergeHarness.receives(1, whole("R", "a", 9000, 0));
        assertThat(mergeHarness.changes().structure()).isFalse();
        assertThat(mergeHarness.changes().rows())
                .isEqualTo(Map.of(new RaceId("R"), List.of(mergeHarness.row("R", "a"))));
        mergeHarness.receives(2, whole("R", "b", 8000, 0));
        assertThat(mergeHarness.changes().rows()).isEqualTo(Map.of(new RaceId("R"), mergeHarness.table("R")));
    }

    @Test
    void aChangedRowWhoseBibOccursTwiceIsAChangeOfStructure() {
        MergeHarness mergeHarness = MergeHarness.after(draft().start("R", "c", 2));
        mergeHarness.receives(1, whole("R", "a", 9000, 0));
        assertThat(mergeHarness.changes().structure()).isFalse();
        mergeHarness.receives(2, whole("R", "b", 9100, 0));
        assertThat(mergeHarness.changes().structure()).isTrue();
    }

    @Test
    void aChangeInARowWithoutBibIsAChangeOfStructure() {
        MergeHarness mergeHarness = MergeHarness.after(draft().start("R", "c", null));
        mergeHarness.receives(1, whole("R", "a", 9000, 0));
        assertThat(mergeHarness.changes().structure()).isFalse();
        mergeHarness.receives(2, whole("R", "c", 9100, 0));
        assertThat(mergeHarness.changes().structure()).isTrue();
    }

    @Test
    void aSecondRiderUnderAKnownBibIsAChangeOfStructure() {
        MergeHarness mergeHarness = MergeHarness.after(draft());
        mergeHarness.receives(1, whole("R", "a", 9000, 0));
        mergeHarness.receives(2, whole("R", "c", 9000, 0).bib(2));
        assertThat(mergeHarness.changes().structure()).isTrue();
    }

    @Test
    void oneBibOnTwoRidersOfTheTwoRunsIsAChangeOfStructureOnlyWhereTheyMeet() {
        MergeHarness mergeHarness = MergeHarness.after(new ExportScript()
                .race("K1M_BR1", "BR1")
                .race("K1M_BR2", "BR2")
                .rider("a")
                .rider("b")
                .start("K1M_BR1", "a", 5)
                .start("K1M_BR1", "b", 6)
                .start("K1M_BR2", "b", 5));
        mergeHarness.receives(1, whole("K1M_BR2", "b", 9000, 0));
        List<Integer> bibs =
                mergeHarness.table("K1M_BR2").stream().map(ResultRow::bib).toList();
        assertThat(bibs).containsExactly(5, 5);
        assertThat(mergeHarness.changes().structure()).isTrue();
    }

    @Test
    void gatesAloneAreAChangeForThePublicCanAskForThem() {
        MergeHarness mergeHarness = MergeHarness.after(draft());
        mergeHarness.receives(1, whole("R", "a", 9000, 200).gates(new Gates(List.of(0, 2))));
        mergeHarness.receives(2, whole("R", "a", 9000, 200).gates(new Gates(List.of(2, 0))));
        assertThat(mergeHarness.changes().rows())
                .isEqualTo(Map.of(new RaceId("R"), List.of(mergeHarness.row("R", "a"))));
    }

    @Test
    void aCourseThatReadsDifferentlyIsAChangeOfStructure() {
        MergeHarness mergeHarness = MergeHarness.after(draft().course("NNRN"));
        mergeHarness.imports(draft().course("NNRR"), 1);
        assertThat(mergeHarness.changes().structure()).isTrue();
        mergeHarness.imports(draft().course("NNSRR"), 2);
        assertThat(mergeHarness.changes().isEmpty()).isTrue();
    }
}

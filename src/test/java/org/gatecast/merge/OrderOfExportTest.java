package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.StartRow;
import org.junit.jupiter.api.Test;

/** Classes have the export's order; everything else is ordered otherwise. */
class OrderOfExportTest {
    @Test
    void anExportThatListsItsClassesInAnotherOrderIsNews() {
        MergeHarness harness = MergeHarness.after(
                new ExportScript().raceClass("C1M").race("R", "QUA").rider("a"));
        EventState before = harness.state();
        ExportScript turned = new ExportScript().race("R", "QUA").rider("a");
        harness.imports(turned.withoutClass("K1M").raceClass("C1M").raceClass("K1M"), 1);
        assertThat(harness.state()).isNotEqualTo(before);
        assertThat(harness.changes().structure()).isTrue();
        assertThat(harness.snapshot().classes()).extracting(RaceClass::name).containsExactly("C1M", "K1M");
    }

    /** The timing system lists results by rank, so every finish changes the order of the list. */
    @Test
    void anExportThatListsItsRowsPeopleAndRacesInAnotherOrderIsNoNews() {
        MergeHarness harness = MergeHarness.after(
                draft().start("R", "a", null).start("R", "b", null).start("R", "c", 1));
        EventState before = harness.state();
        ExportScript turned = new ExportScript()
                .race("S", "SEM")
                .race("R", "QUA")
                .rider("c")
                .rider("b")
                .rider("a");
        turned.start("R", "c", 1).start("R", "b", null).start("R", "a", null);
        harness.imports(turned, 1);
        assertThat(harness.state()).isSameAs(before);
    }

    @Test
    void whatIsNewInATurnedExportLeavesTheRestWhereItWas() {
        MergeHarness harness =
                MergeHarness.after(draft().start("R", "a", 1).start("R", "b", 2).start("R", "c", 3));
        harness.imports(
                draft().result("R", "c", 3, TestReports.time(9000, 0))
                        .start("R", "b", 2)
                        .start("R", "a", 1),
                1);
        assertThat(harness.state().resultsOf(new RaceId("R")).keySet())
                .extracting(ParticipantId::value)
                .containsExactly("a", "b", "c");
        assertThat(harness.changes().structure()).isFalse();
        assertThat(harness.changes().rows()).isEqualTo(Map.of(new RaceId("R"), List.of(harness.row("R", "c"))));
    }

    @Test
    void ridersWithoutBibStandByTheirIds() {
        MergeHarness harness = MergeHarness.after(
                draft().start("R", "c", null).start("R", "a", null).start("R", "b", 7));
        assertThat(harness.table("R")).extracting(ResultRow::athleteId).containsExactly("icf-b", "icf-a", "icf-c");
        assertThat(harness.snapshot().tables().get(new RaceId("R")).startlist())
                .extracting(StartRow::athleteId)
                .containsExactly("icf-b", "icf-a", "icf-c");
    }

    @Test
    void theSameExportAgainIsTheSameState() {
        ExportScript script = draft().start("R", "a", 1).result("R", "b", 2, TestReports.time(9000, 0));
        MergeHarness harness = MergeHarness.after(script);
        EventState before = harness.state();
        harness.imports(script, 5);
        assertThat(harness.state()).isSameAs(before);
        assertThat(harness.changes().isEmpty()).isTrue();
    }

    private static ExportScript draft() {
        return new ExportScript()
                .race("R", "QUA")
                .race("S", "SEM")
                .rider("a")
                .rider("b")
                .rider("c");
    }
}

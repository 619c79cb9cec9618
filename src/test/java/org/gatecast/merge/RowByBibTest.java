package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.TestReports.bib;
import static org.gatecast.merge.TestReports.whole;

import java.util.List;
import java.util.Set;
import org.gatecast.model.RaceId;
import org.junit.jupiter.api.Test;

/**
 * A row of the stream without a participant id belongs to the participant with its race and bib (contract section 2).
 */
class RowByBibTest {
    @Test
    void aRowWithoutParticipantIsFoundByRaceAndBib() {
        MergeHarness mergeHarness = MergeHarness.after(
                new ExportScript().race("R", "QUA").rider("a").start("R", "a", 7));
        assertThat(mergeHarness.receives(1, bib("R", 7).time(9000)).updated()).isEqualTo(1);
        assertThat(mergeHarness.row("R", "a").time()).isEqualTo(9000);
    }

    @Test
    void theEventsBibCountsWhereTheRaceGivesNone() {
        MergeHarness mergeHarness = MergeHarness.after(
                new ExportScript().race("R", "QUA").rider("a", 7, "A").start("R", "a", null));
        assertThat(mergeHarness.row("R", "a").bib()).isEqualTo(7);
        assertThat(mergeHarness.receives(1, bib("R", 7).time(9000)).updated()).isEqualTo(1);
        assertThat(mergeHarness.row("R", "a").time()).isEqualTo(9000);
    }

    @Test
    void aBibThatOccursTwiceInARaceIdentifiesNobody() {
        MergeHarness mergeHarness = MergeHarness.after(new ExportScript()
                .race("R", "QUA")
                .rider("a")
                .rider("b")
                .start("R", "a", 7)
                .start("R", "b", 7));
        assertThat(mergeHarness.receives(1, bib("R", 7).time(9000)).updated()).isZero();
    }

    @Test
    void aParticipantOnTheStartListWinsOverOneWhoIsNotWithTheSameBib() {
        ExportScript exportScript =
                new ExportScript().race("R", "QUA").rider("a").rider("b");
        MergeHarness mergeHarness = MergeHarness.after(exportScript.start("R", "a", 7));
        mergeHarness.receives(1, whole("R", "a", 9000, 0));
        mergeHarness.imports(exportScript.withoutRow("R", "a").start("R", "b", 7), 2);
        assertThat(mergeHarness.receives(3, bib("R", 7).time(9100)).updated()).isEqualTo(1);
        assertThat(mergeHarness.row("R", "b").time()).isEqualTo(9100);
        assertThat(mergeHarness.row("R", "a").time()).isEqualTo(9000);
    }

    @Test
    void anUnknownBibRaceOrPersonIsSkipped() {
        MergeHarness mergeHarness = MergeHarness.after(
                new ExportScript().race("R", "QUA").rider("a").start("R", "a", 7));
        assertThat(mergeHarness.receives(1, bib("R", 8).time(1), bib("Q", 7).time(1), whole("R", "x", 1, 0)))
                .isEqualTo(new MergeHarness.AppliedCall(
                        mergeHarness.state(),
                        0,
                        0,
                        Set.of(new RaceId("R")),
                        List.of(
                                "1 × rows of a race that the export does not list, skipped: Q",
                                "2 × rows of a rider whom the export does not list in the race, skipped: bib 8 in R")));
    }

    @Test
    void aRiderListedInARaceOfAnotherClassIsStillFound() {
        MergeHarness mergeHarness = MergeHarness.after(new ExportScript()
                .raceClass("C1M")
                .race("R", "QUA")
                .rider("guest", null, "A", "C1M")
                .start("R", "guest", 7));
        assertThat(mergeHarness.receives(1, whole("R", "guest", 9000, 0)).updated())
                .isEqualTo(1);
        assertThat(mergeHarness.receives(2, bib("R", 7).time(9100)).updated()).isEqualTo(1);
        assertThat(mergeHarness.row("R", "guest").time()).isEqualTo(9100);
    }

    @Test
    void aParticipantOfAnotherClassWhomTheRaceDoesNotListIsSkipped() {
        MergeHarness mergeHarness = MergeHarness.after(
                new ExportScript().raceClass("C1M").race("R", "QUA").rider("guest", null, "A", "C1M"));
        assertThat(mergeHarness.receives(1, whole("R", "guest", 9000, 0)).updated())
                .isZero();
        assertThat(mergeHarness.table("R")).isEmpty();
    }
}

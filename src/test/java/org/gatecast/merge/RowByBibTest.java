package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.TestReports.bib;
import static org.gatecast.merge.TestReports.whole;

import java.util.List;
import java.util.Set;
import org.gatecast.model.RaceId;
import org.gatecast.model.SkipReason;
import org.gatecast.model.SkippedRow;
import org.junit.jupiter.api.Test;

/**
 * A row of the stream without a participant id belongs to the participant with its race and bib (contract section 2).
 */
class RowByBibTest {
    @Test
    void aRowWithoutParticipantIsFoundByRaceAndBib() {
        MergeHarness harness = MergeHarness.after(
                new ExportScript().race("R", "QUA").rider("a").start("R", "a", 7));
        assertThat(harness.receives(1, bib("R", 7).time(9000)).updated()).isEqualTo(1);
        assertThat(harness.row("R", "a").time()).isEqualTo(9000);
    }

    @Test
    void theEventsBibCountsWhereTheRaceGivesNone() {
        MergeHarness harness = MergeHarness.after(
                new ExportScript().race("R", "QUA").rider("a", 7, "A").start("R", "a", null));
        assertThat(harness.row("R", "a").bib()).isEqualTo(7);
        assertThat(harness.receives(1, bib("R", 7).time(9000)).updated()).isEqualTo(1);
        assertThat(harness.row("R", "a").time()).isEqualTo(9000);
    }

    @Test
    void aBibThatOccursTwiceInARaceIdentifiesNobody() {
        MergeHarness harness = MergeHarness.after(new ExportScript()
                .race("R", "QUA")
                .rider("a")
                .rider("b")
                .start("R", "a", 7)
                .start("R", "b", 7));
        assertThat(harness.receives(1, bib("R", 7).time(9000)).updated()).isZero();
    }

    @Test
    void aParticipantOnTheStartListWinsOverOneWhoIsNotWithTheSameBib() {
        ExportScript script = new ExportScript().race("R", "QUA").rider("a").rider("b");
        MergeHarness harness = MergeHarness.after(script.start("R", "a", 7));
        harness.receives(1, whole("R", "a", 9000, 0));
        harness.imports(script.withoutRow("R", "a").start("R", "b", 7), 2);
        assertThat(harness.receives(3, bib("R", 7).time(9100)).updated()).isEqualTo(1);
        assertThat(harness.row("R", "b").time()).isEqualTo(9100);
        assertThat(harness.row("R", "a").time()).isEqualTo(9000);
    }

    @Test
    void anUnknownBibRaceOrPersonIsSkipped() {
        MergeHarness harness = MergeHarness.after(
                new ExportScript().race("R", "QUA").rider("a").start("R", "a", 7));
        assertThat(harness.receives(1, bib("R", 8).time(1), bib("Q", 7).time(1), whole("R", "x", 1, 0)))
                .isEqualTo(new MergeHarness.AppliedCall(
                        harness.state(),
                        0,
                        0,
                        Set.of(new RaceId("R")),
                        List.of(
                                new SkippedRow(0, SkipReason.UNKNOWN_RIDER),
                                new SkippedRow(1, SkipReason.UNKNOWN_RACE),
                                new SkippedRow(2, SkipReason.UNKNOWN_RIDER))));
    }

    @Test
    void aRiderListedInARaceOfAnotherClassIsStillFound() {
        MergeHarness harness = MergeHarness.after(new ExportScript()
                .raceClass("C1M")
                .race("R", "QUA")
                .rider("guest", null, "A", "C1M")
                .start("R", "guest", 7));
        assertThat(harness.receives(1, whole("R", "guest", 9000, 0)).updated()).isEqualTo(1);
        assertThat(harness.receives(2, bib("R", 7).time(9100)).updated()).isEqualTo(1);
        assertThat(harness.row("R", "guest").time()).isEqualTo(9100);
    }

    @Test
    void aParticipantOfAnotherClassWhomTheRaceDoesNotListIsSkipped() {
        MergeHarness harness = MergeHarness.after(
                new ExportScript().raceClass("C1M").race("R", "QUA").rider("guest", null, "A", "C1M"));
        assertThat(harness.receives(1, whole("R", "guest", 9000, 0)).updated()).isZero();
        assertThat(harness.table("R")).isEmpty();
    }
}

package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.Says.bib;
import static org.gatecast.merge.Says.whole;

import java.util.List;
import java.util.Set;
import org.gatecast.model.RaceId;
import org.junit.jupiter.api.Test;

/** A row of the stream that names no participant is found by race and bib (contract section 2). */
class RowByBibTest {
    @Test
    void aRowWithoutParticipantIsFoundByRaceAndBib() {
        Meet meet = Meet.after(new Draft().race("R", "QUA").rider("a").start("R", "a", 7));
        assertThat(meet.hears(1, bib("R", 7).time(9000)).updated()).isEqualTo(1);
        assertThat(meet.row("R", "a").time()).isEqualTo(9000);
    }

    @Test
    void theEventsBibCountsWhereTheRaceGivesNone() {
        Meet meet = Meet.after(new Draft().race("R", "QUA").rider("a", 7, "A").start("R", "a", null));
        assertThat(meet.row("R", "a").bib()).isEqualTo(7);
        assertThat(meet.hears(1, bib("R", 7).time(9000)).updated()).isEqualTo(1);
        assertThat(meet.row("R", "a").time()).isEqualTo(9000);
    }

    @Test
    void aBibWornTwiceInARaceNamesNobody() {
        Meet meet = Meet.after(new Draft()
                .race("R", "QUA")
                .rider("a")
                .rider("b")
                .start("R", "a", 7)
                .start("R", "b", 7));
        assertThat(meet.hears(1, bib("R", 7).time(9000)).updated()).isZero();
    }

    @Test
    void aStarterGoesBeforeWhoeverIsOffTheStartListWithTheSameBib() {
        Draft draft = new Draft().race("R", "QUA").rider("a").rider("b");
        Meet meet = Meet.after(draft.start("R", "a", 7));
        meet.hears(1, whole("R", "a", 9000, 0));
        meet.imports(draft.withoutRow("R", "a").start("R", "b", 7), 2);
        assertThat(meet.hears(3, bib("R", 7).time(9100)).updated()).isEqualTo(1);
        assertThat(meet.row("R", "b").time()).isEqualTo(9100);
        assertThat(meet.row("R", "a").time()).isEqualTo(9000);
    }

    @Test
    void anUnknownBibRaceOrPersonIsSkipped() {
        Meet meet = Meet.after(new Draft().race("R", "QUA").rider("a").start("R", "a", 7));
        assertThat(meet.hears(1, bib("R", 8).time(1), bib("Q", 7).time(1), whole("R", "x", 1, 0)))
                .isEqualTo(new StreamMerge.Outcome(
                        meet.state(),
                        0,
                        0,
                        Set.of(new RaceId("R")),
                        List.of(
                                "1 × rows of a race that the export does not list, skipped: Q",
                                "2 × rows of a rider whom the export does not list in the race, skipped: bib 8 in R")));
    }

    @Test
    void aRiderListedInARaceOfAnotherClassIsStillFound() {
        Meet meet = Meet.after(new Draft()
                .raceClass("C1M")
                .race("R", "QUA")
                .rider("guest", null, "A", "C1M")
                .start("R", "guest", 7));
        assertThat(meet.hears(1, whole("R", "guest", 9000, 0)).updated()).isEqualTo(1);
        assertThat(meet.hears(2, bib("R", 7).time(9100)).updated()).isEqualTo(1);
        assertThat(meet.row("R", "guest").time()).isEqualTo(9100);
    }

    @Test
    void aRiderOfAnotherClassWhomTheRaceDoesNotListIsSkipped() {
        Meet meet = Meet.after(new Draft().raceClass("C1M").race("R", "QUA").rider("guest", null, "A", "C1M"));
        assertThat(meet.hears(1, whole("R", "guest", 9000, 0)).updated()).isZero();
        assertThat(meet.table("R")).isEmpty();
    }
}

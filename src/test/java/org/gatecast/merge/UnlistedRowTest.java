package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.Says.row;
import static org.gatecast.merge.Says.whole;

import java.util.List;
import org.gatecast.model.Gates;
import org.gatecast.model.RaceId;
import org.junit.jupiter.api.Test;

/** A row that the export does not list comes with a result of the stream, and goes with the first export after it. */
class UnlistedRowTest {
    private static Draft draft() {
        return new Draft()
                .raceClass("C1M")
                .race("R", "QUA")
                .rider("a")
                .rider("b")
                .start("R", "b", 2);
    }

    @Test
    void aResultForAKnownRiderWhomTheRaceDoesNotListIsShownButOnNoStartList() {
        Meet meet = Meet.after(draft());
        assertThat(meet.hears(1, whole("R", "a", 9000, 0).bib(7)).changed()).isEqualTo(1);
        assertThat(meet.row("R", "a").bib()).isEqualTo(7);
        assertThat(meet.changes().structure()).isFalse();
        assertThat(meet.picture().tables().get(new RaceId("R")).startlist()).hasSize(1);
    }

    @Test
    void whatIsNoResultBringsNobodyIn() {
        Meet meet = Meet.after(draft());
        assertThat(meet.hears(1, row("R", "a").bib(7).gates(new Gates(List.of(0, 2))))
                        .changed())
                .isZero();
        assertThat(meet.table("R")).hasSize(1);
    }

    @Test
    void aResultTakenBackLeavesAnEmptyRowUntilTheNextExport() {
        Meet meet = Meet.after(draft());
        meet.hears(1, whole("R", "a", 9000, 0).bib(7));
        assertThat(meet.hears(2, whole("R", "a", null, null)).changed()).isEqualTo(1);
        assertThat(meet.row("R", "a").total()).isNull();
        assertThat(meet.changes().structure()).isFalse();
        meet.imports(draft(), 3);
        assertThat(meet.table("R")).hasSize(1);
        assertThat(meet.hears(4, whole("R", "a", null, null)).changed()).isZero();
    }

    @Test
    void aRowThatTheExportDroppedKeepsItsStreamResult() {
        Meet meet = Meet.after(draft().start("R", "a", 1));
        meet.hears(1, whole("R", "a", 9000, 0));
        meet.imports(draft(), 2);
        assertThat(meet.row("R", "a").total()).isEqualTo(9000);
        assertThat(meet.picture().tables().get(new RaceId("R")).startlist()).hasSize(1);
    }

    @Test
    void aRiderWhoChangedClassLeavesTheOldClassesTableUnlessTheExportListsHimThere() {
        Meet meet = Meet.after(draft().start("R", "a", 1));
        meet.hears(1, whole("R", "a", 9000, 0));
        meet.imports(draft().rider("a", null, "A", "C1M").start("R", "a", 1), 2);
        assertThat(meet.row("R", "a").total()).isEqualTo(9000);
        meet.imports(draft().rider("a", null, "A", "C1M"), 3);
        assertThat(meet.table("R")).hasSize(1);
    }
}

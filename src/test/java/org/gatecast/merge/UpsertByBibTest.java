package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.Says.whole;

import java.util.List;
import java.util.Map;
import org.gatecast.model.Gates;
import org.gatecast.model.RaceId;
import org.gatecast.picture.ResultRow;
import org.junit.jupiter.api.Test;

/** Clients upsert rows by race and bib; where that cannot lead to the table after, the structure has changed. */
class UpsertByBibTest {
    private static Draft draft() {
        return new Draft()
                .race("R", "QUA")
                .rider("a")
                .rider("b")
                .rider("c")
                .start("R", "a", 1)
                .start("R", "b", 2);
    }

    @Test
    void rowsThatChangedAreSentWholeAndNoOther() {
        Meet meet = Meet.after(draft());
        meet.hears(1, whole("R", "a", 9000, 0));
        assertThat(meet.changes().structure()).isFalse();
        assertThat(meet.changes().rows()).isEqualTo(Map.of(new RaceId("R"), List.of(meet.row("R", "a"))));
        meet.hears(2, whole("R", "b", 8000, 0));
        assertThat(meet.changes().rows()).isEqualTo(Map.of(new RaceId("R"), meet.table("R")));
    }

    @Test
    void aChangeInARowWhoseBibIsWornTwiceIsAChangeOfStructure() {
        Meet meet = Meet.after(draft().start("R", "c", 2));
        meet.hears(1, whole("R", "a", 9000, 0));
        assertThat(meet.changes().structure()).isFalse();
        meet.hears(2, whole("R", "b", 9100, 0));
        assertThat(meet.changes().structure()).isTrue();
    }

    @Test
    void aChangeInARowWithoutBibIsAChangeOfStructure() {
        Meet meet = Meet.after(draft().start("R", "c", null));
        meet.hears(1, whole("R", "a", 9000, 0));
        assertThat(meet.changes().structure()).isFalse();
        meet.hears(2, whole("R", "c", 9100, 0));
        assertThat(meet.changes().structure()).isTrue();
    }

    @Test
    void aSecondRiderUnderAKnownBibIsAChangeOfStructure() {
        Meet meet = Meet.after(draft());
        meet.hears(1, whole("R", "a", 9000, 0));
        meet.hears(2, whole("R", "c", 9000, 0).bib(2));
        assertThat(meet.changes().structure()).isTrue();
    }

    @Test
    void oneBibOnTwoRidersOfTheTwoRunsIsAChangeOfStructureOnlyWhereTheyMeet() {
        Meet meet = Meet.after(new Draft()
                .race("K1M_BR1", "BR1")
                .race("K1M_BR2", "BR2")
                .rider("a")
                .rider("b")
                .start("K1M_BR1", "a", 5)
                .start("K1M_BR1", "b", 6)
                .start("K1M_BR2", "b", 5));
        meet.hears(1, whole("K1M_BR2", "b", 9000, 0));
        List<Integer> bibs = meet.table("K1M_BR2").stream().map(ResultRow::bib).toList();
        assertThat(bibs).containsExactly(5, 5);
        assertThat(meet.changes().structure()).isTrue();
    }

    @Test
    void gatesAloneAreAChangeForThePublicCanAskForThem() {
        Meet meet = Meet.after(draft());
        meet.hears(1, whole("R", "a", 9000, 200).gates(new Gates(List.of(0, 2))));
        meet.hears(2, whole("R", "a", 9000, 200).gates(new Gates(List.of(2, 0))));
        assertThat(meet.changes().rows()).isEqualTo(Map.of(new RaceId("R"), List.of(meet.row("R", "a"))));
    }

    @Test
    void aCourseThatReadsDifferentlyIsAChangeOfStructure() {
        Meet meet = Meet.after(draft().course("NNRN"));
        meet.imports(draft().course("NNRR"), 1);
        assertThat(meet.changes().structure()).isTrue();
        meet.imports(draft().course("NNSRR"), 2);
        assertThat(meet.changes().isEmpty()).isTrue();
    }
}

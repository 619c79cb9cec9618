package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.gatecast.model.EventState;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.picture.ResultRow;
import org.gatecast.picture.StartRow;
import org.junit.jupiter.api.Test;

/** Classes stand in the order in which the export lists them; all else has an order of its own. */
class OrderOfExportTest {
    @Test
    void anExportThatListsItsClassesInAnotherOrderIsNews() {
        Meet meet = Meet.after(new Draft().raceClass("C1M").race("R", "QUA").rider("a"));
        EventState before = meet.state();
        Draft turned = new Draft().race("R", "QUA").rider("a");
        meet.imports(turned.withoutClass("K1M").raceClass("C1M").raceClass("K1M"), 1);
        assertThat(meet.state()).isNotEqualTo(before);
        assertThat(meet.changes().structure()).isTrue();
        assertThat(meet.picture().classes()).extracting(RaceClass::name).containsExactly("C1M", "K1M");
    }

    /** The timing system lists results as they rank, so every finish turns the list around. */
    @Test
    void anExportThatListsItsRowsPeopleAndRacesInAnotherOrderIsNoNews() {
        Meet meet =
                Meet.after(draft().start("R", "a", null).start("R", "b", null).start("R", "c", 1));
        EventState before = meet.state();
        Draft turned = new Draft()
                .race("S", "SEM")
                .race("R", "QUA")
                .rider("c")
                .rider("b")
                .rider("a");
        turned.start("R", "c", 1).start("R", "b", null).start("R", "a", null);
        meet.imports(turned, 1);
        assertThat(meet.state()).isSameAs(before);
    }

    @Test
    void whatIsNewInATurnedExportLeavesTheRestWhereItWas() {
        Meet meet = Meet.after(draft().start("R", "a", 1).start("R", "b", 2).start("R", "c", 3));
        meet.imports(
                draft().result("R", "c", 3, Says.time(9000, 0))
                        .start("R", "b", 2)
                        .start("R", "a", 1),
                1);
        assertThat(meet.state().entriesOf(new RaceId("R")).keySet())
                .extracting(ParticipantId::value)
                .containsExactly("a", "b", "c");
        assertThat(meet.changes().structure()).isFalse();
        assertThat(meet.changes().rows()).isEqualTo(Map.of(new RaceId("R"), List.of(meet.row("R", "c"))));
    }

    @Test
    void ridersWithoutBibStandByTheirIds() {
        Meet meet =
                Meet.after(draft().start("R", "c", null).start("R", "a", null).start("R", "b", 7));
        assertThat(meet.table("R")).extracting(ResultRow::athleteId).containsExactly("icf-b", "icf-a", "icf-c");
        assertThat(meet.picture().tables().get(new RaceId("R")).startlist())
                .extracting(StartRow::athleteId)
                .containsExactly("icf-b", "icf-a", "icf-c");
    }

    @Test
    void theSameExportAgainIsTheSameState() {
        Draft draft = draft().start("R", "a", 1).result("R", "b", 2, Says.time(9000, 0));
        Meet meet = Meet.after(draft);
        EventState before = meet.state();
        meet.imports(draft, 5);
        assertThat(meet.state()).isSameAs(before);
        assertThat(meet.changes().isEmpty()).isTrue();
    }

    private static Draft draft() {
        return new Draft()
                .race("R", "QUA")
                .race("S", "SEM")
                .rider("a")
                .rider("b")
                .rider("c");
    }
}

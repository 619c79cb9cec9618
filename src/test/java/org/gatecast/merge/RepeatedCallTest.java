package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.TestReports.bib;
import static org.gatecast.merge.TestReports.row;
import static org.gatecast.merge.TestReports.whole;

import java.util.List;
import java.util.Set;
import org.gatecast.model.EventState;
import org.gatecast.model.RaceId;
import org.junit.jupiter.api.Test;

/** A repeated call changes nothing: the pusher retries and repeats calls. */
class RepeatedCallTest {
    private static final ExportScript DRAFT = new ExportScript()
            .race("R", "QUA")
            .rider("a")
            .rider("b")
            .rider("late")
            .start("R", "a", 1)
            .start("R", "b", 2);

    private final MergeHarness harness = MergeHarness.after(DRAFT);

    @Test
    void aTableSentAgainIsTheSameState() {
        harness.receives(1, whole("R", "a", 9000, 0), whole("R", "b", 9100, 200));
        EventState once = harness.state();
        assertThat(harness.receives(2, whole("R", "a", 9000, 0), whole("R", "b", 9100, 200)))
                .isEqualTo(new MergeHarness.AppliedCall(once, 2, 0, Set.of(new RaceId("R")), List.of()));
        assertThat(harness.state()).isSameAs(once);
    }

    @Test
    void aTableSentAgainIsNoNewsEvenAfterAnImportHasOverruledIt() {
        harness.strategy(org.gatecast.model.MergeStrategy.XML);
        harness.receives(1, whole("R", "a", 9000, 0));
        harness.imports(DRAFT.result("R", "a", 1, TestReports.time(8800, 0)), 2);
        EventState overruled = harness.state();
        assertThat(harness.receives(3, whole("R", "a", 9000, 0)).state()).isSameAs(overruled);
        assertThat(harness.row("R", "a").total()).isEqualTo(8800);
    }

    @Test
    void aRiderNamedTwiceInOneCallCountsAsTheLastRowLeavesHim() {
        assertThat(harness.receives(1, whole("R", "a", 9000, 0), whole("R", "a", 8000, 0))
                        .changed())
                .isEqualTo(1);
        EventState once = harness.state();
        assertThat(harness.receives(2, whole("R", "a", 9000, 0), whole("R", "a", 8000, 0))
                        .state())
                .isSameAs(once);
        assertThat(harness.row("R", "a").total()).isEqualTo(8000);
    }

    @Test
    void aBibIdentifiesAParticipantWhomTheSameCallAdds() {
        TestReports.Row[] call = {
            bib("R", 7).time(9000), row("R", "late").bib(7).total(9200)
        };
        assertThat(harness.receives(1, call).updated()).isEqualTo(2);
        EventState once = harness.state();
        assertThat(harness.receives(2, call))
                .isEqualTo(new MergeHarness.AppliedCall(once, 2, 0, Set.of(new RaceId("R")), List.of()));
        assertThat(harness.state()).isSameAs(once);
    }
}

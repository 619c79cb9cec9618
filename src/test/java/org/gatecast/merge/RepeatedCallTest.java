package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.Says.bib;
import static org.gatecast.merge.Says.row;
import static org.gatecast.merge.Says.whole;

import java.util.List;
import java.util.Set;
import org.gatecast.model.EventState;
import org.gatecast.model.RaceId;
import org.junit.jupiter.api.Test;

/** Whatever a call says, saying it again says nothing new: the pusher retries and repeats. */
class RepeatedCallTest {
    private static final Draft DRAFT = new Draft()
            .race("R", "QUA")
            .rider("a")
            .rider("b")
            .rider("late")
            .start("R", "a", 1)
            .start("R", "b", 2);

    private final Meet meet = Meet.after(DRAFT);

    @Test
    void aTableSentAgainIsTheSameState() {
        meet.hears(1, whole("R", "a", 9000, 0), whole("R", "b", 9100, 200));
        EventState once = meet.state();
        assertThat(meet.hears(2, whole("R", "a", 9000, 0), whole("R", "b", 9100, 200)))
                .isEqualTo(new StreamMerge.Outcome(once, 2, 0, Set.of(new RaceId("R")), List.of()));
        assertThat(meet.state()).isSameAs(once);
    }

    @Test
    void aTableSentAgainIsNoNewsEvenAfterAnImportHasOverruledIt() {
        meet.strategy(org.gatecast.model.MergeStrategy.XML);
        meet.hears(1, whole("R", "a", 9000, 0));
        meet.imports(DRAFT.result("R", "a", 1, Says.time(8800, 0)), 2);
        EventState overruled = meet.state();
        assertThat(meet.hears(3, whole("R", "a", 9000, 0)).state()).isSameAs(overruled);
        assertThat(meet.row("R", "a").total()).isEqualTo(8800);
    }

    @Test
    void aRiderNamedTwiceInOneCallCountsAsTheLastRowLeavesHim() {
        assertThat(meet.hears(1, whole("R", "a", 9000, 0), whole("R", "a", 8000, 0))
                        .changed())
                .isEqualTo(1);
        EventState once = meet.state();
        assertThat(meet.hears(2, whole("R", "a", 9000, 0), whole("R", "a", 8000, 0))
                        .state())
                .isSameAs(once);
        assertThat(meet.row("R", "a").total()).isEqualTo(8000);
    }

    @Test
    void aBibNamesARiderWhomTheSameCallBringsIn() {
        Says.Row[] call = {bib("R", 7).time(9000), row("R", "late").bib(7).total(9200)};
        assertThat(meet.hears(1, call).updated()).isEqualTo(2);
        EventState once = meet.state();
        assertThat(meet.hears(2, call))
                .isEqualTo(new StreamMerge.Outcome(once, 2, 0, Set.of(new RaceId("R")), List.of()));
        assertThat(meet.state()).isSameAs(once);
    }
}

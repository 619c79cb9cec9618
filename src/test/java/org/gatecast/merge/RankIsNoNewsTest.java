package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.gatecast.merge.Says.whole;

import org.gatecast.model.EventState;
import org.gatecast.model.MergeStrategy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Another rider's finish moves a rider's rank in the sources' tables. Where ranks are ours, that says nothing of him. */
class RankIsNoNewsTest {
    private static Draft draft(String disId) {
        return new Draft()
                .race("R", disId)
                .rider("a")
                .rider("b")
                .start("R", "a", 1)
                .start("R", "b", 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"XML", "LATEST"})
    void aRankThatMovedDoesNotBringBackWhatAnImportOverruled(MergeStrategy strategy) {
        Meet meet = Meet.after(draft("QUA")).strategy(strategy);
        meet.hears(1, whole("R", "a", 9000, 0).rank(1));
        meet.imports(draft("QUA").result("R", "a", 1, Says.time(9000, 200)), 2);
        StreamMerge.Outcome outcome = meet.hears(
                3, whole("R", "b", 8800, 0).rank(1), whole("R", "a", 9000, 0).rank(2));
        assertThat(outcome.changed()).isEqualTo(1);
        assertThat(meet.row("R", "a").total()).isEqualTo(9200);
    }

    @Test
    void aRankThatMovedInTheExportIsNoNewsEither() {
        Meet meet = Meet.after(draft("QUA").result("R", "a", 1, Says.report(9000, 0, 9000, null, 1)));
        EventState before = meet.state();
        meet.imports(draft("QUA").result("R", "a", 1, Says.report(9000, 0, 9000, null, 2)), 5);
        assertThat(meet.state()).isSameAs(before);
    }

    @Test
    void inACrossHeatTheTimingSystemsRankIsTheResult() {
        Meet meet = Meet.after(draft("X4"));
        meet.hears(1, whole("R", "a", 9000, 0).rank(1));
        assertThat(meet.hears(2, whole("R", "a", 9000, 0).rank(2)).changed()).isEqualTo(1);
        assertThat(meet.row("R", "a").rnk()).isEqualTo(2);
    }
}

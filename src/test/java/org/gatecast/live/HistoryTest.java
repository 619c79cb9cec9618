package org.gatecast.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.model.EventStatus;
import org.gatecast.model.RaceId;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private static final RaceId ONE = Contest.race(1);
    private static final RaceId TWO = Contest.race(2);
    private static final History.Missed NOTHING = new History.Missed(Map.of(), false);

    private final Contest contest = new Contest("g", 2, 10);
    private final long start = contest.version();
    private final History history = new History(start, 4);

    @Test
    void whoStandsWhereTheEventStandsHasMissedNothing() {
        assertThat(history.since(start)).isEqualTo(NOTHING);
    }

    @Test
    void beforeItBeganAndAfterTheNewestNothingIsKnown() {
        history.add(contest.results(ONE, 1));
        assertThat(history.since(start - 1)).isNull();
        assertThat(history.since(start + 2)).isNull();
        assertThat(history.since(Long.MAX_VALUE)).isNull();
        assertThat(history.since(0)).isNull();
    }

    @Test
    void severalChangesAreOne() {
        history.add(contest.results(ONE, 1, 2));
        history.add(contest.results(TWO, 1));
        history.add(contest.results(ONE, 2, 3));
        assertThat(history.since(start))
                .isEqualTo(new History.Missed(Map.of(ONE, Set.of(1, 2, 3), TWO, Set.of(1)), false));
        assertThat(history.since(start + 1))
                .isEqualTo(new History.Missed(Map.of(ONE, Set.of(2, 3), TWO, Set.of(1)), false));
        assertThat(history.since(start + 2)).isEqualTo(new History.Missed(Map.of(ONE, Set.of(2, 3)), false));
    }

    @Test
    void aStatusIsPartOfWhatWasMissed() {
        history.add(contest.status(EventStatus.FINISHED));
        history.add(contest.results(ONE, 1));
        assertThat(history.since(start)).isEqualTo(new History.Missed(Map.of(ONE, Set.of(1)), true));
        assertThat(history.since(start + 1)).isEqualTo(new History.Missed(Map.of(ONE, Set.of(1)), false));
    }

    @Test
    void aChangeThatNobodySeesIsBridged() {
        history.add(contest.nothing());
        history.add(contest.results(ONE, 1));
        assertThat(history.since(start)).isEqualTo(new History.Missed(Map.of(ONE, Set.of(1)), false));
    }

    @Test
    void nothingProvesAnythingAcrossAnExport() {
        history.add(contest.results(ONE, 1));
        history.add(contest.restructured("Another title"));
        history.add(contest.results(ONE, 2));
        assertThat(history.since(start)).isNull();
        assertThat(history.since(start + 1)).isNull();
        assertThat(history.since(start + 2)).isEqualTo(new History.Missed(Map.of(ONE, Set.of(2)), false));
    }

    @Test
    void onlySoManyChangesAreRemembered() {
        for (int bib = 1; bib <= 6; bib++) {
            history.add(contest.results(ONE, bib));
        }
        assertThat(history.since(start)).isNull();
        assertThat(history.since(start + 1)).isNull();
        assertThat(history.since(start + 2)).isEqualTo(new History.Missed(Map.of(ONE, Set.of(3, 4, 5, 6)), false));
    }

    @Test
    void aMemoryOfNoneKnowsOnlyWhereTheEventStands() {
        History none = new History(start, 0);
        none.add(contest.results(ONE, 1));
        assertThat(none.since(start)).isNull();
        assertThat(none.since(start + 1)).isEqualTo(NOTHING);
    }

    @Test
    void aVersionThatWasNeverHeardOfEndsWhatCanBeProved() {
        history.add(contest.results(ONE, 1));
        contest.results(ONE, 2);
        history.add(contest.results(ONE, 3));
        assertThat(history.since(start)).isNull();
        assertThat(history.since(start + 1)).isNull();
        assertThat(history.since(start + 2)).isNull();
        assertThat(history.since(start + 3)).isEqualTo(NOTHING);
        history.add(contest.results(ONE, 4));
        assertThat(history.since(start + 3)).isEqualTo(new History.Missed(Map.of(ONE, Set.of(4)), false));
    }

    @Test
    void aChangeOfBothRunsIsOneStep() {
        history.add(contest.results(Map.of(ONE, List.of(1), TWO, List.of(1))));
        assertThat(history.since(start)).isEqualTo(new History.Missed(Map.of(ONE, Set.of(1), TWO, Set.of(1)), false));
    }
}

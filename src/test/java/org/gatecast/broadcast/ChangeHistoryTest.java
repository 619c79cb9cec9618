package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.gatecast.bus.EventNotice;
import org.gatecast.model.EventStatus;
import org.gatecast.model.RaceId;
import org.gatecast.snapshot.ChangeSet;
import org.gatecast.snapshot.VersionChange;
import org.junit.jupiter.api.Test;

class ChangeHistoryTest {
    private static final RaceId ONE = SimulatedEvent.race(1);
    private static final RaceId TWO = SimulatedEvent.race(2);
    private static final ChangeHistory.MissedChanges NOTHING = new ChangeHistory.MissedChanges(Map.of(), false);

    private final SimulatedEvent event = new SimulatedEvent("g", 2, 10);
    private final long start = event.version();
    private final ChangeHistory history = new ChangeHistory(start, 4);

    @Test
    void aSpectatorAtTheCurrentVersionHasMissedNothing() {
        assertThat(history.since(start)).isEqualTo(NOTHING);
    }

    @Test
    void beforeItBeganAndAfterTheNewestNothingIsKnown() {
        history.add(event.results(ONE, 1));
        assertThat(history.since(start - 1)).isNull();
        assertThat(history.since(start + 2)).isNull();
        assertThat(history.since(Long.MAX_VALUE)).isNull();
        assertThat(history.since(0)).isNull();
    }

    @Test
    void severalChangesAreFoldedIntoOne() {
        history.add(event.results(ONE, 1, 2));
        history.add(event.results(TWO, 1));
        history.add(event.results(ONE, 2, 3));
        assertThat(history.since(start))
                .isEqualTo(new ChangeHistory.MissedChanges(Map.of(ONE, Set.of(1, 2, 3), TWO, Set.of(1)), false));
        assertThat(history.since(start + 1))
                .isEqualTo(new ChangeHistory.MissedChanges(Map.of(ONE, Set.of(2, 3), TWO, Set.of(1)), false));
        assertThat(history.since(start + 2))
                .isEqualTo(new ChangeHistory.MissedChanges(Map.of(ONE, Set.of(2, 3)), false));
    }

    @Test
    void aStatusIsPartOfWhatWasMissed() {
        history.add(event.status(EventStatus.FINISHED));
        history.add(event.results(ONE, 1));
        assertThat(history.since(start)).isEqualTo(new ChangeHistory.MissedChanges(Map.of(ONE, Set.of(1)), true));
        assertThat(history.since(start + 1)).isEqualTo(new ChangeHistory.MissedChanges(Map.of(ONE, Set.of(1)), false));
    }

    @Test
    void aChangeWithoutPublicEffectLeavesNoGap() {
        history.add(event.nothing());
        history.add(event.results(ONE, 1));
        assertThat(history.since(start)).isEqualTo(new ChangeHistory.MissedChanges(Map.of(ONE, Set.of(1)), false));
    }

    @Test
    void nothingProvesAnythingAcrossAnExport() {
        history.add(event.results(ONE, 1));
        history.add(event.restructured("Another title"));
        history.add(event.results(ONE, 2));
        assertThat(history.since(start)).isNull();
        assertThat(history.since(start + 1)).isNull();
        assertThat(history.since(start + 2)).isEqualTo(new ChangeHistory.MissedChanges(Map.of(ONE, Set.of(2)), false));
    }

    @Test
    void onlyTheNewestChangesAreKept() {
        for (int bib = 1; bib <= 6; bib++) {
            history.add(event.results(ONE, bib));
        }
        assertThat(history.since(start)).isNull();
        assertThat(history.since(start + 1)).isNull();
        assertThat(history.since(start + 2))
                .isEqualTo(new ChangeHistory.MissedChanges(Map.of(ONE, Set.of(3, 4, 5, 6)), false));
    }

    @Test
    void aHistoryWithoutCapacityKnowsOnlyTheCurrentVersion() {
        ChangeHistory none = new ChangeHistory(start, 0);
        none.add(event.results(ONE, 1));
        assertThat(none.since(start)).isNull();
        assertThat(none.since(start + 1)).isEqualTo(NOTHING);
    }

    @Test
    void aMissingVersionEndsTheHistory() {
        history.add(event.results(ONE, 1));
        event.results(ONE, 2);
        history.add(event.results(ONE, 3));
        assertThat(history.since(start)).isNull();
        assertThat(history.since(start + 1)).isNull();
        assertThat(history.since(start + 2)).isNull();
        assertThat(history.since(start + 3)).isEqualTo(NOTHING);
        history.add(event.results(ONE, 4));
        assertThat(history.since(start + 3)).isEqualTo(new ChangeHistory.MissedChanges(Map.of(ONE, Set.of(4)), false));
    }

    @Test
    void aChangeOfBothRunsIsOneStep() {
        history.add(event.results(Map.of(ONE, List.of(1), TWO, List.of(1))));
        assertThat(history.since(start))
                .isEqualTo(new ChangeHistory.MissedChanges(Map.of(ONE, Set.of(1), TWO, Set.of(1)), false));
    }

    @Test
    void versionsThatAreToldTogetherAreEachKnown() {
        EventNotice.Committed first = event.results(ONE, 1);
        EventNotice.Committed second = event.results(TWO, 2);
        EventNotice.Committed third = event.results(ONE, 3);
        List<VersionChange> versions = Stream.of(first, second, third)
                .flatMap(notice -> notice.versions().stream())
                .toList();
        history.add(
                new EventNotice.Committed(third.snapshot(), EventNotice.Cause.RELOADED, ChangeSet.NOTHING, versions));
        assertThat(history.since(start))
                .isEqualTo(new ChangeHistory.MissedChanges(Map.of(ONE, Set.of(1, 3), TWO, Set.of(2)), false));
        assertThat(history.since(start + 1))
                .isEqualTo(new ChangeHistory.MissedChanges(Map.of(ONE, Set.of(3), TWO, Set.of(2)), false));
        assertThat(history.since(start + 2)).isEqualTo(new ChangeHistory.MissedChanges(Map.of(ONE, Set.of(3)), false));
    }

    @Test
    void ofVersionsThatAreToldTogetherOneMayBeKnownAlready() {
        EventNotice.Committed first = event.results(ONE, 1);
        history.add(first);
        EventNotice.Committed second = event.results(TWO, 2);
        List<VersionChange> versions = Stream.of(first, second)
                .flatMap(notice -> notice.versions().stream())
                .toList();
        history.add(
                new EventNotice.Committed(second.snapshot(), EventNotice.Cause.RELOADED, ChangeSet.NOTHING, versions));
        assertThat(history.since(start))
                .isEqualTo(new ChangeHistory.MissedChanges(Map.of(ONE, Set.of(1), TWO, Set.of(2)), false));
    }

    @Test
    void aHistoryBeginsWithTheEarlierChangesThatLeadToTheSnapshot() {
        List<VersionChange> earlier = Stream.of(
                        event.results(ONE, 1), event.results(ONE, 2), event.results(TWO, 3), event.results(TWO, 4))
                .flatMap(notice -> notice.versions().stream())
                .toList();
        ChangeHistory all = ChangeHistory.of(earlier, start + 3, 4);
        assertThat(all.since(start))
                .isEqualTo(new ChangeHistory.MissedChanges(Map.of(ONE, Set.of(1, 2), TWO, Set.of(3)), false));
        assertThat(all.since(start + 4)).as("later than the snapshot").isNull();
        ChangeHistory gap = ChangeHistory.of(List.of(earlier.get(0), earlier.get(2)), start + 3, 4);
        assertThat(gap.since(start)).isNull();
        assertThat(gap.since(start + 2)).isEqualTo(new ChangeHistory.MissedChanges(Map.of(TWO, Set.of(3)), false));
        assertThat(ChangeHistory.of(List.of(earlier.get(0)), start + 3, 4).since(start + 2))
                .isNull();
    }
}

package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.junit.jupiter.api.Test;

class OnCourseListTest {
    private static final long EXPIRY = 10;

    /** A reading of steady time, which may be negative and is so here until it has passed zero. */
    private static final long NOW = -5;

    private final OnCourseList list = new OnCourseList(EXPIRY);

    @Test
    void ridersStandByPositionThenBibWithTheUnknownLast() {
        list.refresh(List.of(at(null, 1), at(2, 9), at(1, 7), at(2, 3), at(1, null)), false, NOW);
        assertThat(list.byPosition())
                .extracting(entry -> entry.position() + "/" + entry.bib())
                .containsExactly("1/7", "1/null", "2/3", "2/9", "null/1");
    }

    @Test
    void aRiderReportedAgainIsOneRiderInItsNewestForm() {
        list.refresh(List.of(SimulatedEvent.rider(5, 100)), false, NOW);
        list.refresh(List.of(SimulatedEvent.rider(5, 200)), false, NOW + 1);
        assertThat(list.byPosition()).containsExactly(SimulatedEvent.rider(5, 200));
    }

    @Test
    void ofTwoEntriesOfOneRiderInOneCallTheLaterHolds() {
        list.refresh(List.of(SimulatedEvent.rider(5, 200), SimulatedEvent.rider(5, 100)), false, NOW);
        assertThat(list.byPosition()).containsExactly(SimulatedEvent.rider(5, 100));
    }

    @Test
    void ofMoreRidersThanAnyCourseHoldsThoseNamedLastStay() {
        for (int bib = 1; bib <= OnCourseList.MAX_RIDERS + 10; bib++) {
            list.refresh(List.of(SimulatedEvent.rider(1, 100), SimulatedEvent.rider(bib, 100)), false, NOW);
        }
        assertThat(list.byPosition())
                .hasSize(OnCourseList.MAX_RIDERS)
                .contains(SimulatedEvent.rider(1, 100), SimulatedEvent.rider(OnCourseList.MAX_RIDERS + 10, 100))
                .doesNotContain(SimulatedEvent.rider(2, 100));
    }

    @Test
    void onePersonInTwoRacesIsTwoRiders() {
        OnCourseEntry first = entry(SimulatedEvent.race(1), "same", 1, 1);
        OnCourseEntry second = entry(SimulatedEvent.race(2), "same", 2, 1);
        list.refresh(List.of(first, second), false, NOW);
        assertThat(list.byPosition()).containsExactly(first, second);
    }

    @Test
    void aRiderThatIsNotReportedAgainLeavesAtExpiryAndNotBefore() {
        list.refresh(List.of(SimulatedEvent.rider(1, 100)), false, NOW);
        list.refresh(List.of(SimulatedEvent.rider(2, 100)), false, NOW + 3);
        assertThat(list.untilNextExpiry(NOW + 3)).isEqualTo(EXPIRY - 3);
        list.expire(NOW + EXPIRY - 1);
        assertThat(list.byPosition()).hasSize(2);
        list.expire(NOW + EXPIRY);
        assertThat(list.byPosition()).containsExactly(SimulatedEvent.rider(2, 100));
        assertThat(list.untilNextExpiry(NOW + EXPIRY)).isEqualTo(3);
    }

    @Test
    void aReportKeepsARiderOnCourse() {
        list.refresh(List.of(SimulatedEvent.rider(1, 100)), false, NOW);
        list.refresh(List.of(SimulatedEvent.rider(1, 100)), false, NOW + 9);
        list.expire(NOW + EXPIRY + 8);
        assertThat(list.byPosition()).hasSize(1);
    }

    @Test
    void aRiderThatExpiredLongAgoIsDueNow() {
        list.refresh(List.of(SimulatedEvent.rider(1, 100)), false, NOW);
        assertThat(list.untilNextExpiry(NOW + 1000)).isZero();
    }

    @Test
    void afterAPauseOfTheServiceEveryRiderGetsTheWholeTimeAgain() {
        list.refresh(List.of(SimulatedEvent.rider(1, 100)), false, NOW);
        list.restartExpiry(NOW + 1000);
        list.expire(NOW + 1000 + EXPIRY - 1);
        assertThat(list.byPosition()).hasSize(1);
        list.expire(NOW + 1000 + EXPIRY);
        assertThat(list.byPosition()).isEmpty();
    }

    @Test
    void withoutRidersNothingExpires() {
        assertThat(list.untilNextExpiry(NOW)).isNegative();
        list.refresh(List.of(SimulatedEvent.rider(1, 100)), false, NOW);
        list.clear();
        assertThat(list.untilNextExpiry(NOW)).isNegative();
        assertThat(list.byPosition()).isEmpty();
    }

    @Test
    void steadyTimeMayOverflow() {
        long end = Long.MAX_VALUE - 2;
        list.refresh(List.of(SimulatedEvent.rider(1, 100)), false, end);
        assertThat(list.untilNextExpiry(end + 4)).isEqualTo(EXPIRY - 4);
        list.expire(end + EXPIRY - 1);
        assertThat(list.byPosition()).hasSize(1);
        list.expire(end + EXPIRY);
        assertThat(list.byPosition()).isEmpty();
    }

    @Test
    void othersDoNotChangeARiderOfThePrimarySource() {
        list.refresh(List.of(SimulatedEvent.rider(1, 100)), true, NOW);
        list.refresh(List.of(SimulatedEvent.rider(1, 90), SimulatedEvent.rider(2, 100)), false, NOW + EXPIRY - 1);

        assertThat(list.byPosition())
                .containsExactlyInAnyOrder(SimulatedEvent.rider(1, 100), SimulatedEvent.rider(2, 100));
        assertThat(list.byPosition(true)).containsExactly(SimulatedEvent.rider(1, 100));
        assertThat(list.byPosition(false)).containsExactly(SimulatedEvent.rider(2, 100));
        list.expire(NOW + EXPIRY);
        assertThat(list.byPosition()).as("nor keep it").containsExactly(SimulatedEvent.rider(2, 100));
    }

    @Test
    void othersCountAgainWhenThePrimarySourceIsSilentAboutARider() {
        list.refresh(List.of(SimulatedEvent.rider(1, 100)), true, NOW);
        list.refresh(List.of(SimulatedEvent.rider(1, 200)), false, NOW + EXPIRY);

        assertThat(list.byPosition()).containsExactly(SimulatedEvent.rider(1, 200));
    }

    @Test
    void thePrimarySourceReplacesWhatOthersSaid() {
        list.refresh(List.of(SimulatedEvent.rider(1, 100)), false, NOW);
        list.refresh(List.of(SimulatedEvent.rider(1, 90)), true, NOW);
        list.refresh(List.of(SimulatedEvent.rider(1, 100)), false, NOW);

        assertThat(list.byPosition()).containsExactly(SimulatedEvent.rider(1, 90));
    }

    private static OnCourseEntry at(Integer position, Integer bib) {
        return entry(SimulatedEvent.race(1), "rider." + position + "." + bib, position, bib);
    }

    private static OnCourseEntry entry(RaceId race, String participant, Integer position, Integer bib) {
        return new OnCourseEntry(
                race,
                new ParticipantId(participant),
                bib,
                null,
                null,
                position,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}

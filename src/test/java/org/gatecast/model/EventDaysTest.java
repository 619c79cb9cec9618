package org.gatecast.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventDaysTest {
    private static final LocalDate FRIDAY = LocalDate.of(2026, 6, 19);
    private static final EventDays DAYS = new EventDays(FRIDAY, FRIDAY.plusDays(1));

    @Test
    void theDaysAreTheDatesOfTheEvent() {
        assertThat(EventDays.of(dated("2026-06-19", "2026-06-20T18:00:00+02:00")))
                .contains(DAYS);
        assertThat(EventDays.of(dated("2026-06-19", null))).contains(new EventDays(FRIDAY, FRIDAY));
        assertThat(EventDays.of(dated("soon", "2026-06-19"))).contains(new EventDays(FRIDAY, FRIDAY));
        assertThat(EventDays.of(dated(null, "next summer"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "RUNNING, 2026-06-17, true",
        "RUNNING, 2026-06-18, false",
        "RUNNING, 2026-06-21, false",
        "RUNNING, 2026-06-22, true",
        "STARTLIST, 2026-01-01, false",
        "DRAFT, 2026-06-22, true",
        "FINISHED, 2027-06-20, false"
    })
    void daysAreDoubtedWhenTheyCannotBeRight(EventStatus status, LocalDate today, boolean doubted) {
        assertThat(DAYS.doubt(status, today).isPresent()).isEqualTo(doubted);
    }

    @Test
    void theDoubtNamesTheDays() {
        assertThat(DAYS.doubt(EventStatus.RUNNING, LocalDate.of(2026, 11, 22)))
                .contains(
                        "The event's days are 2026-06-19 to 2026-06-20, but today is 2026-11-22. Check the dates in the"
                                + " timing program, or change the event's days.");
    }

    private static EventDetails dated(String start, String end) {
        return new EventDetails("T", null, null, null, start, end, null);
    }
}

package org.gatecast.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.gatecast.config.Settings;
import org.gatecast.config.SettingsLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a key works: by its organiser's dates, and for some days after a call was accepted with it. */
class KeyValidityTest {
    private static final Settings.Security SETTINGS =
            SettingsLoader.load(Map.of()).security();
    private static final int DAYS = SETTINGS.keyValidAfterUseDays();

    @ParameterizedTest
    @CsvSource({
        "2026-06-20, 2026-06-21, 2026-06-10T00:00:00Z, 2026-06-27T00:00:00Z",
        "2026-06-20, , 2026-06-10T00:00:00Z, ",
        ", 2026-06-21, , 2026-06-27T00:00:00Z",
        ", , , ",
        "next Sunday, 2026-06-21T18:00:00, , 2026-06-26T18:00:00Z"
    })
    void aBoundThatTheOrganiserDidNotDateIsOpen(String startDate, String endDate, Instant from, Instant until) {
        assertThat(KeyValidity.of(new OrganiserDates(startDate, endDate), SETTINGS.keyMargins()))
                .isEqualTo(new KeyValidity(from, until));
    }

    @Test
    void aKeyThatNobodyUsedGoesByTheDates() {
        KeyValidity window = window("2026-06-10T00:00:00Z", "2026-06-27T00:00:00Z");
        assertThat(window.of(key(null), at("2026-06-27T00:00:00Z"), DAYS)).isEqualTo(window);
    }

    @ParameterizedTest
    @CsvSource({
        // accepted, now, works
        "2026-06-26T23:00:00Z, 2026-06-27T00:00:01Z, true",
        "2026-06-26T23:00:00Z, 2026-07-02T00:00:00Z, true",
        "2026-06-26T23:00:00Z, 2026-07-02T00:00:01Z, false",
        // Out of use for long: the dates alone count.
        "2026-06-12T00:00:00Z, 2026-06-27T00:00:00Z, true",
        "2026-06-12T00:00:00Z, 2026-06-27T00:00:01Z, false",
        // The organiser moved the event to later while the key was in use.
        "2026-06-01T12:00:00Z, 2026-06-06T12:00:00Z, true",
        "2026-06-01T12:00:00Z, 2026-06-06T13:00:01Z, false",
        "2026-06-01T12:00:00Z, 2026-06-10T00:00:00Z, true",
        // A use that lies ahead, since the clock was set back, is none.
        "2026-07-20T00:00:00Z, 2026-07-01T00:00:00Z, false"
    })
    void aKeyInUseWorksForFiveMoreDaysAtLeastAndAnHourMoreAtMost(Instant accepted, Instant now, boolean works) {
        KeyValidity window = window("2026-06-10T00:00:00Z", "2026-06-27T00:00:00Z");
        assertThat(window.of(key(accepted), now, DAYS).includes(now)).isEqualTo(works);
    }

    @Test
    void anOpenWindowStaysOpen() {
        KeyValidity open = new KeyValidity(null, null);
        assertThat(open.of(key(at("2026-06-01T12:00:00Z")), at("2036-06-01T12:00:00Z"), DAYS))
                .isEqualTo(open);
    }

    private static EventKey key(Instant acceptedAt) {
        return new EventKey("id", "value", Instant.EPOCH, null, acceptedAt);
    }

    private static KeyValidity window(String from, String until) {
        return new KeyValidity(at(from), at(until));
    }

    private static Instant at(String text) {
        return Instant.parse(text);
    }
}

package org.gatecast.canoe123.push;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VenueClockTest {
    @ParameterizedTest
    @CsvSource({
        // now, the venue's clock, the timestamp
        "2026-06-20T08:35:00Z, 10:34:40.123, 2026-06-20T10:34:40.123+02:00",
        "2026-01-20T09:35:00Z, 10:34:40.120, 2026-01-20T10:34:40.120+01:00",
        "2026-06-20T22:00:10Z, 23:59:50.500, 2026-06-20T23:59:50.500+02:00",
        "2026-06-20T21:59:50Z, 00:00:05.250, 2026-06-21T00:00:05.250+02:00",
        "2026-06-20T08:35:00Z, 13:00:00.000, 2026-06-20T13:00:00.000+02:00",
    })
    void theDateIsTheOneNearestToNowAndTheZoneIsTheMachines(Instant now, LocalTime time, String timestamp) {
        Clock prague = Clock.fixed(now, ZoneId.of("Europe/Prague"));

        assertThat(new VenueClock(prague, prague.getZone()).timestamp(time)).isEqualTo(timestamp);
    }

    @Test
    void aMissingTimeStaysMissing() {
        assertThat(new VenueClock(Clock.systemUTC(), ZoneOffset.UTC).timestamp(null))
                .isNull();
    }
}

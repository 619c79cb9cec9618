package org.gatecast.canoe123.push;

import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Turns the venue's times of day, which have neither date nor zone, into timestamps. The zone is that of the machine the
 * booth runs on. The date is the one with which the time is nearest to now, so that a race may run over midnight and the
 * two clocks may differ by hours. This is the only place that knows of zones.
 */
public final class VenueClock {
    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSXXX", Locale.ROOT);
    private static final Duration HALF_A_DAY = Duration.ofHours(12);

    private final Clock clock;
    private final ZoneId zone;

    /**
     * @param zone the venue's
     */
    public VenueClock(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /** ISO 8601 with the offset, {@code 2026-06-20T10:34:40.123+02:00}; {@code null} for {@code null}. */
    String timestamp(LocalTime time) {
        if (time == null) {
            return null;
        }
        ZonedDateTime now = clock.instant().atZone(zone);
        LocalDateTime local = now.toLocalDateTime().with(time);
        Duration ahead = Duration.between(now.toLocalDateTime(), local);
        if (ahead.compareTo(HALF_A_DAY) > 0) {
            local = local.minusDays(1);
        } else if (ahead.compareTo(HALF_A_DAY.negated()) < 0) {
            local = local.plusDays(1);
        }
        return TIMESTAMP.format(local.atZone(now.getZone()));
    }
}

package org.gatecast.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.gatecast.config.Settings;
import org.gatecast.model.EventDetails;

/**
 * When an event's key works: from some days before the event starts until some days after it ends; a bound whose date
 * is not known is open. A date without a time is the whole day, one without an offset is UTC.
 *
 * @param from {@code null} when open
 * @param until {@code null} when open
 */
record KeyValidity(Instant from, Instant until) {

    static KeyValidity of(EventDetails details, Settings.Security settings) {
        Instant start = instant(details.startDate(), 0);
        Instant end = instant(details.endDate(), 1);
        return new KeyValidity(
                start == null ? null : start.minus(settings.keyValidBeforeDays(), ChronoUnit.DAYS),
                end == null ? null : end.plus(settings.keyValidAfterDays(), ChronoUnit.DAYS));
    }

    boolean hasBegun(Instant now) {
        return from == null || !now.isBefore(from);
    }

    boolean hasEnded(Instant now) {
        return until != null && now.isAfter(until);
    }

    /** {@code null} for no date, and for text that is none: an export's dates are passed through unread. */
    static Instant instant(String text, int daysForWholeDay) {
        if (text == null) {
            return null;
        }
        try {
            if (!text.contains("T")) {
                return LocalDate.parse(text)
                        .plusDays(daysForWholeDay)
                        .atStartOfDay(ZoneOffset.UTC)
                        .toInstant();
            }
            boolean offset =
                    text.endsWith("Z") || text.lastIndexOf('+') > 0 || text.lastIndexOf('-') > text.indexOf('T');
            return offset
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            return null;
        }
    }
}

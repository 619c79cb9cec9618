package org.gatecast.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.gatecast.config.Settings;
import org.gatecast.model.EventKey;
import org.gatecast.model.OrganiserDates;

/**
 * When an event's keys work: from some days before the event starts until some days after it ends, by its organiser's
 * word; a bound that the organiser did not date is open. A date without a time is the whole day, one without an offset is
 * UTC.
 *
 * @param from {@code null} when open
 * @param until {@code null} when open
 */
record KeyValidity(Instant from, Instant until) {

    static KeyValidity of(OrganiserDates dates, Settings.Security settings) {
        Instant start = instant(dates.startDate(), 0);
        Instant end = instant(dates.endDate(), 1);
        return new KeyValidity(
                start == null ? null : start.minus(settings.keyValidBeforeDays(), ChronoUnit.DAYS),
                end == null ? null : end.plus(settings.keyValidAfterDays(), ChronoUnit.DAYS));
    }

    /**
     * This window for one key at one time: a key with which a call was accepted works for some days more, wherever the
     * window lies.
     *
     * @param days counted from the last call
     */
    KeyValidity of(EventKey key, Instant now, int days) {
        if (key.acceptedAt() == null || now.isBefore(key.acceptedAt())) {
            return this;
        }
        Instant inUseUntil = key.acceptedAt().plus(EventKey.NOTED_EVERY).plus(days, ChronoUnit.DAYS);
        if (!hasBegun(now) && !now.isAfter(inUseUntil)) {
            return new KeyValidity(key.acceptedAt(), inUseUntil);
        }
        return until != null && until.isBefore(inUseUntil) ? new KeyValidity(from, inUseUntil) : this;
    }

    boolean includes(Instant now) {
        return hasBegun(now) && !hasEnded(now);
    }

    boolean hasBegun(Instant now) {
        return from == null || !now.isBefore(from);
    }

    boolean hasEnded(Instant now) {
        return until != null && now.isAfter(until);
    }

    /** {@code null} for no date, and for text that is none. */
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

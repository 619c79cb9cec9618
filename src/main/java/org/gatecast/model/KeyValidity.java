package org.gatecast.model;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * The time in which an event's keys work: from some days before the organiser's start date until some days after the
 * organiser's end date. Without a date, that end is open and {@code null}. A date without a time means the whole day; a
 * time without an offset is UTC.
 */
public record KeyValidity(Instant from, Instant until) {

    /** For how many days keys work before an event's start, after its end, and after an accepted call. */
    public record Margins(int daysBefore, int daysAfter, int daysAfterUse) {}

    public static KeyValidity of(OrganiserDates dates, Margins margins) {
        Instant start = instant(dates.startDate(), 0);
        Instant end = instant(dates.endDate(), 1);
        return new KeyValidity(
                start == null ? null : start.minus(margins.daysBefore(), ChronoUnit.DAYS),
                end == null ? null : end.plus(margins.daysAfter(), ChronoUnit.DAYS));
    }

    /**
     * This time for one key: after an accepted call, the key works for some days more, even outside this time.
     *
     * @param days counted from the last call
     */
    public KeyValidity of(EventKey key, Instant now, int days) {
        if (key.lastUsedAt() == null || now.isBefore(key.lastUsedAt())) {
            return this;
        }
        Instant inUseUntil = key.lastUsedAt().plus(EventKey.RECORD_INTERVAL).plus(days, ChronoUnit.DAYS);
        if (!hasBegun(now) && !now.isAfter(inUseUntil)) {
            return new KeyValidity(key.lastUsedAt(), inUseUntil);
        }
        return until != null && until.isBefore(inUseUntil) ? new KeyValidity(from, inUseUntil) : this;
    }

    public boolean includes(Instant now) {
        return hasBegun(now) && !hasEnded(now);
    }

    public boolean hasBegun(Instant now) {
        return from == null || !now.isBefore(from);
    }

    public boolean hasEnded(Instant now) {
        return until != null && now.isAfter(until);
    }

    /** Why a key does not work at {@code now}; empty if it does. */
    public Optional<Refusal> refusal(EventKey key, Instant now) {
        if (!key.isValidAt(now)) {
            return unauthorized("was replaced by another, and stopped working at " + key.validUntil() + ".");
        }
        if (!hasBegun(now)) {
            return unauthorized("is not valid before " + from + ".");
        }
        return hasEnded(now) ? unauthorized("expired at " + until + ".") : Optional.empty();
    }

    private static Optional<Refusal> unauthorized(String what) {
        return Optional.of(new Refusal(ErrorCode.Unauthorized, "The key in X-API-Key " + what));
    }

    /** {@code null} for {@code null} and for text that is no date. */
    public static Instant instant(String text, int daysForWholeDay) {
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

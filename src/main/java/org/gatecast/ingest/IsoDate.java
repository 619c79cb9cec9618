package org.gatecast.ingest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * A date as an organiser may write it, in ISO 8601: a day, a day and time, or a day, time and offset.
 *
 * @param local the date and time as written; a day alone is its beginning
 * @param offset {@code null} where none is written
 * @param isDay whether only a day is written
 */
record IsoDate(LocalDateTime local, ZoneOffset offset, boolean isDay) {

    /** The date that {@code text} says, {@code null} when it says none. */
    static IsoDate of(String text) {
        IsoDate date = parse(text);
        return date != null && isSaneYear(date.local.getYear()) ? date : null;
    }

    /** A year that a competition or an export can be in; others would only break what counts with them. */
    static boolean isSaneYear(int year) {
        return year >= 1970 && year <= 9999;
    }

    private static IsoDate parse(String text) {
        try {
            OffsetDateTime dateTime = OffsetDateTime.parse(text);
            return new IsoDate(dateTime.toLocalDateTime(), dateTime.getOffset(), false);
        } catch (DateTimeException notThis) {
            return parseWithoutOffset(text);
        }
    }

    private static IsoDate parseWithoutOffset(String text) {
        try {
            return text.length() <= 10
                    ? new IsoDate(LocalDate.parse(text).atStartOfDay(), null, true)
                    : new IsoDate(LocalDateTime.parse(text), null, false);
        } catch (DateTimeException e) {
            return null;
        }
    }

    /** Whether an event that ends now would end before it starts; a day alone ends with its last moment. */
    boolean endsBefore(IsoDate start) {
        if (offset != null && start.offset != null) {
            return local.toInstant(offset).isBefore(start.local.toInstant(start.offset));
        }
        LocalDateTime end = isDay ? local.with(LocalTime.MAX) : local;
        return end.isBefore(start.local);
    }
}

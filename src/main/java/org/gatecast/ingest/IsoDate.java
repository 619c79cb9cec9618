package org.gatecast.ingest;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;

/**
 * An ISO 8601 date: a day, a day and time, or a day, time and offset.
 *
 * @param local the date and time as written; for a day without a time, its beginning
 * @param offset {@code null} if none is written
 * @param isDay whether there is no time
 */
public record IsoDate(LocalDateTime local, ZoneOffset offset, boolean isDay) {

    /** The date in {@code text}, {@code null} if it is none. */
    public static IsoDate of(String text) {
        IsoDate date = parse(text);
        return date != null && isSaneYear(date.local.getYear()) ? date : null;
    }

    /** Whether a year is plausible; other years would only break calculations. */
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

    /** Whether this end date is before {@code start}; a day without a time ends with its last moment. */
    public boolean endsBefore(IsoDate start) {
        if (offset != null && start.offset != null) {
            return local.toInstant(offset).isBefore(start.local.toInstant(start.offset));
        }
        LocalDateTime end = isDay ? local.with(LocalTime.MAX) : local;
        return end.isBefore(start.local);
    }
}

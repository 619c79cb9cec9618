package org.gatecast.model;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;

/** The first and the last day of an event, as spectators are shown them. */
public record EventDays(LocalDate first, LocalDate last) {
    private static final int DATE_CHARS = 10;

    /** Empty if the event has no date. With only one of the two, the event has one day. */
    public static Optional<EventDays> of(EventDetails details) {
        Optional<LocalDate> start = day(details.startDate());
        Optional<LocalDate> end = day(details.endDate());
        return start.or(() -> end).map(first -> new EventDays(first, end.orElse(first)));
    }

    /**
     * A sentence for the organiser if the days cannot be right: they are over and the event is not finished, or the event is
     * running and they have not begun. A day more or less is allowed for time zones.
     *
     * @param today in UTC
     */
    public Optional<String> doubt(EventStatus status, LocalDate today) {
        boolean over = last.plusDays(1).isBefore(today) && status.compareTo(EventStatus.FINISHED) < 0;
        boolean early = first.minusDays(1).isAfter(today) && status == EventStatus.RUNNING;
        if (!over && !early) {
            return Optional.empty();
        }
        return Optional.of("The event's days are " + first + " to " + last + ", but today is " + today
                + ". Check the dates in the timing program, or change the event's days.");
    }

    private static Optional<LocalDate> day(String date) {
        if (date == null || date.length() < DATE_CHARS) {
            return Optional.empty();
        }
        try {
            return Optional.of(LocalDate.parse(date.substring(0, DATE_CHARS)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}

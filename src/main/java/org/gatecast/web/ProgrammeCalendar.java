package org.gatecast.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.gatecast.model.EventMeta;
import org.gatecast.model.Race;
import org.gatecast.snapshot.EventSnapshot;

/**
 * The programme of an event as iCalendar (RFC 5545): one VEVENT for each race with a start time. A subscribed calendar is read again
 * and replaced as a whole, so a race needs no SEQUENCE. Start times with an offset are written in UTC, others as local time, which
 * calendars show as it is. Pure.
 */
final class ProgrammeCalendar {
    /** How long the last race before a gap is taken to last; the programme has no end times. */
    private static final Duration USUAL = Duration.ofHours(1);

    private static final int CANCELLED = 7;
    /** Rescheduled and postponed. */
    private static final List<Integer> UNCERTAIN = List.of(12, 13);

    private static final int MAX_LINE_BYTES = 75;
    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");
    private static final Pattern LINE_BREAK = Pattern.compile("\\R");
    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private final StringBuilder lines = new StringBuilder();
    private final Translations texts;
    private final EventSnapshot event;
    private final String origin;
    /** In the order of the programme, without races that have none. */
    private final Map<Race, Start> starts = new LinkedHashMap<>();

    private final NavigableSet<LocalDateTime> utcStarts = new TreeSet<>();
    private final NavigableSet<LocalDateTime> localStarts = new TreeSet<>();

    /** A start: with an offset in UTC, without one as local time. */
    private record Start(LocalDateTime time, boolean isUtc) {
        static Start of(Race race) {
            if (race.startTime() == null) {
                return null;
            }
            try {
                OffsetDateTime time = OffsetDateTime.parse(race.startTime());
                return new Start(time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime(), true);
            } catch (DateTimeException notThis) {
                try {
                    return new Start(LocalDateTime.parse(race.startTime()), false);
                } catch (DateTimeException none) {
                    return null;
                }
            }
        }

        String text(Duration later) {
            return BASIC.format(time.plus(later)) + (isUtc ? "Z" : "");
        }
    }

    private ProgrammeCalendar(Translations texts, EventSnapshot event, String origin) {
        this.texts = texts;
        this.event = event;
        this.origin = origin;
        for (Race race : event.races()) {
            Start start = Start.of(race);
            if (start != null) {
                starts.put(race, start);
                comparable(start).add(start.time());
            }
        }
    }

    /** All starts of the same kind. */
    private NavigableSet<LocalDateTime> comparable(Start start) {
        return start.isUtc() ? utcStarts : localStarts;
    }

    static byte[] of(Translations texts, EventSnapshot event, String origin) {
        ProgrammeCalendar calendar = new ProgrammeCalendar(texts, event, origin);
        calendar.write();
        return calendar.lines.toString().getBytes(UTF_8);
    }

    private void write() {
        line("BEGIN:VCALENDAR");
        line("VERSION:2.0");
        line("PRODID:-//Gatecast//Programme//EN");
        line("METHOD:PUBLISH");
        line("X-WR-CALNAME:" + escaped(event.meta().details().mainTitle()));
        line("REFRESH-INTERVAL;VALUE=DURATION:PT15M");
        starts.forEach(this::write);
        if (starts.isEmpty()) {
            writeTimeZone();
        }
        line("END:VCALENDAR");
    }

    /** A calendar must have a component, and there are programs that refuse one without. */
    private void writeTimeZone() {
        line("BEGIN:VTIMEZONE");
        line("TZID:UTC");
        line("BEGIN:STANDARD");
        line("DTSTART:19700101T000000");
        line("TZOFFSETFROM:+0000");
        line("TZOFFSETTO:+0000");
        line("END:STANDARD");
        line("END:VTIMEZONE");
    }

    private void write(Race race, Start start) {
        EventMeta meta = event.meta();
        String page = origin + PagePath.race(meta.eventId(), race.raceId());
        String place = PageMetadata.place(meta.details());
        line("BEGIN:VEVENT");
        line("UID:" + PagePath.race(meta.eventId(), race.raceId()) + "@" + host());
        line("DTSTAMP:" + utc(meta.statusChangedAt()));
        line("DTSTART:" + start.text(Duration.ZERO));
        line("DTEND:" + start.text(untilNext(start)));
        line("SUMMARY:"
                + escaped(PageMetadata.raceTitle(texts, event, race) + " · "
                        + meta.details().mainTitle()));
        if (!place.isEmpty()) {
            line("LOCATION:" + escaped(place));
        }
        line("URL:" + page);
        line("STATUS:" + status(race.raceStatus()));
        line("END:VEVENT");
    }

    /** Until the next race of the programme, if that is soon. */
    private Duration untilNext(Start start) {
        LocalDateTime next = comparable(start).higher(start.time());
        if (next == null) {
            return USUAL;
        }
        Duration gap = Duration.between(start.time(), next);
        return gap.compareTo(USUAL) < 0 ? gap : USUAL;
    }

    private static String status(Integer number) {
        if (number == null) {
            return "CONFIRMED";
        }
        return number == CANCELLED ? "CANCELLED" : UNCERTAIN.contains(number) ? "TENTATIVE" : "CONFIRMED";
    }

    private String host() {
        try {
            return Objects.requireNonNullElse(URI.create(origin).getHost(), "gatecast");
        } catch (IllegalArgumentException e) {
            return "gatecast";
        }
    }

    private static String utc(Instant time) {
        return BASIC.format(time.atOffset(ZoneOffset.UTC)) + "Z";
    }

    private static String escaped(String text) {
        String special = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,");
        return CONTROL.matcher(LINE_BREAK.matcher(special).replaceAll("\\\\n")).replaceAll(" ");
    }

    /** Folds a line at 75 octets, never within a character. */
    private void line(String content) {
        int bytes = 0;
        for (int i = 0; i < content.length(); ) {
            String character = Character.toString(content.codePointAt(i));
            int length = character.getBytes(UTF_8).length;
            if (bytes + length > MAX_LINE_BYTES) {
                lines.append("\r\n ");
                bytes = 1;
            }
            lines.append(character);
            bytes += length;
            i += character.length();
        }
        lines.append("\r\n");
    }
}

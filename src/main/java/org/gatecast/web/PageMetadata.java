package org.gatecast.web;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventMeta;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;
import org.gatecast.snapshot.ResultRow;

/** Title and description of a page, for browser tabs, search engines and shared links. */
record PageMetadata(String title, String description) {
    private static final int LEADERS = 3;
    /** Race status of the timing system: cancelled, rescheduled, postponed. */
    private static final Set<Integer> NOT_HELD = Set.of(7, 12, 13);

    static PageMetadata events(Translations texts, Operator operator) {
        return new PageMetadata(operator.siteName() + " · " + texts.text("title.events"), texts.text("title.about"));
    }

    static PageMetadata missing(Translations texts, Operator operator) {
        return new PageMetadata(operator.siteName() + " · " + texts.text("title.missing"), texts.text("missing.about"));
    }

    static PageMetadata event(Translations texts, EventSnapshot snapshot) {
        EventMeta meta = snapshot.meta();
        EventDetails details = meta.details();
        return new PageMetadata(
                details.mainTitle(),
                joined(
                        " · ",
                        details.subTitle(),
                        days(texts, details),
                        place(details),
                        texts.text("status." + meta.status().json())));
    }

    /** The day of an event, or its first and last one. Empty if there is none. */
    static String days(Translations texts, EventDetails details) {
        String from = texts.date(details.startDate());
        String to = texts.date(details.endDate());
        return from.equals(to) ? from : joined(" – ", from, to);
    }

    static String imagePath(EventMeta meta) {
        return "/api/v1/events/" + meta.eventId() + "/image";
    }

    /** Location and facility; only one of them if it has the other in its name. Empty if there is none. */
    static String place(EventDetails details) {
        String location = Objects.requireNonNullElse(details.location(), "").strip();
        String facility = Objects.requireNonNullElse(details.facility(), "").strip();
        if (facility.toLowerCase(Locale.ROOT).contains(location.toLowerCase(Locale.ROOT))) {
            return facility;
        }
        return location.toLowerCase(Locale.ROOT).contains(facility.toLowerCase(Locale.ROOT))
                ? location
                : location + ", " + facility;
    }

    /**
     * @param catId names only the leaders of this category; {@code null} for all
     */
    static PageMetadata race(Translations texts, EventSnapshot snapshot, RaceTable table, String catId) {
        PageMetadata event = event(texts, snapshot);
        String category = category(snapshot, catId);
        String leaders = RaceLeader.of(table, category == null ? null : catId).stream()
                .limit(LEADERS)
                .map(leader -> leader.rank() + ". " + leader.row().name() + ' ' + seconds(leader.total()))
                .collect(Collectors.joining(", "));
        return new PageMetadata(
                joined(" · ", raceTitle(texts, snapshot, table.race()), category, event.title()),
                joined(
                        " · ",
                        notHeld(texts, table.race()),
                        leaders,
                        hasOwnTitle(table.race()) ? raceName(texts, snapshot, table.race()) : null,
                        event.description()));
    }

    /** The name of a category, or its id; {@code null} if the event has none of this id. */
    static String category(EventSnapshot snapshot, String catId) {
        return snapshot.categories().stream()
                .filter(one -> one.catId().equals(catId))
                .map(one -> Objects.requireNonNullElse(one.name(), catId))
                .findFirst()
                .orElse(null);
    }

    /** {@code null} if the race is held. */
    static String notHeld(Translations texts, Race race) {
        return race.raceStatus() != null && NOT_HELD.contains(race.raceStatus())
                ? texts.text("raceStatus." + race.raceStatus())
                : null;
    }

    static PageMetadata rider(Translations texts, EventSnapshot snapshot, RaceTable table, ResultRow row) {
        PageMetadata event = event(texts, snapshot);
        String result = RaceLeader.of(table, null).stream()
                .filter(leader -> leader.row().equals(row))
                .map(leader -> leader.rank() + ". " + seconds(leader.total()))
                .findFirst()
                .orElse(row.status());
        return new PageMetadata(
                joined(" · ", row.name(), raceTitle(texts, snapshot, table.race()), event.title()),
                joined(" · ", result, row.club(), event.description()));
    }

    /** The title that the organiser gave the race in the timing program, else its name. */
    static String raceTitle(Translations texts, EventSnapshot snapshot, Race race) {
        return hasOwnTitle(race) ? race.customTitle() : raceName(texts, snapshot, race);
    }

    private static boolean hasOwnTitle(Race race) {
        return race.customTitle() != null && !race.customTitle().isBlank();
    }

    /** Class and run, in the language of the reader. */
    static String raceName(Translations texts, EventSnapshot snapshot, Race race) {
        String raceClass = snapshot.classes().stream()
                .filter(one -> one.classId().equals(race.classId()))
                .map(PageMetadata::className)
                .findFirst()
                .orElse(race.classId().value());
        return raceClass + ", " + texts.text("raceType." + race.raceType().json());
    }

    private static String className(RaceClass raceClass) {
        return Stream.of(
                        raceClass.longTitle(),
                        raceClass.name(),
                        raceClass.classId().value())
                .filter(name -> name != null && !name.isBlank())
                .findFirst()
                .orElseThrow();
    }

    static String seconds(Integer hundredths) {
        return hundredths == null ? "" : String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
    }

    static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(separator));
    }
}

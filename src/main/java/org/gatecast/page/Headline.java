package org.gatecast.page;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventMeta;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.picture.EventPicture;
import org.gatecast.picture.RaceTable;
import org.gatecast.picture.ResultRow;

/**
 * What a tab, a search engine and a shared link show of a page.
 *
 * @param image path of a picture, or {@code null}
 */
record Headline(String title, String description, String image) {
    private static final int LEADERS = 3;
    /** Cancelled, rescheduled, postponed. */
    private static final Set<Integer> NOT_HELD = Set.of(7, 12, 13);

    static Headline events(Dictionary words) {
        return new Headline("Gatecast · " + words.word("title.events"), words.word("title.about"), null);
    }

    static Headline missing(Dictionary words) {
        return new Headline("Gatecast · " + words.word("title.missing"), words.word("missing.about"), null);
    }

    static Headline event(Dictionary words, EventPicture picture) {
        EventMeta meta = picture.meta();
        EventDetails details = meta.details();
        String from = words.day(details.startDate());
        String to = words.day(details.endDate());
        return new Headline(
                details.mainTitle(),
                joined(
                        " · ",
                        details.subTitle(),
                        from.equals(to) ? from : joined(" – ", from, to),
                        joined(", ", details.location(), details.facility()),
                        words.word("status." + meta.status().json())),
                meta.imageType() == null ? null : "/api/v1/events/" + meta.eventId() + "/image");
    }

    /** A race, or of it one category; its leaders as they stand now. */
    static Headline race(Dictionary words, EventPicture picture, RaceTable table, String catId) {
        Headline event = event(words, picture);
        String category = picture.categories().stream()
                .filter(one -> one.catId().equals(catId))
                .map(one -> Objects.requireNonNullElse(one.name(), catId))
                .findFirst()
                .orElse(null);
        String leaders = Leaders.of(table, category == null ? null : catId).stream()
                .limit(LEADERS)
                .map(leader -> leader.rank() + ". " + leader.row().name() + ' ' + seconds(leader.total()))
                .collect(Collectors.joining(", "));
        return new Headline(
                joined(" · ", raceName(words, picture, table.race()), category, event.title()),
                joined(" · ", notHeld(words, table.race()), leaders, event.description()),
                event.image());
    }

    /** That a race does not take place, or not when it was to; {@code null} if neither. */
    private static String notHeld(Dictionary words, Race race) {
        return race.raceStatus() != null && NOT_HELD.contains(race.raceStatus())
                ? words.word("raceStatus." + race.raceStatus())
                : null;
    }

    /** One rider in a race, with what he has achieved so far. */
    static Headline rider(Dictionary words, EventPicture picture, RaceTable table, ResultRow row) {
        Headline event = event(words, picture);
        String result = Leaders.of(table, null).stream()
                .filter(leader -> leader.row().equals(row))
                .map(leader -> leader.rank() + ". " + seconds(leader.total()))
                .findFirst()
                .orElse(row.status());
        return new Headline(
                joined(" · ", row.name(), raceName(words, picture, table.race()), event.title()),
                joined(" · ", result, row.club(), event.description()),
                event.image());
    }

    private static String raceName(Dictionary words, EventPicture picture, Race race) {
        String raceClass = picture.classes().stream()
                .filter(one -> one.classId().equals(race.classId()))
                .map(Headline::className)
                .findFirst()
                .orElse(race.classId().value());
        return raceClass + ", " + words.word("raceType." + race.raceType().json());
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

    private static String seconds(Integer hundredths) {
        return hundredths == null ? "" : String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(separator));
    }
}

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

/**
 * What a tab, a search engine and a shared link show of a page.
 *
 * @param image path of a picture, or {@code null}
 */
record PageMetadata(String title, String description, String image) {
    private static final int LEADERS = 3;
    /** Cancelled, rescheduled, postponed. */
    private static final Set<Integer> NOT_HELD = Set.of(7, 12, 13);

    static PageMetadata events(Translations words) {
        return new PageMetadata("Gatecast · " + words.word("title.events"), words.word("title.about"), null);
    }

    static PageMetadata missing(Translations words) {
        return new PageMetadata("Gatecast · " + words.word("title.missing"), words.word("missing.about"), null);
    }

    static PageMetadata event(Translations words, EventSnapshot snapshot) {
        EventMeta meta = snapshot.meta();
        EventDetails details = meta.details();
        String from = words.day(details.startDate());
        String to = words.day(details.endDate());
        return new PageMetadata(
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
    static PageMetadata race(Translations words, EventSnapshot snapshot, RaceTable table, String catId) {
        PageMetadata event = event(words, snapshot);
        String category = snapshot.categories().stream()
                .filter(one -> one.catId().equals(catId))
                .map(one -> Objects.requireNonNullElse(one.name(), catId))
                .findFirst()
                .orElse(null);
        String leaders = RaceLeader.of(table, category == null ? null : catId).stream()
                .limit(LEADERS)
                .map(leader -> leader.rank() + ". " + leader.row().name() + ' ' + seconds(leader.total()))
                .collect(Collectors.joining(", "));
        return new PageMetadata(
                joined(" · ", raceName(words, snapshot, table.race()), category, event.title()),
                joined(" · ", notHeld(words, table.race()), leaders, event.description()),
                event.image());
    }

    /** That a race does not take place, or not when it was to; {@code null} if neither. */
    private static String notHeld(Translations words, Race race) {
        return race.raceStatus() != null && NOT_HELD.contains(race.raceStatus())
                ? words.word("raceStatus." + race.raceStatus())
                : null;
    }

    /** One rider in a race, with what he has achieved so far. */
    static PageMetadata rider(Translations words, EventSnapshot snapshot, RaceTable table, ResultRow row) {
        PageMetadata event = event(words, snapshot);
        String result = RaceLeader.of(table, null).stream()
                .filter(leader -> leader.row().equals(row))
                .map(leader -> leader.rank() + ". " + seconds(leader.total()))
                .findFirst()
                .orElse(row.status());
        return new PageMetadata(
                joined(" · ", row.name(), raceName(words, snapshot, table.race()), event.title()),
                joined(" · ", result, row.club(), event.description()),
                event.image());
    }

    private static String raceName(Translations words, EventSnapshot snapshot, Race race) {
        String raceClass = snapshot.classes().stream()
                .filter(one -> one.classId().equals(race.classId()))
                .map(PageMetadata::className)
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

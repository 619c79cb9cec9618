package org.gatecast.page;

import java.util.Locale;
import java.util.Objects;
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
        String leaders = table.rows().stream()
                .filter(row -> category == null ? row.rnk() != null : catId.equals(row.catId()) && row.catRnk() != null)
                .limit(LEADERS)
                .map(row ->
                        (category == null ? row.rnk() : row.catRnk()) + ". " + row.name() + ' ' + seconds(best(row)))
                .collect(Collectors.joining(", "));
        return new Headline(
                joined(" · ", raceName(words, picture, table.race()), category, event.title()),
                joined(" · ", leaders, event.description()),
                event.image());
    }

    /** One rider in a race, with what he has achieved so far. */
    static Headline rider(Dictionary words, EventPicture picture, RaceTable table, ResultRow row) {
        Headline event = event(words, picture);
        String result = row.rnk() == null ? row.status() : row.rnk() + ". " + seconds(best(row));
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

    private static Integer best(ResultRow row) {
        return row.bestRun() == null ? row.total() : row.bestRun().totalTotal();
    }

    private static String seconds(Integer hundredths) {
        return hundredths == null ? "" : String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
    }

    private static String joined(String separator, String... parts) {
        return Stream.of(parts).filter(part -> part != null && !part.isBlank()).collect(Collectors.joining(separator));
    }
}

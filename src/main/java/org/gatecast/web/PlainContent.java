package org.gatecast.web;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.RaceTable;

/**
 * What a page says without its script, to search engines and old phones: links to other pages, and the ranked rows of a race.
 *
 * @param links with {@code href} and {@code text}
 * @param rows with {@code rank}, {@code bib}, {@code name}, {@code club} and {@code total}
 */
record PlainContent(List<Map<String, String>> links, List<Map<String, String>> rows) {
    static final PlainContent NOTHING = new PlainContent(List.of(), List.of());

    /** Links to the events, except drafts. */
    static PlainContent events(Collection<EventSnapshot> events) {
        return ofLinks(events.stream()
                .filter(event -> event.meta().status().isPublic())
                .map(event -> link(
                        PagePath.event(event.meta().eventId()),
                        event.meta().details().mainTitle()))
                .toList());
    }

    /** Links to the races of an event. */
    static PlainContent races(Translations texts, EventSnapshot event) {
        return ofLinks(event.races().stream()
                .map(race -> link(
                        PagePath.race(event.meta().eventId(), race.raceId()),
                        PageMetadata.raceName(texts, event, race)))
                .toList());
    }

    /**
     * The ranked rows of a race.
     *
     * @param catId only this category; {@code null} for all
     */
    static PlainContent results(RaceTable table, String catId) {
        return new PlainContent(
                List.of(),
                RaceLeader.of(table, catId).stream()
                        .map(leader -> Map.of(
                                "rank", String.valueOf(leader.rank()),
                                "bib", Objects.toString(leader.row().bib(), ""),
                                "name", Objects.toString(leader.row().name(), ""),
                                "club", Objects.toString(leader.row().club(), ""),
                                "total", PageMetadata.seconds(leader.total())))
                        .toList());
    }

    private static PlainContent ofLinks(List<Map<String, String>> links) {
        return new PlainContent(links, List.of());
    }

    private static Map<String, String> link(String href, String text) {
        return Map.of("href", href, "text", Objects.requireNonNullElse(text, href));
    }
}

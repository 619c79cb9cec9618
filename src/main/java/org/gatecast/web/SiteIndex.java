package org.gatecast.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatecast.snapshot.EventSnapshot;

/** What crawlers are told: which pages there are, and what is not for them. */
public final class SiteIndex {
    /** The limit of the sitemap protocol. */
    private static final int MAX_PAGES = 50_000;

    private SiteIndex() {}

    /**
     * @param origin of the service, such as {@code https://example.org}
     */
    public static byte[] robots(String origin) {
        return """
                User-agent: *
                Disallow: /admin
                Disallow: /api/v1/admin/
                Disallow: /api/v1/ingest/

                Sitemap: %s/sitemap.xml
                """
                .formatted(origin)
                .getBytes(UTF_8);
    }

    /**
     * The list of events, every public event, and its races.
     *
     * @param origin of the service, such as {@code https://example.org}
     */
    public static byte[] sitemap(String origin, Collection<EventSnapshot> events) {
        return Stream.concat(
                        Stream.of("/"),
                        events.stream()
                                .filter(event -> event.meta().status().isPublic())
                                .flatMap(SiteIndex::pages))
                .limit(MAX_PAGES)
                .map(path -> "<url><loc>" + escaped(origin) + path + "</loc></url>\n")
                .collect(Collectors.joining(
                        "",
                        """
                        <?xml version="1.0" encoding="UTF-8"?>
                        <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
                        """,
                        "</urlset>\n"))
                .getBytes(UTF_8);
    }

    /** The origin may be the request's, so it may be any text. */
    private static String escaped(String origin) {
        return origin.replace("&", "&amp;").replace("<", "&lt;");
    }

    private static Stream<String> pages(EventSnapshot event) {
        return Stream.concat(
                Stream.of(PagePath.event(event.meta().eventId())),
                event.races().stream().map(race -> PagePath.race(event.meta().eventId(), race.raceId())));
    }
}

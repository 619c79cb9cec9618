package org.gatecast.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import org.gatecast.model.EventId;
import org.gatecast.model.RaceId;

/** The paths of the spectators' pages, encoded. */
final class PagePath {
    private PagePath() {}

    static String event(EventId event) {
        return "/e/" + encoded(event.value());
    }

    static String race(EventId event, RaceId race) {
        return event(event) + "/r/" + encoded(race.value());
    }

    private static String encoded(String part) {
        return URLEncoder.encode(part, UTF_8).replace("+", "%20");
    }
}

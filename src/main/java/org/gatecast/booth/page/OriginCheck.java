package org.gatecast.booth.page;

import java.util.List;
import java.util.Locale;

/**
 * Takes requests only from the booth's own page. A page of another site may send requests to this machine, and may have its own
 * name point to this machine: the first one is seen by {@code Origin} and {@code Sec-Fetch-Site}, the second by {@code Host}.
 */
final class OriginCheck {
    private static final List<String> NAMES = List.of("localhost", "127.0.0.1", "[::1]");

    private OriginCheck() {}

    /**
     * Whether the request comes from the page itself, or is typed by the operator.
     *
     * @param changes whether the request asks for a change; it must name its origin then, as every browser does
     * @param site {@code Sec-Fetch-Site}; {@code null} if the browser does not send it
     */
    static boolean isOwn(boolean changes, String host, String origin, String site, int port) {
        boolean isOurHost = host != null
                && NAMES.stream().anyMatch(name -> host.toLowerCase(Locale.ROOT).equals(name + ":" + port));
        boolean isOurOrigin = origin == null ? !changes : origin.equalsIgnoreCase("http://" + host);
        boolean isOurSite = site == null || site.equals("same-origin") || (!changes && site.equals("none"));
        return isOurHost && isOurOrigin && isOurSite;
    }
}

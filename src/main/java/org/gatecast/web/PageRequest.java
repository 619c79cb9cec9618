package org.gatecast.web;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a page depends on besides its content.
 *
 * @param chosenLanguage tag that the reader chose on the page, or {@code null}
 * @param acceptedLanguages header {@code Accept-Language}, or {@code null}
 * @param origin scheme, host and port at which the reader sees this service; shared links begin with it
 * @param path path and query of the request, encoded
 */
public record PageRequest(String chosenLanguage, String acceptedLanguages, String origin, String path) {
    private static final String EMBEDDED = "/embed";
    private static final Pattern CATEGORY = Pattern.compile("[?&](cat=[^&]+)");

    boolean isEmbedded() {
        return path.startsWith(EMBEDDED + "/");
    }

    /** The one path of all that show the same: without language and list, and not embedded. */
    String canonicalPath() {
        String own = isEmbedded() ? path.substring(EMBEDDED.length()) : path;
        int query = own.indexOf('?');
        if (query < 0) {
            return own;
        }
        Matcher category = CATEGORY.matcher(own.substring(query));
        return own.substring(0, query) + (category.find() ? '?' + category.group(1) : "");
    }
}

package org.gatecast.ingest;

import com.fasterxml.jackson.core.JsonStreamContext;

/**
 * The path of a value in a JSON body, such as {@code results[3].time}; empty for the body itself. At most 200
 * characters.
 */
final class JsonPath {
    private static final int MAX_NAME_CHARS = 40;
    private static final int MAX_PATH_CHARS = 200;

    private JsonPath() {}

    static String of(JsonStreamContext context) {
        StringBuilder path = new StringBuilder();
        for (JsonStreamContext at = context; at != null; at = at.getParent()) {
            if (at.inArray() && at.hasCurrentIndex()) {
                path.insert(0, "[" + at.getCurrentIndex() + ']');
            } else if (at.inObject() && at.hasCurrentName()) {
                String name = QuotedText.truncated(at.getCurrentName(), MAX_NAME_CHARS);
                path.insert(0, at.getParent().inRoot() ? name : '.' + name);
            }
        }
        return QuotedText.truncated(path.toString(), MAX_PATH_CHARS);
    }
}

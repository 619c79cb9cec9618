package org.gatecast.http.admin;

import java.io.IOException;
import org.gatecast.ingest.IsoDate;
import org.gatecast.ingest.StrictJson;

/**
 * A date of an event, kept as the organiser wrote it.
 *
 * @param text ISO 8601, with or without time and offset
 */
record DateText(String text) {
    private static final int MAX_CHARS = 200;

    /** {@code null} for {@code null} and for blank text. */
    static DateText read(StrictJson json) throws IOException {
        String text = json.text(MAX_CHARS);
        if (text == null) {
            return null;
        }
        if (IsoDate.of(text) == null) {
            throw json.refuse("must be an ISO 8601 date, with or without time and offset, like 2026-11-20 or"
                    + " 2026-11-20T09:15:00+01:00, not " + json.quotedText());
        }
        return new DateText(text);
    }

    static String textOf(DateText date) {
        return date == null ? null : date.text;
    }

    /** Whether both texts are dates and the end lies before the start. An export's text may be no date. */
    static boolean isReversed(String start, String end) {
        IsoDate from = start == null ? null : IsoDate.of(start);
        IsoDate to = end == null ? null : IsoDate.of(end);
        return from != null && to != null && to.endsBefore(from);
    }
}

package org.gatecast.web;

import java.util.List;

/**
 * What the preview image of a page shows, for those to whom its address is sent. Equal previews have equal images. Texts are
 * {@code ""} if there is nothing to say.
 *
 * @param site what the service is called
 * @param status of the event in the language of the preview, and as {@code statusKey} in that of the API
 * @param title of the page
 * @param subtitle event, day, place
 * @param label what the rows are
 * @param rows at most three
 */
public record Preview(
        String site, String statusKey, String status, String title, String subtitle, String label, List<Row> rows) {
    /**
     * @param name of the rider, or of an event
     * @param note club, or the days of an event
     */
    record Row(String rank, String name, String note, String total) {}

    public Preview {
        rows = List.copyOf(rows);
    }

    /** Differs if the image differs. */
    String tag() {
        return Integer.toHexString(hashCode());
    }
}

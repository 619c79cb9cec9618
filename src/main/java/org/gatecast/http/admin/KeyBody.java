package org.gatecast.http.admin;

import java.io.IOException;
import java.time.Duration;
import org.gatecast.ingest.StrictJson;

/**
 * The body of {@code POST /api/v1/admin/events/{eventId}/key}.
 *
 * @param graceHours how long the replaced keys stay valid, {@code null} for the usual time; whole hours in JSON
 */
record KeyBody(Duration graceHours) {
    private static final int MAX_HOURS = 24 * 365;

    static Duration readHours(StrictJson json) throws IOException {
        Integer hours = json.wholeNumber(0, MAX_HOURS);
        return hours == null ? null : Duration.ofHours(hours);
    }
}

package org.gatecast.ingest;

import java.io.IOException;
import java.time.Duration;

/** The body of {@code POST /api/v1/admin/events/{eventId}/key}: {@code {"graceHours": 24}}, or none at all. */
public final class KeyBody {
    private static final int MAX_HOURS = 24 * 365;

    private Integer graceHours;

    private KeyBody() {}

    /**
     * How long keys go on working that a new one takes the place of.
     *
     * @param usual what holds when the body says nothing
     * @throws org.gatecast.model.RefusedException {@code InvalidRequest}, naming the field
     */
    public static Duration parse(byte[] json, Duration usual) {
        if (json.length == 0) {
            return usual;
        }
        Integer hours = StrictJson.read(json, body -> new KeyBody().read(body));
        return hours == null ? usual : Duration.ofHours(hours);
    }

    private Integer read(StrictJson json) throws IOException {
        json.object(this::field);
        return graceHours;
    }

    private void field(String name, StrictJson json) throws IOException {
        if (!name.equals("graceHours")) {
            throw json.refuse("is not understood here; there is graceHours");
        }
        graceHours = json.wholeNumber(0, MAX_HOURS);
    }
}

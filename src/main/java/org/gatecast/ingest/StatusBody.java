package org.gatecast.ingest;

import java.io.IOException;
import org.gatecast.model.EventStatus;

/** The body of {@code PATCH /api/v1/admin/events/{eventId}/status} (contract section 2): {@code {"status": "…"}}. */
public final class StatusBody {
    private EventStatus status;

    private StatusBody() {}

    /**
     * @throws org.gatecast.model.RefusedException {@code InvalidRequest}, naming the states there are
     */
    public static EventStatus parse(byte[] json) {
        return StrictJson.read(json, body -> new StatusBody().read(body));
    }

    private EventStatus read(StrictJson json) throws IOException {
        json.object(this::field);
        if (status == null) {
            throw json.refuseField("status", "is required");
        }
        return status;
    }

    private void field(String name, StrictJson json) throws IOException {
        if (name.equals("status")) {
            status = json.choice(EventStatus.values(), EventStatus::json);
        } else {
            json.skip();
        }
    }
}

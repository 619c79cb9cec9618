package org.gatecast.http.admin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import org.gatecast.model.EventStatus;

/** The body of {@code PATCH /api/v1/admin/events/{eventId}/status}. Unknown fields are ignored (contract section 2). */
@JsonIgnoreProperties(ignoreUnknown = true)
record StatusBody(EventStatus status) {
    StatusBody {
        BodyChecks.require(status != null, "status is required");
    }
}

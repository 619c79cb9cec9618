package org.gatecast.http.admin;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import org.gatecast.ingest.StrictJson;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.Image;

/**
 * The body of {@code POST /api/v1/admin/events} (contract section 2). Unknown fields are ignored.
 *
 * @param imageData {@code null} without an image
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record EventBody(
        EventId eventId,
        String mainTitle,
        String subTitle,
        String location,
        String facility,
        DateText startDate,
        DateText endDate,
        String discipline,
        Image imageData) {
    public EventBody {
        BodyChecks.require(eventId != null, "eventId is required");
        BodyChecks.require(mainTitle != null, "mainTitle is required");
        BodyChecks.require(
                !DateText.isReversed(DateText.textOf(startDate), DateText.textOf(endDate)),
                "endDate must not be before startDate");
    }

    public EventDetails details() {
        return new EventDetails(
                mainTitle,
                subTitle,
                location,
                facility,
                DateText.textOf(startDate),
                DateText.textOf(endDate),
                discipline);
    }

    /** Not stripped, unlike other texts: it is part of addresses and must be exactly as written. */
    static EventId readEventId(StrictJson json) throws IOException {
        String text = json.verbatimText();
        if (text == null) {
            return null;
        }
        if (!EventId.isValid(text)) {
            throw json.refuse("must be " + EventId.ALLOWED);
        }
        return new EventId(text);
    }
}

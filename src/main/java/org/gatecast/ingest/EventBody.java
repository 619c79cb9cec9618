package org.gatecast.ingest;

import java.io.IOException;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.Image;

/** The body of {@code POST /api/v1/admin/events} (contract section 2). Fields not known here are ignored. */
public final class EventBody {
    static final int MAX_TEXT = 200;

    private final int imageLimitBytes;
    private EventId eventId;
    private String mainTitle;
    private String subTitle;
    private String location;
    private String facility;
    private String startDate;
    private String endDate;
    private String discipline;
    private Image image;

    private EventBody(int imageLimitBytes) {
        this.imageLimitBytes = imageLimitBytes;
    }

    /**
     * @param imageLimitBytes how large the decoded image may be
     * @throws org.gatecast.model.RefusedException {@code InvalidRequest}, naming the field, or {@code PayloadTooLarge}
     *     for the image
     */
    public static NewEvent parse(byte[] json, int imageLimitBytes) {
        return StrictJson.read(json, body -> new EventBody(imageLimitBytes).read(body));
    }

    private NewEvent read(StrictJson json) throws IOException {
        json.object(this::field);
        if (eventId == null) {
            throw json.refuseField("eventId", "is required");
        }
        if (mainTitle == null) {
            throw json.refuseField("mainTitle", "is required");
        }
        if (startDate != null && endDate != null && IsoDate.of(endDate).endsBefore(IsoDate.of(startDate))) {
            throw json.refuseField("endDate", "must not be before startDate");
        }
        return new NewEvent(
                eventId,
                new EventDetails(mainTitle, subTitle, location, facility, startDate, endDate, discipline),
                image);
    }

    private void field(String name, StrictJson json) throws IOException {
        switch (name) {
            case "eventId" -> eventId = eventId(json);
            case "mainTitle" -> mainTitle = json.text(MAX_TEXT);
            case "subTitle" -> subTitle = json.text(MAX_TEXT);
            case "location" -> location = json.text(MAX_TEXT);
            case "facility" -> facility = json.text(MAX_TEXT);
            case "startDate" -> startDate = date(json);
            case "endDate" -> endDate = date(json);
            case "discipline" -> discipline = json.text(MAX_TEXT);
            case "imageData" -> image = Base64Image.read(json, imageLimitBytes);
            default -> json.skip();
        }
    }

    /** Not trimmed like other texts: it becomes part of addresses, and must be what its owner thinks it is. */
    private static EventId eventId(StrictJson json) throws IOException {
        String text = json.verbatimText();
        if (text == null) {
            return null;
        }
        if (!EventId.isValid(text)) {
            throw json.refuse("must be " + EventId.ALLOWED);
        }
        return new EventId(text);
    }

    static String date(StrictJson json) throws IOException {
        String text = json.text(MAX_TEXT);
        if (text != null && IsoDate.of(text) == null) {
            throw json.refuse("must be an ISO 8601 date, with or without time and offset, like 2026-11-20 or"
                    + " 2026-11-20T09:15:00+01:00, not " + QuotedText.of(text));
        }
        return text;
    }
}

package org.gatecast.ingest;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatecast.bus.EventPatch;
import org.gatecast.model.DetailField;
import org.gatecast.model.EventDetails;
import org.gatecast.model.Image;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.ResultUpdate.Field;

/**
 * The body of {@code PATCH /api/v1/admin/events/{eventId}}: what of an event's details and image is to change. A misspelt
 * name would silently do nothing, so unknown ones are refused.
 */
public final class EventEditBody {
    private static final String NAMES = "mainTitle, "
            + fieldNames(Arrays.stream(DetailField.values()).filter(DetailField::isText))
            + ", imageData, fromExport";

    private final int imageLimitBytes;
    private final Map<DetailField, String> texts = new EnumMap<>(DetailField.class);
    private Field<String> mainTitle = Field.absent();
    private Set<DetailField> fromExport = Set.of();
    private Field<Image> image = Field.absent();

    private EventEditBody(int imageLimitBytes) {
        this.imageLimitBytes = imageLimitBytes;
    }

    /**
     * @param now the event's details, which the edited dates must fit
     * @param own the organiser's dates, which they must fit too
     * @param imageLimitBytes how large the decoded image may be
     * @throws org.gatecast.model.RefusedException {@code InvalidRequest}, naming the field, or {@code PayloadTooLarge}
     *     for the image
     */
    public static EventPatch parse(byte[] json, EventDetails now, OrganiserDates own, int imageLimitBytes) {
        return StrictJson.read(json, body -> new EventEditBody(imageLimitBytes).read(body, now, own));
    }

    private EventPatch read(StrictJson json, EventDetails now, OrganiserDates own) throws IOException {
        json.object(this::field);
        for (DetailField field : fromExport) {
            if (texts.containsKey(field)) {
                throw json.refuseField("fromExport", "names " + field.json() + ", which the same call sets");
            }
        }
        if (image.given() && fromExport.contains(DetailField.IMAGE)) {
            throw json.refuseField("fromExport", "names image, which the same call sets");
        }
        EventPatch patch = new EventPatch(mainTitle, texts, fromExport, image);
        if (texts.containsKey(DetailField.START_DATE) || texts.containsKey(DetailField.END_DATE)) {
            EventDetails shown = patch.applyTo(now);
            requireOrder(json, shown.startDate(), shown.endDate(), "");
            OrganiserDates given = patch.applyTo(own);
            requireOrder(json, given.startDate(), given.endDate(), " as the organiser gave it, " + given.startDate());
        }
        return patch;
    }

    private void field(String name, StrictJson json) throws IOException {
        switch (name) {
            case "mainTitle" -> {
                mainTitle = Field.of(json.text(EventBody.MAX_TEXT));
                if (mainTitle.value() == null) {
                    throw json.refuse("must not be empty; an event needs a title");
                }
            }
            case "imageData" -> image = Field.of(Base64Image.read(json, imageLimitBytes));
            case "fromExport" -> fromExport = Set.copyOf(json.list(DetailField.values().length, EventEditBody::detail));
            default -> {
                DetailField field = fieldNamed(name);
                if (field == null) {
                    throw json.refuse("cannot be edited; there are " + NAMES);
                }
                boolean date = field == DetailField.START_DATE || field == DetailField.END_DATE;
                texts.put(field, date ? EventBody.date(json) : json.text(EventBody.MAX_TEXT));
            }
        }
    }

    private static DetailField detail(StrictJson json) throws IOException {
        DetailField field = json.choice(DetailField.values(), DetailField::json);
        if (field == null) {
            throw json.refuse("must be one of " + fieldNames(Arrays.stream(DetailField.values())));
        }
        return field;
    }

    private static void requireOrder(StrictJson json, String startDate, String endDate, String which) {
        IsoDate start = startDate == null ? null : IsoDate.of(startDate);
        IsoDate end = endDate == null ? null : IsoDate.of(endDate);
        if (start != null && end != null && end.endsBefore(start)) {
            throw json.refuseField("endDate", "must not be before startDate" + which);
        }
    }

    private static DetailField fieldNamed(String name) {
        return Arrays.stream(DetailField.values())
                .filter(field -> field.isText() && field.json().equals(name))
                .findFirst()
                .orElse(null);
    }

    private static String fieldNames(Stream<DetailField> fields) {
        return fields.map(DetailField::json).collect(Collectors.joining(", "));
    }
}

package org.gatecast.http.admin;

import java.io.IOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.gatecast.bus.EventPatch;
import org.gatecast.ingest.StrictJson;
import org.gatecast.model.DetailField;
import org.gatecast.model.EventDetails;
import org.gatecast.model.Image;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.ResultUpdate.Field;

/**
 * The body of {@code PATCH /api/v1/admin/events/{eventId}}: the details to change. A field that is absent stays.
 *
 * @param fromExport details that the next export sets again; {@code null} for none
 */
record EventEditBody(
        Field<String> mainTitle,
        Field<String> subTitle,
        Field<String> location,
        Field<String> facility,
        Field<DateText> startDate,
        Field<DateText> endDate,
        Field<String> discipline,
        Field<Image> imageData,
        Set<DetailField> fromExport) {
    EventEditBody {
        BodyChecks.require(
                !mainTitle.given() || mainTitle.value() != null, "mainTitle must not be empty; an event needs a title");
        fromExport = fromExport == null ? Set.of() : fromExport;
    }

    /**
     * @param now the event's details; edited dates must fit them
     * @param own the organiser's dates; edited dates must fit them, too
     */
    EventPatch patch(EventDetails now, OrganiserDates own) {
        Map<DetailField, String> texts = texts();
        for (DetailField field : fromExport) {
            boolean alsoSet = field == DetailField.IMAGE ? imageData.given() : texts.containsKey(field);
            BodyChecks.require(!alsoSet, "fromExport names " + field.json() + ", which the same call sets");
        }
        EventPatch patch = new EventPatch(mainTitle, texts, fromExport, imageData);
        if (startDate.given() || endDate.given()) {
            EventDetails shown = patch.applyTo(now);
            requireOrder(shown.startDate(), shown.endDate(), "");
            OrganiserDates given = patch.applyTo(own);
            requireOrder(given.startDate(), given.endDate(), " as the organiser gave it, " + given.startDate());
        }
        return patch;
    }

    private Map<DetailField, String> texts() {
        Map<DetailField, String> texts = new EnumMap<>(DetailField.class);
        put(texts, DetailField.SUB_TITLE, subTitle);
        put(texts, DetailField.LOCATION, location);
        put(texts, DetailField.FACILITY, facility);
        put(texts, DetailField.DISCIPLINE, discipline);
        if (startDate.given()) {
            texts.put(DetailField.START_DATE, DateText.textOf(startDate.value()));
        }
        if (endDate.given()) {
            texts.put(DetailField.END_DATE, DateText.textOf(endDate.value()));
        }
        return texts;
    }

    private static void put(Map<DetailField, String> texts, DetailField field, Field<String> text) {
        if (text.given()) {
            texts.put(field, text.value());
        }
    }

    private static void requireOrder(String startDate, String endDate, String which) {
        BodyChecks.require(!DateText.isReversed(startDate, endDate), "endDate must not be before startDate" + which);
    }

    static Set<DetailField> readDetailFields(StrictJson json) throws IOException {
        return Set.copyOf(json.list(DetailField.values().length, EventEditBody::readDetailField));
    }

    private static DetailField readDetailField(StrictJson json) throws IOException {
        DetailField field = json.choice(DetailField.values(), DetailField::json);
        if (field == null) {
            String names =
                    Arrays.stream(DetailField.values()).map(DetailField::json).collect(Collectors.joining(", "));
            throw json.refuse("must be one of " + names);
        }
        return field;
    }
}

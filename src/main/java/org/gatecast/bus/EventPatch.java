package org.gatecast.bus;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.gatecast.model.DetailField;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventMeta;
import org.gatecast.model.Image;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.ResultUpdate.Field;

/**
 * An organiser's changes to an event's details. A field that is not given stays.
 *
 * @param texts new texts, {@code null} to remove one; exports do not change these details any more
 * @param fromExport details that exports set again, from the next import on
 * @param image the new image, {@code null} to remove it; exports do not change it any more
 */
public record EventPatch(
        Field<String> mainTitle, Map<DetailField, String> texts, Set<DetailField> fromExport, Field<Image> image) {
    public EventPatch {
        texts = Collections.unmodifiableMap(new LinkedHashMap<>(texts));
        fromExport = Set.copyOf(fromExport);
    }

    public EventDetails applyTo(EventDetails details) {
        EventDetails edited = details.titled(mainTitle.or(details.mainTitle()));
        for (Map.Entry<DetailField, String> text : texts.entrySet()) {
            edited = edited.with(text.getKey(), text.getValue());
        }
        return edited;
    }

    /**
     * The event with the new details, and the record of which details are the organiser's. The image itself is not set
     * here.
     */
    public EventMeta applyTo(EventMeta meta) {
        Set<DetailField> held = new HashSet<>(meta.organiserFields());
        held.addAll(texts.keySet());
        if (image.given()) {
            held.add(DetailField.IMAGE);
        }
        held.removeAll(fromExport);
        return meta.withDetails(applyTo(meta.details()), held, applyTo(meta.organiserDates()));
    }

    /** A date that exports set again is no organiser's date any more. */
    public OrganiserDates applyTo(OrganiserDates dates) {
        OrganiserDates edited = dates;
        for (Map.Entry<DetailField, String> text : texts.entrySet()) {
            edited = edited.with(text.getKey(), text.getValue());
        }
        for (DetailField field : fromExport) {
            edited = edited.with(field, null);
        }
        return edited;
    }
}

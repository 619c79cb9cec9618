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
 * What an organiser wants an event to be called and to look like; what is not given stays.
 *
 * @param texts what to say in a detail, which may be {@code null} for nothing; exports leave it alone from then on
 * @param fromExport what exports may describe or bring again, from the next one on
 * @param image a new one, or {@code null} for none; exports leave it alone from then on, even {@code null}
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

    /** The event's details, and which of them are the organiser's now; of the image only whose it is. */
    public EventMeta applyTo(EventMeta meta) {
        Set<DetailField> held = new HashSet<>(meta.organiserFields());
        held.addAll(texts.keySet());
        if (image.given()) {
            held.add(DetailField.IMAGE);
        }
        held.removeAll(fromExport);
        return meta.withDetails(applyTo(meta.details()), held, applyTo(meta.organiserDates()));
    }

    /** A date that is given back to exports is the organiser's no more. */
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

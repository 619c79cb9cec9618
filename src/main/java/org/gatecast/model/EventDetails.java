package org.gatecast.model;

import java.util.Set;

/**
 * An event's titles, place and dates. Dates are ISO 8601 text, kept as received. Everything but {@code mainTitle} may
 * be {@code null}.
 */
public record EventDetails(
        String mainTitle,
        String subTitle,
        String location,
        String facility,
        String startDate,
        String endDate,
        String discipline) {

    /**
     * The export's details with this title, which only the organiser sets (contract section 4).
     *
     * @param held the fields that the organiser has edited; they stay as they are
     */
    public EventDetails describedBy(EventDetails export, Set<DetailField> held) {
        EventDetails described = new EventDetails(
                mainTitle,
                export.subTitle,
                export.location,
                export.facility,
                export.startDate,
                export.endDate,
                export.discipline);
        for (DetailField field : held) {
            if (field.isText()) {
                described = described.with(field, get(field));
            }
        }
        return described;
    }

    /**
     * @throws IllegalArgumentException if {@code field} is no text
     */
    public String get(DetailField field) {
        return switch (field) {
            case SUB_TITLE -> subTitle;
            case LOCATION -> location;
            case FACILITY -> facility;
            case START_DATE -> startDate;
            case END_DATE -> endDate;
            case DISCIPLINE -> discipline;
            case IMAGE -> throw new IllegalArgumentException("an image is no text");
        };
    }

    public EventDetails with(DetailField field, String text) {
        return new EventDetails(
                mainTitle,
                field == DetailField.SUB_TITLE ? text : subTitle,
                field == DetailField.LOCATION ? text : location,
                field == DetailField.FACILITY ? text : facility,
                field == DetailField.START_DATE ? text : startDate,
                field == DetailField.END_DATE ? text : endDate,
                field == DetailField.DISCIPLINE ? text : discipline);
    }

    public EventDetails titled(String title) {
        return new EventDetails(title, subTitle, location, facility, startDate, endDate, discipline);
    }
}

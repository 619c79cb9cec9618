package org.gatecast.model;

/**
 * What an event is called and where and when it takes place. Dates are ISO 8601 text, kept as received. Everything
 * but {@code mainTitle} may be {@code null}.
 */
public record EventDetails(
        String mainTitle,
        String subTitle,
        String location,
        String facility,
        String startDate,
        String endDate,
        String discipline) {

    /** These details as an export gives them, under the title the organiser chose (contract section 4). */
    public EventDetails describedBy(EventDetails export) {
        return new EventDetails(
                mainTitle,
                export.subTitle,
                export.location,
                export.facility,
                export.startDate,
                export.endDate,
                export.discipline);
    }
}

package org.gatecast.model;

/**
 * The dates that the organiser gave on creating or editing the event; they decide when its keys work. Dates of an
 * export are shown, but do not count here. ISO 8601 text, {@code null} if the organiser gave none.
 */
public record OrganiserDates(String startDate, String endDate) {
    public static final OrganiserDates NONE = new OrganiserDates(null, null);

    public OrganiserDates with(DetailField field, String date) {
        return switch (field) {
            case START_DATE -> new OrganiserDates(date, endDate);
            case END_DATE -> new OrganiserDates(startDate, date);
            default -> this;
        };
    }
}

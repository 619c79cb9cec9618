package org.gatecast.model;

/**
 * When an event takes place by its organiser's own word, given on creating or editing it; by this its keys work. What an
 * export says of dates is shown, and changes nothing here. ISO 8601 text, {@code null} where the organiser gave none.
 */
public record OrganiserDates(String startDate, String endDate) {
    public static final OrganiserDates NONE = new OrganiserDates(null, null);

    /** These dates with another in the place of one. */
    public OrganiserDates with(DetailField field, String date) {
        return switch (field) {
            case START_DATE -> new OrganiserDates(date, endDate);
            case END_DATE -> new OrganiserDates(startDate, date);
            default -> this;
        };
    }
}

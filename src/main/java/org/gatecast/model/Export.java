package org.gatecast.model;

import java.util.List;

/**
 * The timing system's whole export, parsed and in our units: a snapshot of the event. Ids are unique in each list;
 * what stood twice has been settled by the parser (the last one counts) and is named in {@code warnings}.
 *
 * @param officials in display order
 * @param image with its digest; {@code null} without one
 * @param skippedRows result rows that are not among {@code rows}: of an unknown race or person, or said again later
 */
public record Export(
        EventDetails details,
        List<RaceClass> classes,
        List<Participant> participants,
        List<Course> courses,
        List<Race> races,
        List<Row> rows,
        List<Official> officials,
        List<GateStatistics> gateStatistics,
        Image image,
        int skippedRows,
        List<String> warnings) {
    public Export {
        classes = List.copyOf(classes);
        participants = List.copyOf(participants);
        courses = List.copyOf(courses);
        races = List.copyOf(races);
        rows = List.copyOf(rows);
        officials = List.copyOf(officials);
        gateStatistics = List.copyOf(gateStatistics);
        warnings = List.copyOf(warnings);
    }

    /** One {@code Results} element: a start list row, with the result when there is one ({@code report.at} is unset). */
    public record Row(
            RaceId raceId,
            ParticipantId participantId,
            Integer bib,
            Integer startOrder,
            String startTime,
            Integer heatNr,
            ResultReport report) {}
}

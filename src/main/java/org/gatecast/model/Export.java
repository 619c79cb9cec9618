package org.gatecast.model;

import java.util.List;

/**
 * The timing system's whole export, parsed, in hundredths of a second. Ids are unique in each list: if an id occurs
 * twice, the last one counts and {@code warnings} names it.
 *
 * @param results the start list rows, each with the export's report if it has one; the report's {@code at} is unset
 * @param officials in display order
 * @param image with its digest; {@code null} without one
 * @param skippedRows result rows that are not in {@code results}: of an unknown race or participant, or repeated later
 */
public record Export(
        EventDetails details,
        List<RaceClass> classes,
        List<Participant> participants,
        List<Course> courses,
        List<Race> races,
        List<Result> results,
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
        results = List.copyOf(results);
        officials = List.copyOf(officials);
        gateStatistics = List.copyOf(gateStatistics);
        warnings = List.copyOf(warnings);
    }
}

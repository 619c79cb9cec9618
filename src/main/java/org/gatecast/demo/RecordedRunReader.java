package org.gatecast.demo;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatecast.demo.ExportText.Block;

/** Reads the runs of all participants from an export. */
final class RecordedRunReader {
    /** How long after its start a run without a finish ends. */
    private static final Duration MAX_RUN_TIME = Duration.ofMinutes(1);

    private static final int GATE_COLUMN = 3;

    private final ExportText export;
    private final Map<String, Block> people;
    private final Map<String, Integer> gatesOfCourse;

    RecordedRunReader(ExportText export) {
        this.export = export;
        this.people =
                export.all("Participants").collect(Collectors.toMap(person -> person.get("Id"), person -> person));
        this.gatesOfCourse = export.all("CourseData")
                .collect(Collectors.toMap(course -> course.get("CourseNr"), course -> (int) course.get("CourseConfig")
                        .chars()
                        .filter(gate -> gate != 'S')
                        .count()));
    }

    /** The runs of a race in start order, including participants with a status and without a run. */
    List<RecordedRun> runs(Block race) {
        List<Block> rows = export.all("Results")
                .filter(row -> row.get("RaceId").equals(race.get("RaceId")))
                .filter(row -> started(row) || row.get("Status") != null)
                .sorted(Comparator.comparing(row -> Integer.valueOf(row.get("StartOrder"))))
                .toList();
        LocalTime next = rows.stream()
                .filter(RecordedRunReader::started)
                .map(row -> time(row, "dtStart"))
                .max(Comparator.naturalOrder())
                .orElseThrow();
        List<RecordedRun> runs = new ArrayList<>();
        for (int i = rows.size() - 1; i >= 0; i--) {
            next = started(rows.get(i)) ? time(rows.get(i), "dtStart") : next;
            runs.add(run(rows.get(i), next, gatesOfCourse.get(race.get("CourseNr"))));
        }
        Collections.reverse(runs);
        return List.copyOf(runs);
    }

    private static boolean started(Block row) {
        return row.get("dtStart") != null && !"DNS".equals(row.get("Status"));
    }

    /**
     * @param next when this participant or the next one started: by then it is known if the participant did not start
     */
    private RecordedRun run(Block row, LocalTime next, int courseGates) {
        Block person = people.get(row.get("Id"));
        LocalTime start = started(row) ? next : null;
        LocalTime end = next;
        if (start != null) {
            end = row.get("dtFinish") == null ? start.plus(MAX_RUN_TIME) : time(row, "dtFinish");
        }
        Integer pen = number(row, "Pen");
        return new RecordedRun(
                row.get("RaceId"),
                row.get("Id"),
                number(row, "Bib"),
                name(person),
                person.get("GivenName").charAt(0) + ". " + person.get("FamilyName"),
                person.get("Club"),
                start,
                end,
                hundredths(row, "Time"),
                pen == null ? 0 : pen * 100,
                hundredths(row, "Total"),
                row.get("Status"),
                penalties(row.written("Gates")),
                courseGates);
    }

    /** Family then given name, of both paddlers of a crew. */
    private static String name(Block person) {
        return Stream.of("", "2")
                .filter(paddler -> person.get("FamilyName" + paddler) != null)
                .map(paddler -> person.get("FamilyName" + paddler) + " " + person.get("GivenName" + paddler))
                .collect(Collectors.joining(" / "));
    }

    /** Columns of three characters; a blank column before the end is a gate that was not judged. */
    private static List<Integer> penalties(String columns) {
        List<Integer> penalties = new ArrayList<>();
        String passed = columns.stripTrailing();
        for (int start = 0; start < passed.length(); start += GATE_COLUMN) {
            String column = passed.substring(start, Math.min(start + GATE_COLUMN, passed.length()))
                    .strip();
            penalties.add(column.isEmpty() ? null : Integer.valueOf(column));
        }
        return Collections.unmodifiableList(penalties);
    }

    private static LocalTime time(Block row, String field) {
        return LocalTime.parse(row.get(field));
    }

    private static Integer number(Block row, String field) {
        String digits = row.get(field);
        return digits == null ? null : Integer.valueOf(digits);
    }

    private static Integer hundredths(Block row, String field) {
        Integer millis = number(row, field);
        return millis == null ? null : millis / 10;
    }
}

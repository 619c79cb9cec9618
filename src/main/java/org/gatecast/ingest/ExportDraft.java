package org.gatecast.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.model.ClassId;
import org.gatecast.model.Course;
import org.gatecast.model.EventDetails;
import org.gatecast.model.Export;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;

/**
 * An export while it is being read: its parts stand in any order, so what belongs to what, and in which unit time is
 * counted, is known only at its end.
 */
final class ExportDraft {
    private EventDetails details;
    private final Map<ClassId, RaceClass> classes = new LinkedHashMap<>();
    private final Map<ParticipantId, Placed<Participant>> participants = new LinkedHashMap<>();
    private final Map<Integer, Course> courses = new LinkedHashMap<>();
    private final Map<RaceId, Placed<Race>> races = new LinkedHashMap<>();
    private final Map<ResultKey, RawResult> results = new LinkedHashMap<>();
    private final Warnings warnings = new Warnings();
    private int resultElements;

    private record Placed<T>(T value, Place place) {}

    private record ResultKey(RaceId raceId, ParticipantId participantId) {}

    Warnings warnings() {
        return warnings;
    }

    void add(EventDetails next, Place place) {
        if (details != null) {
            warnings.note(Oddity.REPEATED_EVENT, place, "Events");
        }
        details = next;
    }

    void add(RaceClass raceClass, Place place) {
        if (classes.put(raceClass.classId(), raceClass) != null) {
            warnings.note(Oddity.REPEATED_CLASS, place, raceClass.classId().value());
        }
    }

    void add(Participant participant, Place place) {
        if (participants.put(participant.participantId(), new Placed<>(participant, place)) != null) {
            warnings.note(
                    Oddity.REPEATED_PARTICIPANT,
                    place,
                    participant.participantId().value());
        }
    }

    void add(Course course, Place place) {
        if (courses.put(course.courseNr(), course) != null) {
            warnings.note(Oddity.REPEATED_COURSE, place, "course " + course.courseNr());
        }
    }

    void add(Race race, Place place) {
        if (races.put(race.raceId(), new Placed<>(race, place)) != null) {
            warnings.note(Oddity.REPEATED_RACE, place, race.raceId().value());
        }
    }

    void add(RawResult result) {
        resultElements++;
        if (results.put(new ResultKey(result.raceId(), result.participantId()), result) != null) {
            warnings.note(Oddity.REPEATED_RESULT, result.place(), result.label());
        }
    }

    /**
     * The whole export, what belongs to nothing left out.
     *
     * @throws org.gatecast.model.RefusedException when a part that every export has is not there
     */
    Export complete(Place end) {
        participants.values().removeIf(this::isOfUnknownClass);
        races.values().removeIf(this::isRaceOfUnknownClass);
        refuseIfIncomplete(end);
        List<Export.Row> rows = rows();
        return new Export(
                details,
                List.copyOf(classes.values()),
                participants.values().stream().map(Placed::value).toList(),
                List.copyOf(courses.values()),
                races.values().stream().map(Placed::value).toList(),
                rows,
                resultElements - rows.size(),
                warnings.lines());
    }

    private boolean isOfUnknownClass(Placed<Participant> participant) {
        ClassId classId = participant.value().classId();
        if (classes.containsKey(classId)) {
            return false;
        }
        String id = participant.value().participantId().value();
        warnings.note(Oddity.PARTICIPANT_OF_UNKNOWN_CLASS, participant.place(), id + " of " + classId);
        return true;
    }

    private boolean isRaceOfUnknownClass(Placed<Race> race) {
        ClassId classId = race.value().classId();
        if (classId != null && classes.containsKey(classId)) {
            return false;
        }
        String id = race.value().raceId().value();
        warnings.note(
                Oddity.RACE_OF_UNKNOWN_CLASS, race.place(), id + " of " + (classId == null ? "no class" : classId));
        return true;
    }

    private void refuseIfIncomplete(Place end) {
        List<String> missing = new ArrayList<>();
        if (details == null) {
            missing.add("Events");
        }
        if (classes.isEmpty()) {
            missing.add("Classes");
        }
        if (participants.isEmpty()) {
            missing.add("Participants (of a listed class)");
        }
        if (races.isEmpty()) {
            missing.add("Schedule (of a listed class)");
        }
        if (!missing.isEmpty()) {
            throw end.refuse("the export ends without any " + String.join(", ", missing));
        }
    }

    /** Every row counts in telling the unit, even one whose race or participant nobody knows. */
    private List<Export.Row> rows() {
        ClockUnit unit = ClockUnit.of(results.values(), warnings);
        List<Export.Row> rows = new ArrayList<>(results.size());
        for (RawResult result : results.values()) {
            Placed<Race> race = races.get(result.raceId());
            if (race == null) {
                warnings.note(Oddity.RESULT_OF_UNKNOWN_RACE, result.place(), result.label());
            } else if (!participants.containsKey(result.participantId())) {
                warnings.note(Oddity.RESULT_OF_UNKNOWN_PARTICIPANT, result.place(), result.label());
            } else {
                rows.add(result.in(unit, race.value()));
            }
        }
        return rows;
    }
}

package org.gatecast.ingest;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.gatecast.model.ClassId;
import org.gatecast.model.Course;
import org.gatecast.model.EventDetails;
import org.gatecast.model.Export;
import org.gatecast.model.GateStatistics;
import org.gatecast.model.Image;
import org.gatecast.model.Official;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;

/**
 * Collects an export while it is read. Its parts come in any order, so references and the time unit are known only at
 * the end.
 */
final class ExportBuilder {
    private EventDetails details;
    private Image image;
    private final Map<ClassId, RaceClass> classes = new LinkedHashMap<>();
    private final Map<ParticipantId, Positioned<Participant>> participants = new LinkedHashMap<>();
    private final Map<Integer, Course> courses = new LinkedHashMap<>();
    private final Map<RaceId, Positioned<Race>> races = new LinkedHashMap<>();
    private final Map<ResultKey, RawResult> results = new LinkedHashMap<>();
    private final List<RankedOfficial> officials = new ArrayList<>();
    private final Map<StatisticsKey, Positioned<GateStatistics>> gateStatistics = new LinkedHashMap<>();
    private final WarningCollector warnings = new WarningCollector();
    private int resultElements;

    private record Positioned<T>(T value, DocumentPosition position) {}

    /** Comparable, like every key that a sender can choose: a hash map then stays fast even if all hashes are equal. */
    private record StatisticsKey(ClassId classId, String phase) implements Comparable<StatisticsKey> {
        private static final Comparator<StatisticsKey> ORDER = Comparator.comparing(
                        StatisticsKey::classId, Comparator.nullsFirst(Comparator.<ClassId>naturalOrder()))
                .thenComparing(StatisticsKey::phase, Comparator.nullsFirst(Comparator.naturalOrder()));

        @Override
        public int compareTo(StatisticsKey that) {
            return ORDER.compare(this, that);
        }
    }

    /** An official and the position in the list: by jury number, then by display order. */
    private record RankedOfficial(Official official, Integer juryNr, Integer displayOrder) {
        private static final Comparator<Integer> NUMBERED_FIRST = Comparator.nullsLast(Comparator.naturalOrder());
        static final Comparator<RankedOfficial> ORDER = Comparator.comparing(RankedOfficial::juryNr, NUMBERED_FIRST)
                .thenComparing(RankedOfficial::displayOrder, NUMBERED_FIRST);
    }

    private record ResultKey(RaceId raceId, ParticipantId participantId) implements Comparable<ResultKey> {
        private static final Comparator<ResultKey> ORDER =
                Comparator.comparing(ResultKey::raceId).thenComparing(ResultKey::participantId);

        @Override
        public int compareTo(ResultKey that) {
            return ORDER.compare(this, that);
        }
    }

    WarningCollector warnings() {
        return warnings;
    }

    void add(EventDetails next, Image nextImage, DocumentPosition position) {
        if (details != null) {
            warnings.note(ExportWarning.REPEATED_EVENT, position, "Events");
        }
        details = next;
        image = nextImage;
    }

    void add(RaceClass raceClass, DocumentPosition position) {
        if (classes.put(raceClass.classId(), raceClass) != null) {
            warnings.note(
                    ExportWarning.REPEATED_CLASS, position, raceClass.classId().value());
        }
    }

    void add(Participant participant, DocumentPosition position) {
        if (participants.put(participant.participantId(), new Positioned<>(participant, position)) != null) {
            warnings.note(
                    ExportWarning.REPEATED_PARTICIPANT,
                    position,
                    participant.participantId().value());
        }
    }

    void add(Course course, DocumentPosition position) {
        if (courses.put(course.courseNr(), course) != null) {
            warnings.note(ExportWarning.REPEATED_COURSE, position, "course " + course.courseNr());
        }
    }

    void add(Race race, DocumentPosition position) {
        if (races.put(race.raceId(), new Positioned<>(race, position)) != null) {
            warnings.note(ExportWarning.REPEATED_RACE, position, race.raceId().value());
        }
    }

    void add(RawResult result) {
        resultElements++;
        if (results.put(new ResultKey(result.row().raceId(), result.row().participantId()), result) != null) {
            warnings.note(ExportWarning.REPEATED_RESULT, result.position(), result.label());
        }
    }

    /** Counts a result without race or participant id. */
    void skipResult() {
        resultElements++;
    }

    void add(Official official, Integer juryNr, Integer displayOrder) {
        officials.add(new RankedOfficial(official, juryNr, displayOrder));
    }

    void add(GateStatistics statistics, DocumentPosition position) {
        StatisticsKey key = new StatisticsKey(statistics.classId(), statistics.phase());
        if (gateStatistics.put(key, new Positioned<>(statistics, position)) != null) {
            warnings.note(ExportWarning.REPEATED_STATISTICS, position, label(statistics));
        }
    }

    /**
     * The whole export, without elements that refer to unknown classes, races or participants.
     *
     * @throws org.gatecast.model.RefusedException when a part that every export must have is missing
     */
    Export build(DocumentPosition end) {
        skipUnlistedClasses(
                participants,
                Participant::classId,
                ExportWarning.PARTICIPANT_OF_UNKNOWN_CLASS,
                participant -> participant.participantId() + " of " + named(participant.classId()));
        skipUnlistedClasses(
                races,
                Race::classId,
                ExportWarning.RACE_OF_UNKNOWN_CLASS,
                race -> race.raceId() + " of " + named(race.classId()));
        skipUnlistedClasses(
                gateStatistics,
                GateStatistics::classId,
                ExportWarning.STATISTICS_OF_UNKNOWN_CLASS,
                ExportBuilder::label);
        refuseIfIncomplete(end);
        List<Result> inRaces = results();
        return new Export(
                details,
                List.copyOf(classes.values()),
                participants.values().stream().map(Positioned::value).toList(),
                List.copyOf(courses.values()),
                races.values().stream().map(Positioned::value).toList(),
                inRaces,
                officials.stream()
                        .sorted(RankedOfficial.ORDER)
                        .map(RankedOfficial::official)
                        .toList(),
                gateStatistics.values().stream().map(Positioned::value).toList(),
                image,
                resultElements - inRaces.size(),
                warnings.lines());
    }

    private <T> void skipUnlistedClasses(
            Map<?, Positioned<T>> elements,
            Function<T, ClassId> classOf,
            ExportWarning warning,
            Function<T, String> label) {
        elements.values().removeIf(element -> {
            ClassId classId = classOf.apply(element.value());
            boolean listed = classId != null && classes.containsKey(classId);
            if (!listed) {
                warnings.note(warning, element.position(), label.apply(element.value()));
            }
            return !listed;
        });
    }

    private static String named(ClassId classId) {
        return classId == null ? "no class" : classId.value();
    }

    private static String label(GateStatistics statistics) {
        return (statistics.phase() == null ? "no phase" : statistics.phase()) + " of " + named(statistics.classId());
    }

    private void refuseIfIncomplete(DocumentPosition end) {
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

    /** Every row helps to find the unit, even one of an unknown race or participant. */
    private List<Result> results() {
        ClockUnit unit = ClockUnitDetection.unitOf(results.values(), warnings);
        List<Result> rows = new ArrayList<>(results.size());
        for (RawResult result : results.values()) {
            Positioned<Race> race = races.get(result.row().raceId());
            if (race == null) {
                warnings.note(ExportWarning.RESULT_OF_UNKNOWN_RACE, result.position(), result.label());
            } else if (!participants.containsKey(result.row().participantId())) {
                warnings.note(ExportWarning.RESULT_OF_UNKNOWN_PARTICIPANT, result.position(), result.label());
            } else {
                rows.add(result.toHundredths(unit, race.value(), warnings));
            }
        }
        return rows;
    }
}

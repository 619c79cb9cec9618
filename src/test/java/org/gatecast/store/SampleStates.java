package org.gatecast.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.model.Category;
import org.gatecast.model.ClassId;
import org.gatecast.model.Course;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventId;
import org.gatecast.model.EventKey;
import org.gatecast.model.EventKeyRing;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventState;
import org.gatecast.model.EventStatus;
import org.gatecast.model.Gates;
import org.gatecast.model.OrganiserDates;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;

/** Sample events, small or large. */
public final class SampleStates {
    private static final Instant CREATED = Instant.parse("2026-11-20T09:00:00.123Z");

    private SampleStates() {}

    /** A draft at version 1 with no data. */
    public static EventState draft(String eventId) {
        return EventState.empty(new EventMeta(
                new EventId(eventId),
                "generation-" + eventId,
                key("key-" + eventId),
                new EventDetails("Title", null, null, null, null, null, null),
                Set.of(),
                OrganiserDates.NONE,
                EventStatus.DRAFT,
                CREATED,
                EventConfig.NONE,
                false,
                null,
                CREATED,
                1));
    }

    /** A key that was there from the beginning. */
    public static EventKeyRing key(String value) {
        return EventKeyRing.of(new EventKey("id of " + value, value, CREATED, null));
    }

    /**
     * An imported event at version 2: classes of 100 participants each, every one of them in two runs.
     *
     * @param participants how many; results are twice as many
     */
    public static EventState imported(EventState draft, int participants) {
        Map<ClassId, RaceClass> classes = new LinkedHashMap<>();
        Map<RaceId, Race> races = new LinkedHashMap<>();
        Map<ParticipantId, Participant> people = new LinkedHashMap<>();
        Map<RaceId, Map<ParticipantId, Result>> entries = new LinkedHashMap<>();
        for (int i = 0; i < participants; i++) {
            ClassId classId = new ClassId("K1M_" + i / 100);
            if (i % 100 == 0) {
                classes.put(
                        classId, new RaceClass(classId, "K1 men", null, List.of(new Category("ZS", "Z", 2010, null))));
            }
            Participant person = participant("P" + i + "." + classId, classId, List.of());
            people.put(person.participantId(), person);
            for (int run = 1; run <= 2; run++) {
                RaceId raceId = new RaceId(classId + "_BR" + run);
                races.computeIfAbsent(
                        raceId,
                        id -> Race.ofExport(
                                id, classId, "BR", races.size() + 1, "2026-11-20T10:00:00", "1:00", 1, 5, null));
                entries.computeIfAbsent(raceId, id -> new LinkedHashMap<>())
                        .put(person.participantId(), entry(raceId, person.participantId(), i, 9000 + i));
            }
        }
        Map<Integer, Course> courses = Map.of(1, new Course(1, "NNRNNSRNNRNNNRNNRNN"));
        return new EventState(
                draft.meta().withVersion(draft.meta().version() + 1),
                classes,
                people,
                courses,
                races,
                entries,
                List.of(),
                List.of());
    }

    public static Participant participant(String id, ClassId classId, List<String> members) {
        return new Participant(
                new ParticipantId(id),
                classId,
                7,
                "CZE1",
                "NOVÁK",
                "Jan",
                null,
                null,
                null,
                "CZE",
                "KK Ústí",
                "ZS",
                !members.isEmpty(),
                members);
    }

    public static Result entry(RaceId race, ParticipantId participant, int bib, Integer time) {
        return new Result(
                race,
                participant,
                true,
                bib,
                bib,
                "2026-11-20T10:00:00",
                null,
                report(time),
                null,
                false,
                false,
                false);
    }

    public static ResultReport report(Integer time) {
        Gates gates = new Gates(new ArrayList<>(Arrays.asList(0, 2, null, 50, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0, 0, 0, 0)));
        return new ResultReport(time, 200, time + 200, null, 3, gates, "10:00:00.00", "10:01:35.23", CREATED);
    }

    /** The next version, in which the stream gives one rider of one race a time. */
    public static EventState withStreamResult(EventState before, RaceId race, ParticipantId participant, int time) {
        Result old = before.resultsOf(race).get(participant);
        Result next = new Result(
                race,
                participant,
                old.listed(),
                old.bib(),
                old.startOrder(),
                old.startTime(),
                old.heatNr(),
                old.exportReport(),
                report(time),
                false,
                true,
                false);
        Map<ParticipantId, Result> rows = new LinkedHashMap<>(before.resultsOf(race));
        rows.put(participant, next);
        Map<RaceId, Map<ParticipantId, Result>> entries = new LinkedHashMap<>(before.results());
        entries.put(race, rows);
        return before.withResults(entries)
                .withMeta(before.meta().withVersion(before.meta().version() + 1));
    }
}

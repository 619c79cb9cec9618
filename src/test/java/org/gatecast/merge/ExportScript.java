package org.gatecast.merge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.model.Category;
import org.gatecast.model.ClassId;
import org.gatecast.model.Course;
import org.gatecast.model.EventDetails;
import org.gatecast.model.Export;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;

/** Builds an export. Adding an element with an existing id replaces it. */
final class ExportScript {
    static final String CLASS = "K1M";
    private static final EventDetails DETAILS =
            new EventDetails("Export's title", null, "Prague", null, null, null, "Slalom");

    private final Map<String, RaceClass> classes = new LinkedHashMap<>();
    private final Map<String, Participant> riders = new LinkedHashMap<>();
    private final Map<String, Race> races = new LinkedHashMap<>();
    private final Map<Integer, Course> courses = new LinkedHashMap<>();
    private final Map<List<String>, Result> rows = new LinkedHashMap<>();

    ExportScript() {
        raceClass(CLASS);
    }

    /** A class with the categories {@code A} and {@code B}. */
    ExportScript raceClass(String classId) {
        List<Category> categories =
                List.of(new Category("A", "Seniors", 1990, 2007), new Category("B", "Juniors", 2008, 2011));
        classes.put(classId, new RaceClass(new ClassId(classId), classId, null, categories));
        return this;
    }

    ExportScript withoutClass(String classId) {
        classes.remove(classId);
        return this;
    }

    ExportScript course(String config) {
        courses.put(1, new Course(1, config));
        return this;
    }

    /** A race of the usual class, on course 1; races stand in the order of their ids. */
    ExportScript race(String raceId, String disId) {
        return race(raceId, disId, CLASS);
    }

    ExportScript race(String raceId, String disId, String classId) {
        races.put(raceId, Race.ofExport(new RaceId(raceId), new ClassId(classId), disId, 1, null, null, 1, 5, null));
        return this;
    }

    /** A participant of the default class and category A, with bibs only in races. */
    ExportScript rider(String id) {
        return rider(id, null, "A");
    }

    ExportScript rider(String id, Integer eventBib, String catId) {
        return rider(id, eventBib, catId, CLASS);
    }

    ExportScript rider(String id, Integer eventBib, String catId, String classId) {
        return person(new Participant(
                new ParticipantId(id),
                new ClassId(classId),
                eventBib,
                "icf-" + id,
                id.toUpperCase(java.util.Locale.ROOT),
                "Jo",
                null,
                null,
                null,
                "CZE",
                "Club",
                catId,
                false,
                List.of()));
    }

    /** A team without a name of its own. */
    ExportScript team(String id, String... members) {
        return person(new Participant(
                new ParticipantId(id),
                new ClassId(CLASS),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "CZE",
                "Club",
                "A",
                true,
                List.of(members)));
    }

    ExportScript person(Participant person) {
        riders.put(person.participantId().value(), person);
        return this;
    }

    /** A start list row without result. */
    ExportScript start(String race, String rider, Integer bib) {
        return row(race, rider, bib, null, null);
    }

    ExportScript result(String race, String rider, Integer bib, ResultReport report) {
        return row(race, rider, bib, null, report);
    }

    ExportScript row(String race, String rider, Integer bib, Integer heat, ResultReport report) {
        rows.put(
                List.of(race, rider),
                Result.ofExport(new RaceId(race), new ParticipantId(rider), bib, bib, null, heat, report));
        return this;
    }

    ExportScript withoutRow(String race, String rider) {
        rows.remove(List.of(race, rider));
        return this;
    }

    ExportScript withoutRider(String rider) {
        riders.remove(rider);
        rows.keySet().removeIf(key -> key.get(1).equals(rider));
        return this;
    }

    ExportScript withoutRace(String race) {
        races.remove(race);
        rows.keySet().removeIf(key -> key.get(0).equals(race));
        return this;
    }

    Export export() {
        return new Export(
                DETAILS,
                new ArrayList<>(classes.values()),
                new ArrayList<>(riders.values()),
                new ArrayList<>(courses.values()),
                new ArrayList<>(races.values()),
                new ArrayList<>(rows.values()),
                List.of(),
                List.of(),
                null,
                0,
                List.of());
    }
}

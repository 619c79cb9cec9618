package org.gatecast.ingest;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.model.Category;
import org.gatecast.model.ClassId;
import org.gatecast.model.Course;
import org.gatecast.model.EventDetails;
import org.gatecast.model.Participant;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;
import org.gatecast.model.RaceId;

/** Turns the elements under the export's root into our words, one at a time, in whatever order they come. */
final class SectionReader {
    /** 100 hours in milliseconds, the finer of the two units. */
    private static final int MAX_RAW_TIME = Amount.MAX_HUNDREDTHS * 10;

    private final XmlCursor xml;
    private final ExportDraft draft;
    private final Warnings warnings;
    private final Fields eventFields =
            new Fields("MainTitle", "SubTitle", "Location", "Facility", "StartDate", "EndDate", "CanoeDiscipline");
    private final Fields classFields = new Fields("ClassId", "Class", "LongTitle");
    private final Fields categoryFields = new Fields("CatId", "Category", "FirstYear", "LastYear");
    private final Fields participantFields = new Fields(
            "Id",
            "ClassId",
            "EventBib",
            "ICFId",
            "FamilyName",
            "GivenName",
            "ICFId2",
            "FamilyName2",
            "GivenName2",
            "NOC",
            "Club",
            "CatId",
            "IsTeam",
            "Member1",
            "Member2",
            "Member3");
    private final Fields courseFields = new Fields("CourseNr", "CourseConfig");
    private final Fields raceFields = new Fields(
            "RaceId",
            "ClassId",
            "DisId",
            "RaceOrder",
            "StartTime",
            "StartInterval",
            "CourseNr",
            "RaceStatus",
            "CustomTitle");
    private final Fields resultFields = new Fields(
            "RaceId",
            "Id",
            "Bib",
            "StartOrder",
            "StartTime",
            "HeatNr",
            "Time",
            "Pen",
            "Total",
            "Status",
            "Rnk",
            "RnkOrder",
            "Gates",
            "dtStart",
            "dtFinish");

    SectionReader(XmlCursor xml, ExportDraft draft) {
        this.xml = xml;
        this.draft = draft;
        this.warnings = draft.warnings();
    }

    /** Reads the child of the root just entered, and leaves it; unknown ones are skipped. */
    void read() {
        switch (xml.name()) {
            case "Events" -> readEvent();
            case "Classes" -> readClass();
            case "Participants" -> readParticipant();
            case "CourseData" -> readCourse();
            case "Schedule" -> readRace();
            case "Results" -> readResult();
            default -> xml.skip();
        }
    }

    private void readEvent() {
        eventFields.read(xml);
        draft.add(
                new EventDetails(
                        eventFields.text("MainTitle"),
                        eventFields.text("SubTitle"),
                        eventFields.text("Location"),
                        eventFields.text("Facility"),
                        eventFields.text("StartDate"),
                        eventFields.text("EndDate"),
                        eventFields.text("CanoeDiscipline")),
                eventFields.place());
    }

    private void readClass() {
        Map<String, Category> categories = new LinkedHashMap<>();
        classFields.begin(xml);
        while (xml.nextChild()) {
            if (xml.name().equals("Categories")) {
                readCategory(categories);
            } else {
                classFields.add(xml);
            }
        }
        draft.add(
                new RaceClass(
                        new ClassId(classFields.id("ClassId")),
                        classFields.text("Class"),
                        classFields.text("LongTitle"),
                        List.copyOf(categories.values())),
                classFields.place());
    }

    private void readCategory(Map<String, Category> categories) {
        categoryFields.read(xml);
        String catId = categoryFields.text("CatId");
        if (catId == null) {
            warnings.note(Oddity.CATEGORY_WITHOUT_ID, categoryFields.place(), "Categories");
            return;
        }
        Category category = new Category(
                catId,
                categoryFields.text("Category"),
                categoryFields.number("FirstYear", warnings),
                categoryFields.number("LastYear", warnings));
        if (categories.put(catId, category) != null) {
            warnings.note(Oddity.REPEATED_CATEGORY, categoryFields.place(), catId);
        }
    }

    private void readParticipant() {
        participantFields.read(xml);
        draft.add(
                new Participant(
                        new ParticipantId(participantFields.id("Id")),
                        new ClassId(participantFields.id("ClassId")),
                        participantFields.number("EventBib", warnings),
                        participantFields.text("ICFId"),
                        participantFields.text("FamilyName"),
                        participantFields.text("GivenName"),
                        participantFields.text("ICFId2"),
                        participantFields.text("FamilyName2"),
                        participantFields.text("GivenName2"),
                        participantFields.text("NOC"),
                        participantFields.text("Club"),
                        participantFields.text("CatId"),
                        participantFields.flag("IsTeam"),
                        members()),
                participantFields.place());
    }

    private List<String> members() {
        List<String> members = new ArrayList<>(3);
        for (String name : List.of("Member1", "Member2", "Member3")) {
            String member = participantFields.text(name);
            if (member != null) {
                members.add(member);
            }
        }
        return members;
    }

    private void readCourse() {
        courseFields.read(xml);
        courseFields.id("CourseNr");
        String config = courseFields.verbatim("CourseConfig");
        draft.add(
                new Course(courseFields.amount("CourseNr", Integer.MAX_VALUE), config == null ? "" : config),
                courseFields.place());
    }

    /** An entry of the programme that belongs to no class is told apart when all classes are known. */
    private void readRace() {
        raceFields.read(xml);
        String classId = raceFields.text("ClassId");
        draft.add(
                new Race(
                        new RaceId(raceFields.id("RaceId")),
                        classId == null ? null : new ClassId(classId),
                        raceFields.text("DisId"),
                        raceFields.number("RaceOrder", warnings),
                        raceFields.text("StartTime"),
                        raceFields.text("StartInterval"),
                        raceFields.number("CourseNr", warnings),
                        raceFields.number("RaceStatus", warnings),
                        raceFields.text("CustomTitle")),
                raceFields.place());
    }

    private void readResult() {
        resultFields.read(xml);
        draft.add(new RawResult(
                resultFields.place(),
                new RaceId(resultFields.id("RaceId")),
                new ParticipantId(resultFields.id("Id")),
                resultFields.number("Bib", warnings),
                resultFields.number("StartOrder", warnings),
                resultFields.text("StartTime"),
                resultFields.number("HeatNr", warnings),
                resultFields.amount("Time", MAX_RAW_TIME),
                resultFields.amount("Pen", Amount.MAX_HUNDREDTHS),
                resultFields.amount("Total", MAX_RAW_TIME),
                resultFields.text("Status"),
                rank("Rnk"),
                rank("RnkOrder"),
                GateColumns.parse(resultFields.verbatim("Gates"), resultFields.place(), warnings),
                resultFields.text("dtStart"),
                resultFields.text("dtFinish")));
    }

    /** Ranks count from 1; the timing system's 0 is none. */
    private Integer rank(String name) {
        Integer rank = resultFields.number(name, warnings);
        return rank == null || rank < 1 ? null : rank;
    }
}

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
    private final Fields fields = new Fields();
    private final Fields categoryFields = new Fields();

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
        fields.read(xml);
        draft.add(
                new EventDetails(
                        fields.text("MainTitle"),
                        fields.text("SubTitle"),
                        fields.text("Location"),
                        fields.text("Facility"),
                        fields.text("StartDate"),
                        fields.text("EndDate"),
                        fields.text("CanoeDiscipline")),
                fields.place());
    }

    private void readClass() {
        Map<String, Category> categories = new LinkedHashMap<>();
        fields.begin(xml);
        while (xml.nextChild()) {
            if (xml.name().equals("Categories")) {
                readCategory(categories);
            } else {
                fields.add(xml);
            }
        }
        draft.add(
                new RaceClass(
                        new ClassId(fields.id("ClassId")),
                        fields.text("Class"),
                        fields.text("LongTitle"),
                        List.copyOf(categories.values())),
                fields.place());
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
        fields.read(xml);
        draft.add(
                new Participant(
                        new ParticipantId(fields.id("Id")),
                        new ClassId(fields.id("ClassId")),
                        fields.number("EventBib", warnings),
                        fields.text("ICFId"),
                        fields.text("FamilyName"),
                        fields.text("GivenName"),
                        fields.text("ICFId2"),
                        fields.text("FamilyName2"),
                        fields.text("GivenName2"),
                        fields.text("NOC"),
                        fields.text("Club"),
                        fields.text("CatId"),
                        fields.flag("IsTeam"),
                        members()),
                fields.place());
    }

    private List<String> members() {
        List<String> members = new ArrayList<>(3);
        for (String name : List.of("Member1", "Member2", "Member3")) {
            String member = fields.text(name);
            if (member != null) {
                members.add(member);
            }
        }
        return members;
    }

    private void readCourse() {
        fields.read(xml);
        fields.id("CourseNr");
        String config = fields.verbatim("CourseConfig");
        draft.add(
                new Course(fields.amount("CourseNr", Integer.MAX_VALUE), config == null ? "" : config), fields.place());
    }

    /** An entry of the programme that belongs to no class is told apart when all classes are known. */
    private void readRace() {
        fields.read(xml);
        String classId = fields.text("ClassId");
        draft.add(
                new Race(
                        new RaceId(fields.id("RaceId")),
                        classId == null ? null : new ClassId(classId),
                        fields.text("DisId"),
                        fields.number("RaceOrder", warnings),
                        fields.text("StartTime"),
                        fields.text("StartInterval"),
                        fields.number("CourseNr", warnings),
                        fields.number("RaceStatus", warnings)),
                fields.place());
    }

    private void readResult() {
        fields.read(xml);
        draft.add(new RawResult(
                fields.place(),
                new RaceId(fields.id("RaceId")),
                new ParticipantId(fields.id("Id")),
                fields.number("Bib", warnings),
                fields.number("StartOrder", warnings),
                fields.text("StartTime"),
                fields.number("HeatNr", warnings),
                fields.amount("Time", MAX_RAW_TIME),
                fields.amount("Pen", Amount.MAX_HUNDREDTHS),
                fields.amount("Total", MAX_RAW_TIME),
                fields.text("Status"),
                rank("Rnk"),
                rank("RnkOrder"),
                GateColumns.parse(fields.verbatim("Gates"), fields.place(), warnings),
                fields.text("dtStart"),
                fields.text("dtFinish")));
    }

    /** Ranks count from 1; the timing system's 0 is none. */
    private Integer rank(String name) {
        Integer rank = fields.number(name, warnings);
        return rank == null || rank < 1 ? null : rank;
    }
}

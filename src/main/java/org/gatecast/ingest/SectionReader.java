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

/** Reads the elements below the export's root into model values, one at a time, in any order. */
final class SectionReader {
    private final XmlCursor xml;
    private final ExportBuilder builder;
    private final WarningCollector warnings;
    private final ReportImages images;
    private final ElementFields event;
    private final ElementFields raceClass;
    private final ElementFields category;
    private final ElementFields participant;
    private final ElementFields course;
    private final ElementFields race;
    private final ResultReader results;
    private final OfficialReader officials;
    private final GateStatisticsReader gateStatistics;

    SectionReader(XmlCursor xml, ExportBuilder builder, XmlLimits limits) {
        this.xml = xml;
        this.builder = builder;
        warnings = builder.warnings();
        images = new ReportImages(limits.maxImageBytes(), warnings);
        event = new ElementFields(
                warnings, "MainTitle", "SubTitle", "Location", "Facility", "StartDate", "EndDate", "CanoeDiscipline");
        raceClass = ElementFields.ofNames(warnings, "ClassId", "Class", "LongTitle");
        category = ElementFields.ofNames(warnings, "CatId", "Category", "FirstYear", "LastYear");
        participant = ElementFields.ofNames(
                warnings,
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
        course = new ElementFields(warnings, "CourseNr", "CourseConfig");
        race = ElementFields.ofNames(
                warnings,
                "RaceId",
                "ClassId",
                "DisId",
                "RaceOrder",
                "StartTime",
                "StartInterval",
                "CourseNr",
                "RaceStatus",
                "CustomTitle");
        results = new ResultReader(builder);
        officials = new OfficialReader(builder);
        gateStatistics = new GateStatisticsReader(builder);
    }

    /** Reads the element just entered, and leaves it; unknown elements are skipped. */
    void read() {
        switch (xml.name()) {
            case "Events" -> readEvent();
            case "Classes" -> readClass();
            case "Participants" -> readParticipant();
            case "CourseData" -> readCourse();
            case "Schedule" -> readRace();
            case "Results" -> results.read(xml);
            case "CompOfficials" -> officials.read(xml);
            case "GateStatistics" -> gateStatistics.read(xml);
            default -> xml.skip();
        }
    }

    private void readEvent() {
        event.start(xml);
        images.begin();
        while (xml.nextChild()) {
            if (!images.take(xml)) {
                event.add(xml);
            }
        }
        builder.add(
                new EventDetails(
                        event.text("MainTitle"),
                        event.text("SubTitle"),
                        event.text("Location"),
                        event.text("Facility"),
                        event.text("StartDate"),
                        event.text("EndDate"),
                        event.text("CanoeDiscipline")),
                images.image(),
                event.place());
    }

    private void readClass() {
        Map<String, Category> categories = new LinkedHashMap<>();
        raceClass.start(xml);
        while (xml.nextChild()) {
            if (xml.name().equals("Categories")) {
                readCategory(categories);
            } else {
                raceClass.add(xml);
            }
        }
        if (raceClass.hasAll("ClassId")) {
            builder.add(
                    new RaceClass(
                            new ClassId(raceClass.text("ClassId")),
                            raceClass.text("Class"),
                            raceClass.text("LongTitle"),
                            List.copyOf(categories.values())),
                    raceClass.place());
        }
    }

    private void readCategory(Map<String, Category> categories) {
        category.read(xml);
        if (!category.hasAll("CatId")) {
            return;
        }
        String catId = category.text("CatId");
        Category read = new Category(
                catId, category.text("Category"), category.number("FirstYear"), category.number("LastYear"));
        if (categories.put(catId, read) != null) {
            warnings.note(ExportWarning.REPEATED_CATEGORY, category.place(), catId);
        }
    }

    /** The class is checked when all classes are known. */
    private void readParticipant() {
        participant.read(xml);
        if (!participant.hasAll("Id")) {
            return;
        }
        String classId = participant.text("ClassId");
        builder.add(
                new Participant(
                        new ParticipantId(participant.text("Id")),
                        classId == null ? null : new ClassId(classId),
                        participant.number("EventBib"),
                        participant.text("ICFId"),
                        participant.text("FamilyName"),
                        participant.text("GivenName"),
                        participant.text("ICFId2"),
                        participant.text("FamilyName2"),
                        participant.text("GivenName2"),
                        participant.text("NOC"),
                        participant.text("Club"),
                        participant.text("CatId"),
                        participant.flag("IsTeam"),
                        members()),
                participant.place());
    }

    private List<String> members() {
        List<String> members = new ArrayList<>(3);
        for (String name : List.of("Member1", "Member2", "Member3")) {
            String member = participant.text(name);
            if (member != null) {
                members.add(member);
            }
        }
        return members;
    }

    private void readCourse() {
        course.read(xml);
        if (!course.hasAll("CourseNr")) {
            return;
        }
        Integer number = course.number("CourseNr");
        String config = course.verbatim("CourseConfig");
        if (number != null) {
            builder.add(new Course(number, config == null ? "" : config), course.place());
        }
    }

    /** The class is checked when all classes are known. */
    private void readRace() {
        race.read(xml);
        if (!race.hasAll("RaceId")) {
            return;
        }
        String classId = race.text("ClassId");
        builder.add(
                Race.ofExport(
                        new RaceId(race.text("RaceId")),
                        classId == null ? null : new ClassId(classId),
                        race.text("DisId"),
                        race.number("RaceOrder"),
                        race.text("StartTime"),
                        race.text("StartInterval"),
                        race.number("CourseNr"),
                        race.number("RaceStatus"),
                        race.text("CustomTitle")),
                race.place());
    }
}

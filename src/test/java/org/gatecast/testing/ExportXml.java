package org.gatecast.testing;

import java.time.LocalDate;

/** Writes a timing system's export, in the form of the recorded one (contract section 5). */
public final class ExportXml {
    private static final String RACE_TITLE = "Title of the timing system";

    private final StringBuilder xml = new StringBuilder();
    private int raceOrder;

    private ExportXml(String startDate, String endDate) {
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append("<Canoe123Data xmlns=\"http://siwidata.com/Canoe123/Data.xsd\">\n");
        element(
                "Events",
                field("EventId", "EXPORT")
                        + field("MainTitle", RACE_TITLE)
                        + field("SubTitle", "Sub")
                        + field("Location", "Veltrusy")
                        + field("Facility", "Middle course")
                        + field("StartDate", startDate)
                        + field("EndDate", endDate)
                        + field("CanoeDiscipline", "Slalom"));
    }

    /** An event on one day, without anything else yet. */
    public static ExportXml on(LocalDate day) {
        return new ExportXml(day + "T08:00:00+02:00", day + "T18:00:00+02:00");
    }

    /** One class, three riders with bibs 1 to 3, two runs of which the better counts, no result yet. */
    public static ExportXml small(LocalDate day) {
        return on(day).course(1, "NNRS")
                .raceClass("K1M", "ZS", "ZM")
                .rider("K1M", 1, "ALDER", "Ann", "ZS")
                .rider("K1M", 2, "BIRCH", "Bob", "ZS")
                .rider("K1M", 3, "CEDAR", "Cid", "ZM")
                .race("K1M_BR1", "K1M", "BR1")
                .start("K1M_BR1", "K1M", 1)
                .start("K1M_BR1", "K1M", 2)
                .start("K1M_BR1", "K1M", 3)
                .race("K1M_BR2", "K1M", "BR2")
                .start("K1M_BR2", "K1M", 1)
                .start("K1M_BR2", "K1M", 2)
                .start("K1M_BR2", "K1M", 3);
    }

    /** One class and one race of many riders, all with a result. */
    public static ExportXml big(LocalDate day, int riders) {
        ExportXml export = on(day).course(1, "NNRNSNRNRNSNNRNNRSNRNNRSNNRN").raceClass("K1M", "ZS");
        export.race("K1M_FIN", "K1M", "FIN");
        for (int bib = 1; bib <= riders; bib++) {
            export.rider("K1M", bib, "RIDER-" + bib, "Rob", "ZS").result("K1M_FIN", "K1M", bib, 80_000 + bib * 10, 2);
        }
        return export;
    }

    public ExportXml course(int number, String config) {
        return element("CourseData", field("CourseNr", number) + field("CourseConfig", config));
    }

    public ExportXml raceClass(String classId, String... catIds) {
        StringBuilder categories = new StringBuilder();
        for (String catId : catIds) {
            categories
                    .append("<Categories>")
                    .append(field("CatId", catId))
                    .append(field("ClassId", classId))
                    .append(field("Category", "Name of " + catId))
                    .append(field("FirstYear", 1990))
                    .append(field("LastYear", 2007))
                    .append("</Categories>");
        }
        return element(
                "Classes",
                field("ClassId", classId)
                        + field("Class", classId)
                        + field("LongTitle", classId + " long")
                        + categories);
    }

    /** A rider, known to the timing system as {@code bib.classId}. */
    public ExportXml rider(String classId, int bib, String family, String given, String catId) {
        return participant(classId, bib, field("FamilyName", family) + field("GivenName", given), catId);
    }

    /** Two in one boat. */
    public ExportXml crew(
            String classId,
            int bib,
            String family,
            String given,
            String secondFamily,
            String secondGiven,
            String catId) {
        return participant(
                classId,
                bib,
                field("FamilyName", family)
                        + field("GivenName", given)
                        + field("FamilyName2", secondFamily)
                        + field("GivenName2", secondGiven),
                catId);
    }

    /** A team of riders of the class, whom the export lists, too. */
    public ExportXml team(String classId, int bib, String name, int... members) {
        StringBuilder fields = new StringBuilder(field("FamilyName", name));
        for (int i = 0; i < members.length; i++) {
            fields.append(field("Member" + (i + 1), id(classId, members[i])));
        }
        return participant(classId, bib, fields.toString(), "", true);
    }

    private ExportXml participant(String classId, int bib, String names, String catId) {
        return participant(classId, bib, names, catId, false);
    }

    private ExportXml participant(String classId, int bib, String names, String catId, boolean isTeam) {
        return element(
                "Participants",
                field("Id", id(classId, bib))
                        + field("ClassId", classId)
                        + field("EventBib", bib)
                        + field("ICFId", 9000 + bib)
                        + names
                        + field("NOC", "CZE")
                        + field("Club", "Club " + bib)
                        + field("CatId", catId)
                        + field("IsTeam", isTeam));
    }

    /** A race that runs. */
    public ExportXml race(String raceId, String classId, String disId) {
        return race(raceId, classId, disId, 3);
    }

    public ExportXml race(String raceId, String classId, String disId, int raceStatus) {
        raceOrder++;
        return element(
                "Schedule",
                field("RaceId", raceId)
                        + field("RaceOrder", raceOrder)
                        + field("StartTime", "2026-06-20T09:00:00+02:00")
                        + field("ClassId", classId)
                        + field("DisId", disId)
                        + field("CourseNr", 1)
                        + field("RaceStatus", raceStatus)
                        + field("CustomTitle", "Title of " + raceId));
    }

    /** Somebody in office. */
    public ExportXml official(String function, String family, int displayOrder) {
        return element(
                "CompOfficials",
                field("FunctionCode", function)
                        + field("FamilyName", family)
                        + field("DisplayOrder", displayOrder)
                        + field("JuryNr", 1));
    }

    /** How often the first gate was touched and missed. */
    public ExportXml gateStatistics(String classId, int touched, int missed) {
        return element(
                "GateStatistics",
                field("ClassId", classId)
                        + field("Phase", "QUAL")
                        + field("RunsCounted", 40)
                        + field("G1_Touched", touched)
                        + field("G1_Missed", missed));
    }

    /** A place on the start list, no result. */
    public ExportXml start(String raceId, String classId, int bib) {
        return result(raceId, classId, bib, "");
    }

    /**
     * A clean run.
     *
     * @param timeMillis as the timing system counts
     * @param penSeconds added to it
     */
    public ExportXml result(String raceId, String classId, int bib, int timeMillis, int penSeconds) {
        return result(
                raceId,
                classId,
                bib,
                field("Time", timeMillis) + field("Pen", penSeconds) + field("Total", timeMillis + penSeconds * 1000));
    }

    /** A row with whatever fields. */
    public ExportXml result(String raceId, String classId, int bib, String fields) {
        return element(
                "Results",
                field("RaceId", raceId)
                        + field("Id", id(classId, bib))
                        + field("StartOrder", bib)
                        + field("Bib", "   " + bib)
                        + field("StartTime", "09:0%d:00".formatted(bib % 10))
                        + fields);
    }

    /** How the timing system calls a rider. */
    public static String id(String classId, int bib) {
        return bib + "." + classId;
    }

    public static String field(String name, Object value) {
        return "<" + name + ">" + value + "</" + name + ">";
    }

    private ExportXml element(String name, String content) {
        xml.append(field(name, content)).append('\n');
        return this;
    }

    /** The document so far. */
    @Override
    public String toString() {
        return xml + "</Canoe123Data>\n";
    }
}

package org.gatecast.snapshot;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.gatecast.model.EventConfig;
import org.gatecast.model.EventDetails;
import org.gatecast.model.EventMeta;
import org.gatecast.model.GateStatistics;
import org.gatecast.model.Official;
import org.gatecast.model.OnCourseEntry;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;

/**
 * The public JSON of events, races and tables (contract sections 2 and 3). Every method writes one value at the
 * generator's position, so that REST responses and WebSocket messages have the same parts. Any thread.
 */
public final class PublicJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private static final Comparator<ResultRow> CATEGORY_ORDER =
            Comparator.comparing(ResultRow::catRnk, Comparator.nullsLast(Comparator.naturalOrder()));

    private PublicJson() {}

    /** Writes one JSON value to a generator. */
    @FunctionalInterface
    public interface Part {
        void writeTo(JsonGenerator json) throws IOException;
    }

    /** Encodes one value as a document. */
    public static Document document(Part part) {
        Document document = new Document();
        try (JsonGenerator json = FACTORY.createGenerator(document)) {
            part.writeTo(json);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return document;
    }

    /** A document's bytes in UTF-8, readable without a copy. */
    public static final class Document extends ByteArrayOutputStream {
        private static final int FIRST_GUESS_BYTES = 1024;

        private Document() {
            super(FIRST_GUESS_BYTES);
        }

        /** The array that begins with the document and may be longer; must not be changed. */
        public byte[] array() {
            return buf;
        }

        public int length() {
            return count;
        }
    }

    /** {@code {"event", "classes", "races"}}: an event in detail. */
    public static void eventDetail(JsonGenerator json, EventSnapshot snapshot) throws IOException {
        json.writeStartObject();
        json.writeFieldName("event");
        event(json, snapshot.meta());
        json.writeFieldName("classes");
        classes(json, snapshot.classes());
        json.writeFieldName("races");
        races(json, snapshot);
        json.writeEndObject();
    }

    /** An event with all its public details. */
    public static void event(JsonGenerator json, EventMeta meta) throws IOException {
        json.writeStartObject();
        summaryFields(json, meta);
        text(json, "facility", meta.details().facility());
        settings(json, meta.config());
        json.writeEndObject();
    }

    /** The organiser's settings for pages; a setting that was not set is left out. */
    private static void settings(JsonGenerator json, EventConfig config) throws IOException {
        if (config.activeRaceId() != null) {
            text(json, "activeRaceId", config.activeRaceId().value());
        }
        if (config.displayMode() != null) {
            text(json, "displayMode", config.displayMode().json());
        }
        if (config.showOnCourse() != null) {
            json.writeBooleanField("showOnCourse", config.showOnCourse());
        }
    }

    /** An event with the details that the list of events shows. */
    public static void eventSummary(JsonGenerator json, EventMeta meta) throws IOException {
        json.writeStartObject();
        summaryFields(json, meta);
        json.writeEndObject();
    }

    private static void summaryFields(JsonGenerator json, EventMeta meta) throws IOException {
        EventDetails details = meta.details();
        text(json, "eventId", meta.eventId().value());
        text(json, "mainTitle", details.mainTitle());
        text(json, "subTitle", details.subTitle());
        text(json, "location", details.location());
        text(json, "startDate", details.startDate());
        text(json, "endDate", details.endDate());
        text(json, "discipline", details.discipline());
        text(json, "status", meta.status().json());
        text(json, "imageUrl", imageUrl(meta));
    }

    /** A replaced image has a new address, since caches keep the old one for a while. */
    private static String imageUrl(EventMeta meta) {
        if (meta.image() == null) {
            return null;
        }
        String version = meta.image().version() == 1 ? "" : "?v=" + meta.image().version();
        return "/api/v1/events/" + meta.eventId() + "/image" + version;
    }

    public static void classes(JsonGenerator json, List<RaceClass> classes) throws IOException {
        StructureJson.classes(json, classes);
    }

    /** An array of an event's races, each with its course. */
    public static void races(JsonGenerator json, EventSnapshot snapshot) throws IOException {
        StructureJson.races(json, snapshot);
    }

    /** An array of officials. */
    public static void officials(JsonGenerator json, List<Official> officials) throws IOException {
        OfficialsJson.officials(json, officials);
    }

    /** An array of gate statistics, one for each class and phase. */
    public static void gateStatistics(JsonGenerator json, List<GateStatistics> statistics) throws IOException {
        OfficialsJson.gateStatistics(json, statistics);
    }

    public static void categories(JsonGenerator json, List<AggregatedCategory> categories) throws IOException {
        StructureJson.categories(json, categories);
    }

    /**
     * {@code {"race", "results"}}: a race's table.
     *
     * @param catId only this category, in the order of its ranks; {@code null} for all
     * @param detailed with clocks and gates
     */
    public static void results(JsonGenerator json, RaceTable table, String catId, boolean detailed) throws IOException {
        Race race = table.race();
        json.writeStartObject();
        json.writeObjectFieldStart("race");
        text(json, "raceId", race.raceId().value());
        text(json, "classId", race.classId().value());
        text(json, "raceType", race.raceType().json());
        number(json, "raceStatus", race.raceStatus());
        json.writeEndObject();
        json.writeFieldName("results");
        List<ResultRow> rows = catId == null
                ? table.rows()
                : table.rows().stream()
                        .filter(row -> Objects.equals(catId, row.catId()))
                        .sorted(CATEGORY_ORDER)
                        .toList();
        if (detailed) {
            ResultRowJson.detailedRows(json, rows, table.gates());
        } else {
            ResultRowJson.rows(json, rows);
        }
        json.writeEndObject();
    }

    /** An array of plain result rows. */
    public static void rows(JsonGenerator json, List<ResultRow> rows) throws IOException {
        ResultRowJson.rows(json, rows);
    }

    /** {@code {"race", "startlist"}}: a race's start list. */
    public static void startlist(JsonGenerator json, RaceTable table) throws IOException {
        Race race = table.race();
        json.writeStartObject();
        json.writeObjectFieldStart("race");
        text(json, "raceId", race.raceId().value());
        text(json, "classId", race.classId().value());
        text(json, "startTime", race.startTime());
        json.writeEndObject();
        json.writeFieldName("startlist");
        startRows(json, table.startlist());
        json.writeEndObject();
    }

    /** An array of start list rows. */
    public static void startRows(JsonGenerator json, List<StartRow> rows) throws IOException {
        json.writeStartArray();
        for (StartRow row : rows) {
            json.writeStartObject();
            number(json, "startOrder", row.startOrder());
            number(json, "bib", row.bib());
            text(json, "athleteId", row.athleteId());
            text(json, "name", row.name());
            text(json, "club", row.club());
            text(json, "noc", row.noc());
            text(json, "catId", row.catId());
            text(json, "startTime", row.startTime());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** An array of participants on course. */
    public static void oncourse(JsonGenerator json, List<OnCourseEntry> entries) throws IOException {
        json.writeStartArray();
        for (OnCourseEntry entry : entries) {
            json.writeStartObject();
            text(json, "raceId", entry.raceId().value());
            number(json, "bib", entry.bib());
            text(json, "name", entry.name());
            text(json, "club", entry.club());
            number(json, "position", entry.position());
            penalties(json, entry.gates());
            json.writeBooleanField("completed", entry.dtFinish() != null);
            text(json, "dtStart", entry.dtStart());
            text(json, "dtFinish", entry.dtFinish());
            number(json, "time", entry.time());
            number(json, "pen", entry.pen());
            number(json, "total", entry.total());
            number(json, "rank", entry.rank());
            text(json, "ttbDiff", entry.ttbDiff());
            text(json, "ttbName", entry.ttbName());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void penalties(JsonGenerator json, List<Integer> gates) throws IOException {
        if (gates == null) {
            json.writeNullField("gates");
            return;
        }
        json.writeArrayFieldStart("gates");
        for (Integer seconds : gates) {
            if (seconds == null) {
                json.writeNull();
            } else {
                json.writeNumber(seconds);
            }
        }
        json.writeEndArray();
    }

    static void text(JsonGenerator json, String name, String value) throws IOException {
        json.writeFieldName(name);
        json.writeString(value);
    }

    static void number(JsonGenerator json, String name, Integer value) throws IOException {
        json.writeFieldName(name);
        if (value == null) {
            json.writeNull();
        } else {
            json.writeNumber(value);
        }
    }
}

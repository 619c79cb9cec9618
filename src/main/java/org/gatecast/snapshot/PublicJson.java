package org.gatecast.snapshot;

import static org.gatecast.snapshot.JsonFields.number;
import static org.gatecast.snapshot.JsonFields.objects;
import static org.gatecast.snapshot.JsonFields.text;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.gatecast.model.EventMeta;
import org.gatecast.model.EventStatus;
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

    /** {@code {"event", "classes", "races"}}: an event in detail; {@code "officialAt"} is added once its results are official. */
    public static void eventDetail(JsonGenerator json, EventSnapshot snapshot) throws IOException {
        json.writeStartObject();
        json.writeFieldName("event");
        event(json, snapshot.meta());
        json.writeFieldName("classes");
        classes(json, snapshot.classes());
        json.writeFieldName("races");
        races(json, snapshot);
        if (snapshot.meta().status() == EventStatus.OFFICIAL) {
            text(json, "officialAt", snapshot.meta().statusChangedAt().toString());
        }
        json.writeEndObject();
    }

    /** An event with all its public details. */
    public static void event(JsonGenerator json, EventMeta meta) throws IOException {
        EventJson.event(json, meta);
    }

    /** An event with the details that the list of events shows. */
    public static void eventSummary(JsonGenerator json, EventMeta meta) throws IOException {
        EventJson.summary(json, meta);
    }

    public static void classes(JsonGenerator json, List<RaceClass> classes) throws IOException {
        objects(json, classes, StructureJson::raceClass);
    }

    /** An array of an event's races, each with its course. */
    public static void races(JsonGenerator json, EventSnapshot snapshot) throws IOException {
        objects(json, snapshot.races(), (out, race) -> {
            RaceTable table = snapshot.tables().get(race.raceId());
            StructureJson.race(out, race, snapshot.meta().config(), table.gates());
        });
    }

    public static void officials(JsonGenerator json, List<Official> officials) throws IOException {
        objects(json, officials, StructureJson::official);
    }

    /** An array of gate statistics, one for each class and phase. */
    public static void gateStatistics(JsonGenerator json, List<GateStatistics> statistics) throws IOException {
        objects(json, statistics, StructureJson::gateStatistics);
    }

    public static void categories(JsonGenerator json, List<AggregatedCategory> categories) throws IOException {
        objects(json, categories, StructureJson::aggregatedCategory);
    }

    /**
     * {@code {"race", "results"}}: a race's table.
     *
     * @param catId only this category, in the order of its ranks; {@code null} for all
     * @param bib only the rows with this bib; {@code null} for all
     * @param detailed with clocks and gates
     */
    public static void results(JsonGenerator json, RaceTable table, String catId, String bib, boolean detailed)
            throws IOException {
        Race race = table.race();
        json.writeStartObject();
        json.writeObjectFieldStart("race");
        text(json, "raceId", race.raceId().value());
        text(json, "classId", race.classId().value());
        text(json, "raceType", race.raceType().json());
        number(json, "raceStatus", race.raceStatus());
        json.writeEndObject();
        List<ResultRow> ofCategory = catId == null
                ? table.rows()
                : table.rows().stream()
                        .filter(row -> Objects.equals(catId, row.catId()))
                        .sorted(CATEGORY_ORDER)
                        .toList();
        List<ResultRow> rows = bib == null
                ? ofCategory
                : ofCategory.stream()
                        .filter(row -> bib.equals(String.valueOf(row.bib())))
                        .toList();
        JsonFields.Fields<ResultRow> fields =
                detailed ? (out, row) -> ResultRowJson.detailed(out, row, table.gates()) : ResultRowJson::plain;
        objects(json, "results", rows, fields);
        json.writeEndObject();
    }

    /** An array of plain result rows. */
    public static void rows(JsonGenerator json, List<ResultRow> rows) throws IOException {
        objects(json, rows, ResultRowJson::plain);
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

    public static void startRows(JsonGenerator json, List<StartRow> rows) throws IOException {
        objects(json, rows, ResultRowJson::start);
    }

    public static void oncourse(JsonGenerator json, List<OnCourseEntry> entries) throws IOException {
        objects(json, entries, OnCourseJson::entry);
    }
}

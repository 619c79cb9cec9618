package org.gatecast.snapshot;

import static org.gatecast.snapshot.JsonFields.number;
import static org.gatecast.snapshot.JsonFields.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.gatecast.model.Category;
import org.gatecast.model.ClassId;
import org.gatecast.model.GateType;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;

/** An event's structure as JSON: classes, races with their courses, categories. */
final class StructureJson {
    private StructureJson() {}

    static void classes(JsonGenerator json, List<RaceClass> classes) throws IOException {
        json.writeStartArray();
        for (RaceClass raceClass : classes) {
            json.writeStartObject();
            text(json, "classId", raceClass.classId().value());
            text(json, "name", raceClass.name());
            text(json, "longTitle", raceClass.longTitle());
            json.writeArrayFieldStart("categories");
            for (Category category : raceClass.categories()) {
                json.writeStartObject();
                text(json, "catId", category.catId());
                text(json, "name", category.name());
                number(json, "firstYear", category.firstYear());
                number(json, "lastYear", category.lastYear());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** An array of an event's races, each with its course. */
    static void races(JsonGenerator json, EventSnapshot snapshot) throws IOException {
        json.writeStartArray();
        for (Race race : snapshot.races()) {
            json.writeStartObject();
            text(json, "raceId", race.raceId().value());
            text(json, "classId", race.classId().value());
            text(json, "raceType", race.raceType().json());
            number(json, "raceOrder", race.raceOrder());
            text(json, "startTime", race.startTime());
            number(json, "raceStatus", race.raceStatus());
            text(json, "customTitle", race.customTitle());
            course(json, snapshot.tables().get(race.raceId()).gates());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /**
     * The letters of the gates in order; {@code null} for a gate of unknown type, and {@code null} instead of the list
     * if the export does not list the course.
     */
    private static void course(JsonGenerator json, List<GateType> gates) throws IOException {
        if (gates.isEmpty()) {
            json.writeNullField("gates");
            return;
        }
        json.writeArrayFieldStart("gates");
        for (GateType gate : gates) {
            json.writeString(gate.letter());
        }
        json.writeEndArray();
    }

    static void categories(JsonGenerator json, List<AggregatedCategory> categories) throws IOException {
        json.writeStartArray();
        for (AggregatedCategory category : categories) {
            json.writeStartObject();
            text(json, "catId", category.catId());
            text(json, "name", category.name());
            number(json, "firstYear", category.firstYear());
            number(json, "lastYear", category.lastYear());
            json.writeArrayFieldStart("classIds");
            for (ClassId classId : category.classIds()) {
                json.writeString(classId.value());
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

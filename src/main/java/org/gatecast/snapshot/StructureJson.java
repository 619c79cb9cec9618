package org.gatecast.snapshot;

import static org.gatecast.snapshot.JsonFields.number;
import static org.gatecast.snapshot.JsonFields.objects;
import static org.gatecast.snapshot.JsonFields.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.gatecast.model.Category;
import org.gatecast.model.ClassId;
import org.gatecast.model.EventConfig;
import org.gatecast.model.GateStatistics;
import org.gatecast.model.GateStatistics.GateCount;
import org.gatecast.model.GateType;
import org.gatecast.model.Official;
import org.gatecast.model.Race;
import org.gatecast.model.RaceClass;

/** An event's structure as JSON: classes, races with their courses, categories, and what result lists print beside results. */
final class StructureJson {
    private StructureJson() {}

    static void raceClass(JsonGenerator json, RaceClass raceClass) throws IOException {
        text(json, "classId", raceClass.classId().value());
        text(json, "name", raceClass.name());
        text(json, "longTitle", raceClass.longTitle());
        objects(json, "categories", raceClass.categories(), StructureJson::category);
    }

    private static void category(JsonGenerator json, Category category) throws IOException {
        text(json, "catId", category.catId());
        text(json, "name", category.name());
        number(json, "firstYear", category.firstYear());
        number(json, "lastYear", category.lastYear());
    }

    /**
     * @param config the event's settings
     * @param gates of the course, as letters in order; {@code null} for a gate of unknown type, and {@code null} instead of
     *     the list if the export does not list the course
     */
    static void race(JsonGenerator json, Race race, EventConfig config, List<GateType> gates) throws IOException {
        text(json, "raceId", race.raceId().value());
        text(json, "classId", race.classId().value());
        text(json, "raceType", race.raceType().json());
        number(json, "raceOrder", race.raceOrder());
        text(json, "startTime", race.startTime());
        number(json, "raceStatus", race.raceStatus());
        Instant protestUntil = race.protestUntil(config);
        if (protestUntil != null) {
            text(json, "protestUntil", protestUntil.toString());
        }
        if (race.officialAt() != null) {
            text(json, "officialAt", race.officialAt().toString());
        }
        if (race.weather() != null) {
            text(json, "weather", race.weather());
        }
        text(json, "customTitle", race.customTitle());
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

    static void aggregatedCategory(JsonGenerator json, AggregatedCategory category) throws IOException {
        text(json, "catId", category.catId());
        text(json, "name", category.name());
        number(json, "firstYear", category.firstYear());
        number(json, "lastYear", category.lastYear());
        json.writeArrayFieldStart("classIds");
        for (ClassId classId : category.classIds()) {
            json.writeString(classId.value());
        }
        json.writeEndArray();
    }

    static void official(JsonGenerator json, Official official) throws IOException {
        text(json, "function", official.function());
        text(json, "familyName", official.familyName());
        text(json, "givenName", official.givenName());
        text(json, "noc", official.noc());
    }

    static void gateStatistics(JsonGenerator json, GateStatistics statistics) throws IOException {
        text(json, "classId", statistics.classId().value());
        text(json, "phase", statistics.phase());
        number(json, "runsCounted", statistics.runsCounted());
        json.writeArrayFieldStart("gates");
        int gate = 0;
        for (GateCount count : statistics.gates()) {
            json.writeStartObject();
            json.writeNumberField("number", ++gate);
            number(json, "touched", count.touched());
            number(json, "missed", count.missed());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

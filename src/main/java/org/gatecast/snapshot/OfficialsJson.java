package org.gatecast.snapshot;

import static org.gatecast.snapshot.JsonFields.number;
import static org.gatecast.snapshot.JsonFields.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;
import org.gatecast.model.GateStatistics;
import org.gatecast.model.GateStatistics.GateCount;
import org.gatecast.model.Official;

/** Officials and gate statistics as JSON, which result lists print beside the results. */
final class OfficialsJson {
    private OfficialsJson() {}

    static void officials(JsonGenerator json, List<Official> officials) throws IOException {
        json.writeStartArray();
        for (Official official : officials) {
            json.writeStartObject();
            text(json, "function", official.function());
            text(json, "familyName", official.familyName());
            text(json, "givenName", official.givenName());
            text(json, "noc", official.noc());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void gateStatistics(JsonGenerator json, List<GateStatistics> all) throws IOException {
        json.writeStartArray();
        for (GateStatistics statistics : all) {
            json.writeStartObject();
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
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}

package org.gatecast.snapshot;

import static org.gatecast.snapshot.JsonFields.number;
import static org.gatecast.snapshot.JsonFields.text;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Start list rows as JSON. */
final class StartRowJson {
    private StartRowJson() {}

    static void rows(JsonGenerator json, List<StartRow> rows) throws IOException {
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
}

package org.gatecast.http.ingest;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.gatecast.model.SkippedRow;

/** The part of a response that tells the caller which rows did not count. */
final class SkippedRowsJson {
    private SkippedRowsJson() {}

    /** The response with {@code rows}, if there are any. */
    static JsonObject add(List<SkippedRow> rows, JsonObject response) {
        if (rows.isEmpty()) {
            return response;
        }
        JsonArray json = new JsonArray();
        rows.forEach(row -> json.add(new JsonObject()
                .put("index", row.index())
                .put("reason", row.reason().json())));
        return response.put("skipped", json);
    }
}

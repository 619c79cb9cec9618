package org.gatecast.testing;

import static org.gatecast.testing.ApiClient.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The holder of one event's key: the timing booth that pushes, and the organiser who changes the status. */
public record BoothClient(ApiClient api, String eventId, String apiKey) {
    private static final String KEY = "X-API-Key";

    public ApiResponse status(String status) {
        return api.patch(admin("status"), json("{'status': '%s'}".formatted(status)), KEY, apiKey);
    }

    /** Takes the event through several states in turn; each must be allowed. */
    public BoothClient through(String... states) {
        for (String state : states) {
            ApiResponse response = status(state);
            if (response.status() != 200) {
                throw new AssertionError(eventId + " did not become " + state + ": " + response);
            }
        }
        return this;
    }

    public ApiResponse config() {
        return api.get(admin("config"), KEY, apiKey);
    }

    public ApiResponse configure(JsonNode patch) {
        return api.patch(admin("config"), patch, KEY, apiKey);
    }

    /** Declares a race's results, as the organiser does at the desk. */
    public ApiResponse declare(String raceId, JsonNode declaration) {
        return api.send(
                "PUT",
                admin("races/" + raceId + "/status"),
                declaration.toString().getBytes(StandardCharsets.UTF_8),
                KEY,
                apiKey,
                "Content-Type",
                "application/json");
    }

    /** The export as it is. */
    public ApiResponse importXml(String xml, String... headers) {
        String[] all = {KEY, apiKey, "Content-Type", "application/xml"};
        String[] more = Arrays.copyOf(all, all.length + headers.length);
        System.arraycopy(headers, 0, more, all.length, headers.length);
        return api.send("POST", "/api/v1/ingest/xml", xml.getBytes(StandardCharsets.UTF_8), more);
    }

    /** The export in JSON, as the pusher in the field sends it. */
    public ApiResponse importXmlInJson(String xml) {
        return api.post(
                "/api/v1/ingest/xml", ApiClient.MAPPER.createObjectNode().put("xml", xml), KEY, apiKey);
    }

    /** An import that must succeed. */
    public BoothClient imported(String xml) {
        ApiResponse response = importXml(xml);
        if (response.status() != 200) {
            throw new AssertionError("the import failed: " + response);
        }
        return this;
    }

    public ApiResponse results(JsonNode body) {
        return api.post("/api/v1/ingest/results", body, KEY, apiKey);
    }

    public ApiResponse oncourse(JsonNode body) {
        return api.post("/api/v1/ingest/oncourse", body, KEY, apiKey);
    }

    /** A call as it was recorded. */
    public ApiResponse push(Recording.Call call) {
        return api.post(call.path(), call.body(), KEY, apiKey);
    }

    private String admin(String what) {
        return "/api/v1/admin/events/" + eventId + "/" + what;
    }
}

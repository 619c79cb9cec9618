package org.gatecast.broadcast;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import org.gatecast.testing.ApiClient;

/** All that REST answers of an event, read once. */
record RestState(
        JsonNode detail, JsonNode categories, Map<String, JsonNode> results, Map<String, JsonNode> startlists) {

    static RestState read(ApiClient api, String eventId) {
        Map<String, JsonNode> results = new LinkedHashMap<>();
        Map<String, JsonNode> startlists = new LinkedHashMap<>();
        for (String race : api.raceIds(eventId)) {
            results.put(race, api.results(eventId, race).body().get("results"));
            startlists.put(race, api.startlist(eventId, race).body().get("startlist"));
        }
        return new RestState(
                api.event(eventId).body(), api.categories(eventId).body().get("categories"), results, startlists);
    }
}

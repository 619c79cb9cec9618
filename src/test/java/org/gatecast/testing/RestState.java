package org.gatecast.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** Everything that REST shows of one event, read once. */
public record RestState(
        JsonNode detail, JsonNode categories, Map<String, JsonNode> results, Map<String, JsonNode> startlists) {

    public static RestState read(ApiClient api, String eventId) {
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

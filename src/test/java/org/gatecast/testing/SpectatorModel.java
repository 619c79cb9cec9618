package org.gatecast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The model of a client that keeps the contract's rules (section 3): what it knows of an event after the messages so far,
 * over several connections if need be. Not thread-safe.
 */
public final class SpectatorModel {
    private static final Comparator<JsonNode> BY_RANK = Comparator.<JsonNode, Boolean>comparing(
                    row -> row.get("rnk").isNull())
            .thenComparingInt(row -> row.get("rnk").asInt())
            .thenComparing(row -> row.get("status").isTextual())
            .thenComparingInt(row -> row.get("bib").asInt());
    private static final Comparator<JsonNode> BY_HEAT =
            Comparator.<JsonNode>comparingInt(row -> row.path("heatNr").asInt()).thenComparing(BY_RANK);

    private final ApiClient api;
    private final String eventId;
    private final Set<String> races;
    private final Map<String, Map<String, JsonNode>> tables = new LinkedHashMap<>();
    private JsonNode startlists = MissingNode.getInstance();
    private ObjectNode state = ApiClient.MAPPER.createObjectNode();
    private String cursor;
    private int redundant;

    /**
     * @param races the races subscribed to; none means all
     */
    public SpectatorModel(ApiClient api, String eventId, Set<String> races) {
        this.api = api;
        this.eventId = eventId;
        this.races = races;
    }

    /** The newest cursor; {@code null} before the first message. */
    public String cursor() {
        return cursor;
    }

    public JsonNode oncourse() {
        return state.path("oncourse");
    }

    String status() {
        return state.path("event").path("status").asText();
    }

    /** How many rows and lists came that were known already. */
    int redundant() {
        return redundant;
    }

    public void apply(JsonNode message) {
        JsonNode data = message.path("data");
        switch (message.get("type").asText()) {
            case "full" -> applyFull(data);
            case "diff" -> applyDiff(data);
            case "refresh" -> applyRefresh();
            default -> throw new AssertionError("a message of unknown type: " + message);
        }
        cursor = message.get("cursor").asText();
    }

    private void applyFull(JsonNode data) {
        state = data.deepCopy();
        startlists = state.path("startlists");
        JsonNode results = state.path("results");
        state.remove(List.of("startlists", "results"));
        if (results.isMissingNode()) {
            // No filter, or one beyond the server's limits.
            fetchTables();
        } else {
            assertThat(races).as("results come only with a filter").isNotEmpty();
            tables.clear();
            results.fields().forEachRemaining(table -> tables.put(table.getKey(), byBib(table.getValue())));
        }
    }

    private void applyDiff(JsonNode data) {
        assertThat(cursor).as("a diff comes after a full").isNotNull();
        if (data.has("results")) {
            String race = data.get("raceId").asText();
            assertThat(tables).as("a diff is of a known race").containsKey(race);
            for (JsonNode row : data.get("results")) {
                redundant += row.equals(tables.get(race).put(row.get("bib").asText(), row)) ? 1 : 0;
            }
        }
        if (data.has("oncourse")) {
            redundant += data.get("oncourse").equals(state.get("oncourse")) ? 1 : 0;
            state.set("oncourse", data.get("oncourse"));
        }
        if (data.has("status")) {
            ((ObjectNode) state.get("event")).set("status", data.get("status"));
        }
    }

    private void applyRefresh() {
        JsonNode detail = api.event(eventId).body();
        detail.fields().forEachRemaining(part -> state.set(part.getKey(), part.getValue()));
        state.set("categories", api.categories(eventId).body().get("categories"));
        state.set("oncourse", api.oncourse(eventId).body().get("oncourse"));
        fetchTables();
    }

    /** A race or an event that no longer exists has no results. */
    private void fetchTables() {
        tables.clear();
        for (JsonNode race : state.get("races")) {
            String raceId = race.get("raceId").asText();
            tables.put(raceId, byBib(api.results(eventId, raceId).body().path("results")));
        }
    }

    private static Map<String, JsonNode> byBib(JsonNode rows) {
        Map<String, JsonNode> table = new HashMap<>();
        rows.forEach(row -> table.put(row.get("bib").asText(), row));
        return table;
    }

    /** A race's rows in the order in which a client shows them. */
    List<JsonNode> rows(String raceId) {
        List<JsonNode> rows = new ArrayList<>(tables.get(raceId).values());
        rows.sort(rows.stream().anyMatch(row -> row.has("heatNr")) ? BY_HEAT : BY_RANK);
        return rows;
    }

    /** Compares everything but the riders on course, whose list changes with time alone. */
    public void assertSameAs(RestState rest) {
        for (String part : List.of("event", "classes", "races")) {
            assertThat(state.get(part))
                    .as("%s of %s", part, eventId)
                    .isEqualTo(rest.detail().get(part));
        }
        assertThat(state.get("categories")).as("categories of %s", eventId).isEqualTo(rest.categories());
        List<String> expected = rest.results().keySet().stream()
                .filter(race -> races.isEmpty() || races.contains(race))
                .toList();
        assertThat(tables.keySet()).as("races of %s", eventId).containsExactlyInAnyOrderElementsOf(expected);
        for (String race : expected) {
            assertThat(rows(race))
                    .as("results of %s in %s", race, eventId)
                    .containsExactlyElementsOf(rest.results().get(race));
            if (!races.isEmpty()) {
                assertThat(startlists.get(race))
                        .as("start list of %s in %s", race, eventId)
                        .isEqualTo(rest.startlists().get(race));
            }
        }
    }
}

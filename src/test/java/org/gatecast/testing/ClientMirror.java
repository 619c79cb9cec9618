package org.gatecast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.StreamSupport;

/**
 * What a client that keeps the contract's rules (section 3) knows after what it was told. Not thread-safe.
 */
final class ClientMirror {
    private static final Comparator<JsonNode> BY_RANK = Comparator.<JsonNode, Boolean>comparing(
                    row -> row.get("rnk").isNull())
            .thenComparingInt(row -> row.get("rnk").asInt())
            .thenComparing(row -> row.get("status").isTextual())
            .thenComparingInt(row -> row.get("bib").asInt());

    private static final Comparator<JsonNode> BY_HEAT =
            Comparator.<JsonNode>comparingInt(row -> row.path("heatNr").asInt()).thenComparing(BY_RANK);

    private final ApiClient api;
    private final String eventId;
    private final Map<String, Map<String, JsonNode>> tables = new LinkedHashMap<>();
    private ObjectNode state = ApiClient.MAPPER.createObjectNode();
    private String cursor = "";
    private int redundant;

    ClientMirror(ApiClient api, String eventId) {
        this.api = api;
        this.eventId = eventId;
    }

    String status() {
        return state.path("event").path("status").asText();
    }

    JsonNode oncourse() {
        return state.path("oncourse");
    }

    String cursor() {
        return cursor;
    }

    /** How many rows and lists were told that were known already. */
    int redundant() {
        return redundant;
    }

    void apply(JsonNode message) {
        cursor = message.get("cursor").asText();
        JsonNode data = message.path("data");
        switch (message.get("type").asText()) {
            case "full" -> {
                state = data.deepCopy();
                fetchTables();
            }
            case "diff" -> applyDiff(data);
            case "refresh" -> refetch();
            default -> throw new AssertionError("a message of unknown type: " + message);
        }
    }

    private void applyDiff(JsonNode data) {
        if (data.has("results")) {
            Map<String, JsonNode> table = tables.get(data.get("raceId").asText());
            if (table == null) {
                throw new AssertionError("a diff for a race that no full told of: " + data.get("raceId"));
            }
            for (JsonNode row : data.get("results")) {
                redundant += row.equals(table.put(row.get("bib").asText(), row)) ? 1 : 0;
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

    private void refetch() {
        JsonNode detail = api.event(eventId).body();
        detail.fields().forEachRemaining(part -> state.set(part.getKey(), part.getValue()));
        state.set("categories", api.categories(eventId).body().get("categories"));
        state.set("oncourse", api.oncourse(eventId).body().get("oncourse"));
        fetchTables();
    }

    /** A gone race or event answers without results, which is what there is to show of it. */
    private void fetchTables() {
        tables.clear();
        for (JsonNode race : state.get("races")) {
            String raceId = race.get("raceId").asText();
            Map<String, JsonNode> table = new HashMap<>();
            api.results(eventId, raceId)
                    .body()
                    .path("results")
                    .forEach(row -> table.put(row.get("bib").asText(), row));
            tables.put(raceId, table);
        }
    }

    /** A race's rows in the order a client shows them. */
    List<JsonNode> rows(String raceId) {
        List<JsonNode> rows = new ArrayList<>(tables.get(raceId).values());
        boolean heats = rows.stream().anyMatch(row -> row.has("heatNr"));
        rows.sort(heats ? BY_HEAT : BY_RANK);
        return rows;
    }

    /** Everything but the riders on course, whose list moves by itself. */
    void assertSameAsRest() {
        JsonNode detail = api.event(eventId).body();
        for (String part : List.of("event", "classes", "races")) {
            assertThat(state.get(part)).as("%s of %s", part, eventId).isEqualTo(detail.get(part));
        }
        assertThat(state.get("categories"))
                .as("categories of %s", eventId)
                .isEqualTo(api.categories(eventId).body().get("categories"));
        assertThat(tables.keySet())
                .as("races of %s", eventId)
                .containsExactlyElementsOf(
                        list(detail.get("races"), race -> race.get("raceId").asText()));
        for (String raceId : tables.keySet()) {
            assertThat(rows(raceId))
                    .as("results of %s in %s", raceId, eventId)
                    .containsExactlyElementsOf(
                            list(api.results(eventId, raceId).body().get("results"), Function.identity()));
        }
    }

    private static <T> List<T> list(JsonNode array, Function<JsonNode, T> of) {
        return StreamSupport.stream(array.spliterator(), false).map(of).toList();
    }
}

package org.gatecast.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.gatecast.testing.ApiClient;
import org.gatecast.transport.MessageDecoder;

/**
 * What a client that keeps the contract's rules (section 3) knows of an event after what it was told, over several
 * connections if need be. Not thread-safe.
 */
final class ClientCopy {
    private final ApiClient api;
    private final String eventId;
    private final Set<String> races;
    private final Map<String, Map<Integer, JsonNode>> tables = new HashMap<>();
    private JsonNode startlists;
    private ObjectNode state;
    private String cursor;

    /**
     * @param races those asked for; none is all
     */
    ClientCopy(ApiClient api, String eventId, Set<String> races) {
        this.api = api;
        this.eventId = eventId;
        this.races = races;
    }

    /** {@code null} before the first message. */
    String cursor() {
        return cursor;
    }

    JsonNode oncourse() {
        return state == null ? null : state.get("oncourse");
    }

    void apply(MessageDecoder.Said said) {
        if (said.id() != null) {
            assertThat(said.id()).isEqualTo(said.cursor());
        }
        JsonNode data = said.data();
        switch (said.type()) {
            case "full" -> takeFull(data);
            case "diff" -> takeDiff(data);
            default -> throw new AssertionError("the server could not tell: " + said.text());
        }
        cursor = said.cursor();
    }

    private void takeFull(JsonNode data) {
        state = data.deepCopy();
        startlists = state.remove("startlists");
        JsonNode results = state.remove("results");
        tables.clear();
        if (races.isEmpty()) {
            assertThat(results).isNull();
            state.get("races").forEach(race -> {
                String raceId = race.get("raceId").asText();
                tables.put(raceId, new HashMap<>());
                upsert(raceId, api.results(eventId, raceId).body().path("results"));
            });
        } else {
            results.fields().forEachRemaining(table -> {
                tables.put(table.getKey(), new HashMap<>());
                upsert(table.getKey(), table.getValue());
            });
        }
    }

    private void takeDiff(JsonNode data) {
        assertThat(state).as("a diff before any full").isNotNull();
        if (data.has("raceId")) {
            String race = data.get("raceId").asText();
            assertThat(races.isEmpty() || races.contains(race))
                    .as("asked for %s", race)
                    .isTrue();
            upsert(race, data.get("results"));
        }
        if (data.has("oncourse")) {
            state.set("oncourse", data.get("oncourse"));
        }
        if (data.has("status")) {
            ((ObjectNode) state.get("event")).set("status", data.get("status"));
        }
    }

    private void upsert(String race, JsonNode rows) {
        rows.forEach(row -> tables.get(race).put(row.get("bib").asInt(), row));
    }

    /** Everything but the riders on course, whose list moves by itself. */
    void assertSameAs(RestState rest) {
        for (String part : List.of("event", "classes", "races")) {
            assertThat(state.get(part)).as(part).isEqualTo(rest.detail().get(part));
        }
        assertThat(state.get("categories")).isEqualTo(rest.categories());
        rest.results().forEach((race, rows) -> {
            if (races.isEmpty() || races.contains(race)) {
                Map<Integer, JsonNode> expected = new HashMap<>();
                rows.forEach(row -> expected.put(row.get("bib").asInt(), row));
                assertThat(tables.get(race)).as("results of %s", race).isEqualTo(expected);
            } else {
                assertThat(tables).doesNotContainKey(race);
            }
            if (races.contains(race)) {
                assertThat(startlists.get(race))
                        .as("start list of %s", race)
                        .isEqualTo(rest.startlists().get(race));
            }
        });
    }
}

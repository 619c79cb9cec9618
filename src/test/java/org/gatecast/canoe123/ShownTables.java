package org.gatecast.canoe123;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.canoe123.stream.ResultTable;
import org.gatecast.canoe123.stream.ResultTableRow;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.SpectatorClient;

/** What a spectator and REST show of the recorded race, row by row. */
public final class ShownTables {
    private ShownTables() {}

    /**
     * Fails where what is shown differs from the recording's last tables, or from the last status of each race.
     *
     * @param spectator of the event "race"
     */
    public static void compare(ApiClient api, SpectatorClient spectator) {
        int compared = 0;
        for (ResultTable table : RecordedStream.lastTables()) {
            Map<String, JsonNode> rows = new HashMap<>();
            spectator
                    .rows(table.raceId())
                    .forEach(row -> rows.put(row.get("bib").asText(), row));
            JsonNode detailed = api.get("/api/v1/events/race/results/" + table.raceId() + "?detailed=true")
                    .body();
            assertThat(detailed.toString()).doesNotContain("\uFFFD");
            for (JsonNode row : detailed.get("results")) {
                rows.merge(row.get("bib").asText(), row, (seen, fetched) -> {
                    assertThat(seen.get("total")).isEqualTo(fetched.get("total"));
                    assertThat(seen.get("rnk")).isEqualTo(fetched.get("rnk"));
                    return fetched;
                });
            }
            for (ResultTableRow row : table.rows()) {
                compareRun(table.raceId().contains("_BR2_"), row, rows.get(String.valueOf(row.bib())));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(366);
        Map<String, String> statuses = new HashMap<>();
        api.event("race")
                .body()
                .get("races")
                .forEach(race -> statuses.put(
                        race.get("raceId").asText(), race.get("raceStatus").asText()));
        assertThat(statuses).containsAllEntriesOf(RecordedStream.lastState().schedule());
    }

    /** Whether {@link #compare} finds no difference. */
    public static boolean areShown(ApiClient api, SpectatorClient spectator) {
        try {
            compare(api, spectator);
            return true;
        } catch (AssertionError | NullPointerException notYet) {
            return false;
        }
    }

    /** The second run is shown if it took place; then the first one is the previous. */
    private static void compareRun(boolean second, ResultTableRow row, JsonNode shown) {
        String status = String.valueOf(row.status());
        assertThat(shown.get(second ? "currStatus" : "prevStatus").asText()).isEqualTo(status);
        boolean previous = !second && !shown.get("prevTime").isNull();
        if (row.time() != null) {
            assertThat(shown.get(previous ? "prevTime" : "time").asText())
                    .isEqualTo(row.time().toString());
            assertThat(shown.get(previous ? "prevPen" : "pen").asText())
                    .isEqualTo(row.pen().toString());
            assertThat(shown.get(previous ? "prevTotal" : "total").asText())
                    .isEqualTo(row.total().toString());
            if (row.gates() != null) {
                List<Integer> gates = new ArrayList<>();
                shown.get(previous ? "prevGates" : "gates")
                        .forEach(gate -> gates.add(
                                gate.get("penalty").isNull()
                                        ? null
                                        : gate.get("penalty").asInt()));
                assertThat(gates.subList(0, row.gates().size())).isEqualTo(row.gates());
            }
        }
    }
}

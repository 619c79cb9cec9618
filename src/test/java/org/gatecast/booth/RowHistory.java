package org.gatecast.booth;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.SpectatorClient.ReceivedMessage;

/** The runs that a spectator was shown, one after the other, for each rider in each race. */
final class RowHistory {
    /** Ranks and gaps may come back by right, since they depend on other riders. */
    private static final List<String> OF_THE_RIDER =
            List.of("time", "pen", "total", "status", "prevTime", "prevPen", "prevTotal", "prevStatus", "currStatus");

    private final Map<String, List<String>> shown = new LinkedHashMap<>();

    private RowHistory() {}

    /** Of all diffs that the spectator has received. */
    static RowHistory of(SpectatorClient spectator) {
        RowHistory history = new RowHistory();
        for (ReceivedMessage message : spectator.messages()) {
            if (message.type().equals("diff") && message.data().has("results")) {
                String race = message.data().get("raceId").asText();
                message.data().get("results").forEach(row -> history.add(race, row));
            }
        }
        return history;
    }

    private void add(String race, JsonNode row) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        OF_THE_RIDER.forEach(name -> values.put(name, row.get(name)));
        List<String> before = shown.computeIfAbsent(race + " " + row.get("bib").asText(), key -> new ArrayList<>());
        String now = values.toString();
        if (before.isEmpty() || !before.get(before.size() - 1).equals(now)) {
            before.add(now);
        }
    }

    int rows() {
        return shown.size();
    }

    /** The rows that showed a run again after they had shown another one. */
    Map<String, List<String>> flickers() {
        Map<String, List<String>> flickers = new HashMap<>();
        shown.forEach((row, runs) -> {
            if (runs.stream().distinct().count() < runs.size()) {
                flickers.put(row, runs);
            }
        });
        return flickers;
    }
}

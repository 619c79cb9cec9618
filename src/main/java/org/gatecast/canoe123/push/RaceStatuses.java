package org.gatecast.canoe123.push;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The status of each race: what the timing program says, and what the service has accepted. Not kept beyond the process, since the
 * timing program says it again and again. Confined to the context of the lanes.
 */
final class RaceStatuses {
    private static final String NUMBER = "\\d{1,4}";

    /** As many as the service takes in one call. */
    private static final int MAX_RACES = 1_000;

    private final Map<String, String> newest = new LinkedHashMap<>();
    private final Map<String, String> accepted = new HashMap<>();
    private Map<String, String> sent = Map.of();
    private boolean unmatched;

    /**
     * @param schedule by race id, as the timing program writes it; what is no number is left out
     */
    void offer(Map<String, String> schedule) {
        newest.clear();
        schedule.forEach((race, status) -> {
            if (status.matches(NUMBER)) {
                newest.put(race, status);
            }
        });
    }

    /** The statuses that the service has not accepted, for the next call. */
    JsonArray next() {
        Map<String, String> next = new LinkedHashMap<>();
        newest.forEach((race, status) -> {
            if (next.size() < MAX_RACES && !status.equals(accepted.get(race))) {
                next.put(race, status);
            }
        });
        sent = next;
        JsonArray races = new JsonArray();
        next.forEach((race, status) ->
                races.add(new JsonObject().put("raceId", race).put("raceStatus", Integer.valueOf(status))));
        return races;
    }

    /** Statuses of races that the service does not know are sent again after the next import. */
    void accepted(JsonObject response) {
        unmatched |= Boolean.TRUE.equals(response.getValue("ignored")) || response.getInteger("races", 0) < sent.size();
        accepted.putAll(sent);
        sent = Map.of();
    }

    void refused() {
        accepted.putAll(sent);
        sent = Map.of();
    }

    /** An export was imported: if races were not known before it, all are sent again. */
    void exportImported() {
        if (unmatched) {
            unmatched = false;
            accepted.clear();
        }
    }
}

package org.gatecast.canoe123.push;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.gatecast.canoe123.stream.ResultTable;

/** The newest table of a race, and what the service has accepted of it. Confined to the pusher's event loop. */
final class RaceRows {
    private final String raceId;
    private final Map<String, ResultRowBody> newest = new LinkedHashMap<>();
    private final Map<String, String> accepted = new HashMap<>();
    private boolean current;
    private boolean unmatched;

    RaceRows(String raceId) {
        this.raceId = raceId;
    }

    /**
     * A table that was kept on disk.
     *
     * @throws IllegalArgumentException if it is none
     */
    static RaceRows of(Buffer file) {
        try {
            JsonObject kept = new JsonObject(file);
            RaceRows race = new RaceRows(kept.getString("raceId"));
            for (Object row : kept.getJsonArray("rows")) {
                ResultRowBody body = ResultRowBody.of((JsonObject) row);
                race.newest.put(body.key(), body);
            }
            return race;
        } catch (DecodeException | ClassCastException | NullPointerException e) {
            throw new IllegalArgumentException("no table of results", e);
        }
    }

    Buffer toFile() {
        JsonArray rows = new JsonArray();
        newest.values().forEach(row -> rows.add(row.json()));
        return new JsonObject().put("raceId", raceId).put("rows", rows).toBuffer();
    }

    /** Rows that the table no longer lists are left as they are: the export says who is in a race. */
    void replace(ResultTable table) {
        newest.clear();
        current = table.current();
        table.rows().forEach(row -> {
            ResultRowBody body = ResultRowBody.of(raceId, row);
            newest.put(body.key(), body);
        });
    }

    String raceId() {
        return raceId;
    }

    boolean isCurrent() {
        return current;
    }

    List<ResultRowBody> pending() {
        return newest.values().stream().filter(this::isPending).toList();
    }

    boolean isPending() {
        return newest.values().stream().anyMatch(this::isPending);
    }

    private boolean isPending(ResultRowBody row) {
        return !row.news().equals(accepted.get(row.key()));
    }

    void accept(ResultRowBody row) {
        accepted.put(row.key(), row.news());
    }

    /** The service knew not every row that it accepted: the next export may bring them. */
    void markUnmatched() {
        unmatched = true;
    }

    /** The service may have forgotten what it has accepted. */
    void sendAgain() {
        accepted.clear();
    }

    /** An export was imported: if rows were not known before it, all are sent again. Returns whether they are. */
    boolean exportImported() {
        if (!unmatched) {
            return false;
        }
        unmatched = false;
        accepted.clear();
        return true;
    }
}

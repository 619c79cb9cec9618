package org.gatecast.canoe123.push;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.regex.Pattern;
import org.gatecast.canoe123.stream.ResultTableRow;

/**
 * A row of a results call.
 *
 * @param key of the rider in the race
 * @param json as it is sent
 * @param news what makes the row worth sending: without the rank where the service ranks by itself, since each finish moves
 *     the ranks of others
 */
record ResultRowBody(String key, JsonObject json, String news) {
    private static final String MARK = "*";
    private static final Pattern RANKED_BY_SERVICE = Pattern.compile("_(BR1|BR2|SR|TSR|QUA|SEM|FIN|XT)(_|$)");

    static ResultRowBody of(String raceId, ResultTableRow row) {
        JsonObject json = new JsonObject().put("raceId", raceId);
        if (row.participantId() != null) {
            json.put("participantId", row.participantId());
        }
        if (row.bib() != null) {
            json.put("bib", row.bib());
        }
        json.put("time", row.time())
                .put("pen", row.pen())
                .put("total", row.total())
                .put("status", row.status() == null && row.underInvestigation() ? MARK : row.status())
                .put("rnk", row.rank())
                .put("gates", row.gates() == null ? null : gates(row.gates()));
        return of(json);
    }

    /** A row that was kept on disk. */
    static ResultRowBody of(JsonObject json) {
        Object key = json.getValue("participantId", json.getValue("bib"));
        JsonObject news = json;
        if (RANKED_BY_SERVICE.matcher(json.getString("raceId")).find()) {
            news = json.copy();
            news.remove("rnk");
        }
        return new ResultRowBody(String.valueOf(key), json, news.encode());
    }

    private static JsonArray gates(List<Integer> penalties) {
        JsonArray gates = new JsonArray();
        for (int i = 0; i < penalties.size(); i++) {
            if (penalties.get(i) != null) {
                gates.add(new JsonObject().put("gate", i + 1).put("pen", penalties.get(i)));
            }
        }
        return gates;
    }
}

package org.gatecast.bench;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatecast.bench.HttpConnection.Response;
import org.gatecast.testing.Recording;

/**
 * The recorded race, dated today, running in an event of its own, and the calls that are measured on it. Each changes one
 * result from what the call before it said, by hundredths of a second, one rider after the other.
 */
final class RunningRace {
    private static final String JSON = "application/json";
    /** The stream never speaks of it, so that imports change what is seen. */
    private static final String FIRST_RUN = "K1M_ST_BR1_6";

    private static final String SECOND_RUN = "K1M_ST_BR2_6";
    private static final int TABLE_ROWS = 105;
    private static final String INSIDE_A_ROW = "(?:(?!</Results>)[\\s\\S])*?";
    /** Hundredths. Prime, so that a rider whose turn comes again does not get the time of the last one. */
    private static final int STEPS = 97;

    private final String export;

    private RunningRace(String export) {
        this.export = export;
    }

    /** Brings the event to running, and authorizes the connection for it. */
    static RunningRace prepare(HttpConnection connection) throws IOException {
        String export = Recording.xml(LocalDate.now(ZoneOffset.UTC));
        Response created = require(connection.send(
                "POST", "/api/v1/admin/events", JSON, bytes("{\"eventId\": \"bench\", \"mainTitle\": \"Bench\"}")));
        connection.authorize(new JsonObject(created.body()).getString("apiKey"));
        require(connection.send("POST", "/api/v1/ingest/xml", "application/xml", bytes(export)));
        for (String status : List.of("startlist", "running")) {
            require(connection.send(
                    "PATCH",
                    "/api/v1/admin/events/bench/status",
                    JSON,
                    bytes(new JsonObject().put("status", status).encode())));
        }
        return new RunningRace(export);
    }

    CallKind.Bodies imports() {
        Pattern result = Pattern.compile("<RaceId>" + FIRST_RUN + "</RaceId>" + INSIDE_A_ROW + "<Time>(\\d+)</Time>"
                + INSIDE_A_ROW + "<Total>(\\d+)</Total>");
        List<int[]> places = new ArrayList<>();
        Matcher matcher = result.matcher(export);
        while (matcher.find()) {
            if (hasRoom(matcher.group(1)) && hasRoom(matcher.group(2))) {
                places.add(new int[] {matcher.start(1), matcher.end(1), matcher.start(2), matcher.end(2)});
            }
        }
        StringBuilder document = new StringBuilder(export);
        int[] count = {0};
        return () -> {
            int call = count[0]++;
            int[] place = places.get(call % places.size());
            int hundredths = 1 + call % STEPS;
            document.replace(place[0], place[1], later(export.substring(place[0], place[1]), hundredths));
            document.replace(place[2], place[3], later(export.substring(place[2], place[3]), hundredths));
            return bytes(document.toString());
        };
    }

    private static String later(String millis, int hundredths) {
        return Integer.toString(Integer.parseInt(millis) + 10 * hundredths);
    }

    /** Whether a time stays as wide as it is, so that all others stay where they are. */
    private static boolean hasRoom(String millis) {
        return later(millis, STEPS).length() == millis.length();
    }

    /**
     * The longest recorded table of the second run, and the riders it lacks: "not yet" rows. Said once here, so that from
     * then on one row is new.
     */
    CallKind.Bodies tables(HttpConnection connection) throws IOException {
        Map<Integer, JsonObject> rows = new TreeMap<>();
        Matcher listed = Pattern.compile("<RaceId>" + SECOND_RUN
                        + "</RaceId>\\s*<Id>([^<]+)</Id>\\s*<StartOrder>\\d+</StartOrder>\\s*<Bib>\\s*(\\d+)</Bib>")
                .matcher(export);
        while (listed.find()) {
            rows.put(Integer.valueOf(listed.group(2)), notYet(listed.group(1), Integer.valueOf(listed.group(2))));
        }
        List<JsonObject> changing = new ArrayList<>();
        JsonObject longest = new JsonObject(
                Recording.tables().get(Recording.tables().size() - 1).body().toString());
        longest.getJsonArray("results").forEach(item -> {
            JsonObject row = (JsonObject) item;
            rows.put(row.getInteger("bib"), row);
            if (row.getInteger("time") != null && row.getInteger("pen") != null) {
                changing.add(row);
            }
        });
        if (rows.size() != TABLE_ROWS) {
            throw new IllegalStateException("the recording has a table of " + rows.size() + " rows");
        }
        require(connection.send("POST", "/api/v1/ingest/results", JSON, table(rows.values())));
        List<Integer> times =
                changing.stream().map(row -> row.getInteger("time")).toList();
        int[] count = {0};
        return () -> {
            int call = count[0]++;
            int time = times.get(call % times.size()) + 1 + call % STEPS;
            JsonObject row = changing.get(call % times.size());
            row.put("time", time).put("total", time + row.getInteger("pen"));
            return table(rows.values());
        };
    }

    private static byte[] table(Collection<JsonObject> rows) {
        return bytes(rows.stream().map(JsonObject::encode).collect(Collectors.joining(", ", "{\"results\": [", "]}")));
    }

    private static JsonObject notYet(String participantId, Integer bib) {
        return new JsonObject()
                .put("participantId", participantId)
                .put("raceId", SECOND_RUN)
                .put("bib", bib)
                .putNull("rnk")
                .putNull("time")
                .put("pen", 0)
                .putNull("total")
                .putNull("status");
    }

    /** The recorded calls, over and over. */
    CallKind.Bodies oncourse() {
        List<byte[]> calls = Recording.calls().stream()
                .filter(call -> !call.isResults())
                .map(call -> bytes(call.body().toString()))
                .toList();
        int[] count = {0};
        return () -> calls.get(count[0]++ % calls.size());
    }

    private static Response require(Response response) {
        if (response.status() / 100 != 2) {
            throw new IllegalStateException("the server answered " + response);
        }
        return response;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}

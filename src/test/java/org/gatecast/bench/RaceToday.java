package org.gatecast.bench;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
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
import org.gatecast.bench.Connection.Answer;

/**
 * The recorded race, dated today, running in an event of its own, and the calls that are measured on it. Each changes one
 * result from what the call before it said, by hundredths of a second, one rider after the other.
 */
final class RaceToday {
    private static final String JSON = "application/json";
    /** The stream never speaks of it, so that imports change what is seen. */
    private static final String FIRST_RUN = "K1M_ST_BR1_6";

    private static final String SECOND_RUN = "K1M_ST_BR2_6";
    private static final int TABLE_ROWS = 105;
    /** Hundredths. Prime, so that a rider whose turn comes again does not get the time of the last one. */
    private static final int STEPS = 97;

    private final String export;
    private final List<JsonObject> trace;

    private RaceToday(String export, List<JsonObject> trace) {
        this.export = export;
        this.trace = trace;
    }

    /** Brings the event to running, and authorizes the connection for it. */
    static RaceToday prepare(Connection connection) throws IOException {
        String export = resource("/race/event.xml")
                .replaceAll(
                        "\\d{4}-\\d{2}-\\d{2}(?=T)",
                        LocalDate.now(ZoneOffset.UTC).toString());
        Answer created = require(connection.send(
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
        List<JsonObject> trace =
                resource("/race/trace.jsonl").lines().map(JsonObject::new).toList();
        return new RaceToday(export, trace);
    }

    Kind.Bodies imports() {
        Pattern result = Pattern.compile("<Results><RaceId>" + FIRST_RUN
                + "</RaceId>.*?<Time>(\\d+)</Time>.*?<Total>(\\d+)</Total>.*?</Results>");
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
    Kind.Bodies tables(Connection connection) throws IOException {
        Map<Integer, JsonObject> rows = new TreeMap<>();
        Matcher listed = Pattern.compile("<Results><RaceId>" + SECOND_RUN
                        + "</RaceId><Id>([^<]+)</Id><StartOrder>\\d+</StartOrder><Bib>\\s*(\\d+)</Bib>")
                .matcher(export);
        while (listed.find()) {
            rows.put(Integer.valueOf(listed.group(2)), notYet(listed.group(1), Integer.valueOf(listed.group(2))));
        }
        List<JsonObject> changing = new ArrayList<>();
        longestTable().forEach(item -> {
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

    private JsonArray longestTable() {
        JsonArray longest = new JsonArray();
        for (JsonObject call : trace) {
            JsonArray rows = call.getJsonObject("body").getJsonArray("results");
            if (rows != null
                    && rows.size() >= longest.size()
                    && rows.getJsonObject(0).getString("raceId").equals(SECOND_RUN)) {
                longest = rows;
            }
        }
        return longest;
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

    /** The recorded calls, one rider each, over and over. */
    Kind.Bodies oncourse() {
        List<byte[]> calls = trace.stream()
                .filter(call -> call.getString("path").endsWith("/oncourse"))
                .map(call -> bytes(call.getJsonObject("body").encode()))
                .toList();
        int[] count = {0};
        return () -> calls.get(count[0]++ % calls.size());
    }

    private static Answer require(Answer answer) {
        if (answer.status() / 100 != 2) {
            throw new IllegalStateException("the server answered " + answer);
        }
        return answer;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String resource(String name) throws IOException {
        try (InputStream stream = RaceToday.class.getResourceAsStream(name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}

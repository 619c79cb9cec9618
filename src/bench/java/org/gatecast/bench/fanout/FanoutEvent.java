package org.gatecast.bench.fanout;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.gatecast.bench.HttpConnection;
import org.gatecast.testing.Recording;

/** The recorded event, running on a server, and the bodies that are posted to it. */
final class FanoutEvent {
    static final String SPECTATORS = "/api/v1/events/BENCH/ws";
    static final String EVENT_STREAM = "/api/v1/events/BENCH/stream";

    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String JSON = "application/json";
    private static final String RESULTS = "/api/v1/ingest/results";
    private static final String ONCOURSE = "/api/v1/ingest/oncourse";

    private final HttpConnection connection;
    private final String apiKey;
    private final List<Recording.Call> trace;
    private final ObjectNode table;
    private final ObjectNode rider;
    private int count;

    FanoutEvent(HttpConnection connection) throws IOException {
        this.connection = connection;
        String created = call(HttpConnection.request(
                "POST",
                "/api/v1/admin/events",
                null,
                JSON,
                "{\"eventId\":\"BENCH\",\"mainTitle\":\"Benchmark\"}".getBytes(StandardCharsets.UTF_8)));
        apiKey = MAPPER.readTree(created).get("apiKey").asText();
        String export = Recording.xml(LocalDate.now(ZoneOffset.UTC));
        call(HttpConnection.request(
                "POST", "/api/v1/ingest/xml", apiKey, "application/xml", export.getBytes(StandardCharsets.UTF_8)));
        for (String status : List.of("startlist", "running")) {
            call(HttpConnection.request(
                    "PATCH",
                    "/api/v1/admin/events/BENCH/status",
                    apiKey,
                    JSON,
                    ("{\"status\":\"" + status + "\"}").getBytes(StandardCharsets.UTF_8)));
        }
        trace = Recording.calls();
        table = (ObjectNode) bodies(RESULTS)
                .max(Comparator.comparingInt(body -> body.get("results").size()))
                .orElseThrow();
        rider = (ObjectNode) bodies(ONCOURSE)
                .filter(body -> body.at("/oncourse/0/dtFinish").isNull()
                        && body.at("/oncourse/0/dtStart").isTextual())
                .findFirst()
                .orElseThrow();
    }

    private Stream<JsonNode> bodies(String path) {
        return trace.stream().filter(call -> call.path().equals(path)).map(call -> call.body()
                .<JsonNode>deepCopy());
    }

    /** A rider's clock, on by a little. */
    byte[] oncourse() {
        count++;
        ObjectNode entry = (ObjectNode) rider.at("/oncourse/0");
        entry.put("time", 3_000 + count).put("total", 3_200 + count);
        return request(ONCOURSE, rider);
    }

    /** The whole table, in which one row is faster than it was. */
    byte[] table() {
        ObjectNode row = (ObjectNode)
                table.get("results").get(count++ % table.get("results").size());
        int time = row.path("time").asInt(9_000) - 1;
        row.put("time", time).put("total", time + row.path("pen").asInt()).putNull("status");
        return request(RESULTS, table);
    }

    void post(byte[] request) throws IOException {
        call(request);
    }

    private String call(byte[] request) throws IOException {
        HttpConnection.Response response = connection.send(request);
        if (response.status() >= 300) {
            throw new IOException("refused: " + response);
        }
        return response.body();
    }

    /** Posts the recording as it was posted, so many times as fast. */
    void replay(double speed) throws IOException, InterruptedException {
        long start = System.nanoTime();
        for (Recording.Call call : trace) {
            long due = start + (long) (TimeUnit.MILLISECONDS.toNanos(call.millis()) / speed);
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            post(request(call.path(), call.body()));
        }
    }

    private byte[] request(String path, JsonNode body) {
        return HttpConnection.request(
                "POST", path, apiKey, JSON, body.toString().getBytes(StandardCharsets.UTF_8));
    }
}

package org.gatecast.bench.raceday;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatecast.bench.ColdStart;
import org.gatecast.bench.HttpConnection;
import org.gatecast.bench.HttpConnection.Response;
import org.gatecast.bench.MeasuredServer;
import org.gatecast.testing.Recording;

/**
 * The race day that every run plays.
 *
 * @param pace whether the calls are sent when the recording says
 * @param imports how many times the export is sent: before the first call, then evenly between the calls
 */
record RaceDay(boolean pace, int imports, int spectators) {
    private static final String JSON = "application/json";
    private static final long SETTLING_SECONDS = 4;
    private static final long IDLE_SECONDS = 8;
    private static final double NANOS = 1e6;
    private static final double KIB_PER_MB = 1024;
    private static final double WORTH_A_LINE_MILLIS = 10;

    /** Plays the day against a process that has just started. */
    void measure(ColdStart start, Figures figures, boolean threads) throws Exception {
        MeasuredServer server = start.server();
        figures.add("start, ms", start.millis());
        TimeUnit.SECONDS.sleep(SETTLING_SECONDS);
        figures.add("CPU of the start, ms", server.cpuNanos() / NANOS);
        long wakeups = server.wakeups();
        TimeUnit.SECONDS.sleep(IDLE_SECONDS);
        figures.add("wakeups a second while idle", (double) (server.wakeups() - wakeups) / IDLE_SECONDS);
        figures.add("memory while idle, MB", server.residentKib() / KIB_PER_MB);
        Map<String, Long> before = server.cpuNanosByThread();
        long cpu = server.cpuNanos();
        Map<String, List<Double>> calls = play(server.port());
        figures.add("CPU of the race, ms", (server.cpuNanos() - cpu) / NANOS);
        figures.add("CPU of all, ms", server.cpuNanos() / NANOS);
        calls.forEach((kind, millis) -> {
            figures.add(kind + ", first, ms", millis.get(0));
            double[] others = millis.stream()
                    .skip(1)
                    .mapToDouble(Double::doubleValue)
                    .sorted()
                    .toArray();
            figures.add(kind + ", median of the others, ms", others[others.length / 2]);
            figures.add(kind + ", slowest of the others, ms", others[others.length - 1]);
        });
        figures.add("memory afterwards, MB", server.residentKib() / KIB_PER_MB);
        if (threads) {
            printThreads(before, server.cpuNanosByThread());
        }
    }

    private static void printThreads(Map<String, Long> before, Map<String, Long> after) {
        System.out.printf("%-20s %12s %12s%n", "CPU, ms", "start", "race");
        after.entrySet().stream()
                .filter(thread -> thread.getValue() / NANOS > WORTH_A_LINE_MILLIS)
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .forEach(thread -> {
                    long start = before.getOrDefault(thread.getKey(), 0L);
                    System.out.printf(
                            Locale.ROOT,
                            "%-20s %12.1f %12.1f%n",
                            thread.getKey(),
                            start / NANOS,
                            (thread.getValue() - start) / NANOS);
                });
        System.out.println();
    }

    /** Plays the day; how long each kind of call took, in milliseconds, in the order in which they were made. */
    private Map<String, List<Double>> play(int port) throws Exception {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        byte[] upload = new JsonObject()
                .put("xml", Recording.xml(LocalDate.now(ZoneOffset.UTC)))
                .encode()
                .getBytes(StandardCharsets.UTF_8);
        List<Recording.Call> calls = Recording.calls();
        List<byte[]> bodies = calls.stream()
                .map(call -> call.body().toString().getBytes(StandardCharsets.UTF_8))
                .toList();
        List<DiscardingSpectator> watching = new ArrayList<>();
        try (HttpConnection connection = new HttpConnection(port)) {
            Response created = require(connection.send(
                    "POST",
                    "/api/v1/admin/events",
                    JSON,
                    "{\"eventId\": \"bench\", \"mainTitle\": \"Bench\"}".getBytes(StandardCharsets.UTF_8)));
            connection.authorize(new JsonObject(created.body()).getString("apiKey"));
            time(times, "import", connection, "/api/v1/ingest/xml", upload);
            require(connection.send(
                    "PATCH",
                    "/api/v1/admin/events/bench/status",
                    JSON,
                    "{\"status\": \"running\"}".getBytes(StandardCharsets.UTF_8)));
            for (int i = 0; i < spectators; i++) {
                watching.add(DiscardingSpectator.join(port, "/api/v1/events/bench/ws?race=" + Recording.RACE));
            }
            long began = System.nanoTime();
            int imported = 1;
            for (int i = 0; i < calls.size(); i++) {
                Recording.Call call = calls.get(i);
                if (imported < imports && i >= calls.size() * imported / imports) {
                    time(times, "import", connection, "/api/v1/ingest/xml", upload);
                    imported++;
                }
                if (pace) {
                    long due = began
                            + TimeUnit.MILLISECONDS.toNanos(
                                    call.millis() - calls.get(0).millis());
                    TimeUnit.NANOSECONDS.sleep(Math.max(0, due - System.nanoTime()));
                }
                time(
                        times,
                        call.isResults() ? "results table" : "on-course call",
                        connection,
                        call.isResults() ? "/api/v1/ingest/results" : "/api/v1/ingest/oncourse",
                        bodies.get(i));
            }
        } finally {
            for (DiscardingSpectator spectator : watching) {
                spectator.close();
            }
        }
        return times;
    }

    private static void time(
            Map<String, List<Double>> times, String kind, HttpConnection connection, String path, byte[] body)
            throws IOException {
        long began = System.nanoTime();
        require(connection.send("POST", path, JSON, body));
        times.computeIfAbsent(kind, first -> new ArrayList<>()).add((System.nanoTime() - began) / NANOS);
    }

    private static Response require(Response response) {
        if (response.status() / 100 != 2) {
            throw new IllegalStateException("the server answered " + response);
        }
        return response;
    }
}

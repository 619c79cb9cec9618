package org.gatecast.bench.soak;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.gatecast.bench.HttpConnection;
import org.gatecast.testing.Recording;

/**
 * The recorded race in an event of its own, round after round on a thread of its own. Between two rounds the export comes
 * again and the stream takes back what it said.
 */
final class SoakRace implements AutoCloseable {
    static final String EVENT = "SOAK";

    private static final String JSON = "application/json";
    private static final String RESULTS = "/api/v1/ingest/results";
    private static final long PAUSE_MILLIS = 500;

    private final HttpConnection connection;
    private final int speed;
    private final byte[] export;
    private final List<Recording.Call> calls;
    private final byte[] takenBack;
    private final AtomicLong made = new AtomicLong();
    private final Thread thread = new Thread(this::run, "race");
    private final boolean[] hasNews;
    private final AtomicLong rounds = new AtomicLong();
    /** Held for a round. Fair, so that whoever waits comes after the round. */
    private final ReentrantLock round = new ReentrantLock(true);

    private Runnable onNews = () -> {};
    private Consumer<Recording.Call> onAcknowledged = call -> {};
    private volatile boolean over;

    SoakRace(int port, int speed) throws IOException {
        this.connection = new HttpConnection(port);
        this.speed = speed;
        this.export = bytes(Recording.xml(LocalDate.now(ZoneOffset.UTC)));
        this.calls = Recording.calls();
        this.hasNews = new boolean[calls.size()];
        this.takenBack = takenBack();
    }

    /**
     * Told before each call that brings a table of results which changed a row in the round before. A table that changes
     * nothing is not sent to anybody.
     */
    void onNews(Runnable listener) {
        onNews = listener;
    }

    /** Told of each recorded call as soon as its response has come. */
    void onAcknowledged(Consumer<Recording.Call> listener) {
        onAcknowledged = listener;
    }

    /** Brings the event to running and begins the first round. */
    void start() throws IOException {
        String created = send("POST", "/api/v1/admin/events", "{\"eventId\":\"SOAK\",\"mainTitle\":\"Soak\"}");
        connection.authorize(new JsonObject(created).getString("apiKey"));
        send("POST", "/api/v1/ingest/xml", "application/xml", export);
        for (String status : List.of("startlist", "running")) {
            send(
                    "PATCH",
                    "/api/v1/admin/events/SOAK/status",
                    new JsonObject().put("status", status).encode());
        }
        thread.setDaemon(true);
        thread.start();
    }

    boolean isRunning() {
        return thread.isAlive();
    }

    /** Ingest calls so far. */
    long calls() {
        return made.get();
    }

    /** Runs something after the present round, and lets the next one begin only then. */
    void betweenRounds(Runnable task) {
        round.lock();
        try {
            task.run();
        } finally {
            round.unlock();
        }
    }

    /** How often the whole race was played. */
    long rounds() {
        return rounds.get();
    }

    private void run() {
        try {
            while (!over) {
                round.lock();
                try {
                    round();
                    rounds.incrementAndGet();
                    send("POST", "/api/v1/ingest/xml", "application/xml", export);
                    send("POST", RESULTS, JSON, takenBack);
                } finally {
                    round.unlock();
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (IOException e) {
            if (!over) {
                System.err.println("The race ended: " + e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void round() throws IOException, InterruptedException {
        long began = System.nanoTime();
        for (int i = 0; i < calls.size(); i++) {
            Recording.Call call = calls.get(i);
            long due = began + TimeUnit.MILLISECONDS.toNanos(call.millis()) / speed;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
            if (hasNews[i]) {
                onNews.run();
            }
            String response = send("POST", call.path(), call.body().toString());
            onAcknowledged.accept(call);
            hasNews[i] = call.isResults() && new JsonObject(response).getInteger("changed", 0) > 0;
        }
    }

    private String send(String method, String path, String body) throws IOException {
        return send(method, path, JSON, bytes(body));
    }

    private String send(String method, String path, String type, byte[] body) throws IOException {
        made.incrementAndGet();
        HttpConnection.Response response = connection.send(method, path, type, body);
        if (response.status() / 100 != 2) {
            throw new IOException(method + " " + path + " was answered with " + response);
        }
        return response.body();
    }

    /** A table in which nothing is known of any row that the recording speaks of. */
    private static byte[] takenBack() {
        Map<String, JsonObject> rows = new LinkedHashMap<>();
        for (Recording.Call call : Recording.tables()) {
            for (Object each : new JsonObject(call.body().toString()).getJsonArray("results")) {
                JsonObject row = (JsonObject) each;
                JsonObject forgotten = new JsonObject();
                row.fieldNames().forEach(forgotten::putNull);
                for (String name : List.of("raceId", "participantId", "bib")) {
                    forgotten.put(name, row.getValue(name));
                }
                rows.put(row.getString("raceId") + ' ' + row.getString("participantId"), forgotten);
            }
        }
        return bytes(new JsonObject()
                .put("results", new JsonArray(List.copyOf(rows.values())))
                .encode());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        over = true;
        thread.interrupt();
        connection.close();
    }
}

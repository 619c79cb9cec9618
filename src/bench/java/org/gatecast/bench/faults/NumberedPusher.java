package org.gatecast.bench.faults;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.gatecast.bench.HttpConnection;

/**
 * A timing booth of one race, which pushes numbered tables: the number is in every rider's time and in the length of the
 * body. It repeats a call at the next port until one acknowledges it, as a booth behind a load balancer does.
 */
final class NumberedPusher implements AutoCloseable {
    private static final int FIRST_TIME = 9_000;
    private static final int SHORTEST_BODY = 12_000;
    private static final int PAUSE_MILLIS = 100;
    private static final int RETRY_MILLIS = 100;
    /** Longer than a node takes to say that it could not save a call. */
    private static final int TIMEOUT_MILLIS = 10_000;

    private static final int LONGEST_CALL_SECONDS = 60;

    private final List<Integer> ports;
    private final String eventId;
    private final String apiKey;
    private final PushedTables tables;
    private final int index;
    private final Thread thread = new Thread(this::run, "pusher");
    /** Held during a call, and while paused. */
    private final Semaphore turn = new Semaphore(1, true);

    private final List<Integer> acknowledged = new ArrayList<>();
    private int number;
    private int next;
    private volatile boolean over;

    /**
     * @param ports of the nodes
     * @param firstPort the index of the port that is used first
     * @param index of the race; another one for each of an event's pushers
     */
    NumberedPusher(List<Integer> ports, int firstPort, String eventId, String apiKey, PushedTables tables, int index) {
        this.ports = ports;
        this.next = firstPort;
        this.eventId = eventId;
        this.apiKey = apiKey;
        this.tables = tables;
        this.index = index;
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    String eventId() {
        return eventId;
    }

    String raceId() {
        return tables.races().get(index);
    }

    /** Returns when the call under way is acknowledged. False if it is not within a minute; then it is not paused. */
    boolean pause() throws InterruptedException {
        return turn.tryAcquire(LONGEST_CALL_SECONDS, TimeUnit.SECONDS);
    }

    void proceed() {
        turn.release();
    }

    /** How many riders are in the last acknowledged call. While paused. */
    int lastRiders() {
        return number == 0 ? 0 : tables.table(number).size();
    }

    /** In hundredths of a second, what every rider of the table has after the last acknowledged call. While paused. */
    int lastTime() {
        return FIRST_TIME + number;
    }

    /** The lengths of the acknowledged bodies. While paused. */
    List<Integer> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** The database has lost all calls but the first {@code kept} acknowledged ones. While paused. */
    void forget(int kept) {
        acknowledged.subList(kept, acknowledged.size()).clear();
    }

    private void run() {
        try {
            while (!over) {
                turn.acquire();
                try {
                    byte[] body = body(++number);
                    send(body);
                    acknowledged.add(body.length);
                } finally {
                    turn.release();
                }
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(byte[] body) throws InterruptedException {
        while (!isAcknowledged(body)) {
            next = (next + 1) % ports.size();
            TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
        }
    }

    private boolean isAcknowledged(byte[] body) {
        try (HttpConnection booth = new HttpConnection(ports.get(next), TIMEOUT_MILLIS)) {
            booth.authorize(apiKey);
            return booth.send("POST", "/api/v1/ingest/results", "application/json", body)
                            .status()
                    == 200;
        } catch (IOException notThere) {
            return false;
        }
    }

    private byte[] body(int call) {
        String rows = tables.table(call).stream()
                .map(row -> "{\"raceId\": \"%s\", \"bib\": %d, \"time\": %d, \"pen\": %d}"
                        .formatted(raceId(), row.bib(), FIRST_TIME + call, row.penalty()))
                .collect(Collectors.joining(", ", "{\"results\": [", "]}"));
        int length = SHORTEST_BODY + 2 * call + index;
        return (rows + " ".repeat(length - rows.length())).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void close() {
        over = true;
        thread.interrupt();
    }
}

package org.gatecast.bench.nodes;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.gatecast.bench.ArrivalClock;
import org.gatecast.bench.HttpConnection;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.PostgresCluster;
import org.gatecast.testing.RawSpectator;
import org.gatecast.testing.Recording;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.SpectatorRequest;
import org.gatecast.testing.TemporaryDirectory;

/**
 * Measures how long a result takes from the booth's call to a spectator, on the node that got the call and on another one.
 * Both are processes of their own, on one PostgreSQL database, with the recorded race; PostgreSQL does not flush to the disk,
 * which both would wait for. One call at a time, each changes one result of a race of 105 riders; before the calls that are
 * counted, twice as many warm the JVM up. Then spectators change nodes
 * with their cursors, and 50 events get 200 commits a second. At last, two nodes without notifications.
 *
 * <pre>
 *   java -cp target/classes:target/test-classes:… org.gatecast.bench.nodes.NodesBench [calls]
 * </pre>
 */
public final class NodesBench {
    private static final int CALLS = 600;
    private static final int CALLS_WITHOUT_DOORBELLS = 40;
    private static final int RESUMES = 200;
    private static final int MOST_MISSED = 10;
    private static final long PAUSE_NANOS = 30_000_000;
    private static final int FIRST_TIME = 5_000;
    private static final int CALL_TIMEOUT_MILLIS = 10_000;

    public static void main(String[] arguments) throws Exception {
        int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : CALLS;
        onTwoNodes(true, nodes -> {
            nodes.measure(calls, PAUSE_NANOS, "with doorbells");
            nodes.resume(RESUMES);
            CommitRate.measure(nodes.here, nodes.there);
        });
        onTwoNodes(false, nodes -> nodes.measure(CALLS_WITHOUT_DOORBELLS, 0, "without doorbells"));
    }

    private static void onTwoNodes(boolean doorbells, Consumer<NodesBench> work) throws IOException {
        PostgresCluster cluster = PostgresCluster.shared();
        String database = cluster.newDatabase();
        if (!doorbells) {
            cluster.loseNotifications(database);
        }
        Map<String, String> environment = Map.of(
                "PORT", "0",
                "GATECAST_HTTP_HOST", "127.0.0.1",
                // These spectators do not respond to pings.
                "GATECAST_SPECTATORS_PING_INTERVAL_MILLIS", "3600000",
                "DATABASE_URL", cluster.url(database));
        try (TemporaryDirectory directory = TemporaryDirectory.inTarget("nodes-");
                ServerProcess a = ServerProcess.start(directory.path(), environment);
                ServerProcess b = ServerProcess.start(directory.path(), environment)) {
            work.accept(new NodesBench(a.port(), b.port()));
        }
    }

    private final int here;
    private final int there;
    private final HttpConnection connection;
    private final int bib;
    private int time = FIRST_TIME;

    private NodesBench(int here, int there) {
        this.here = here;
        this.there = there;
        ApiClient api = new ApiClient(here);
        BoothClient booth = api.createEvent("NODES")
                .imported(Recording.xml(LocalDate.now(ZoneOffset.UTC)))
                .through("startlist", "running");
        connection = connect(here);
        connection.authorize(booth.apiKey());
        ApiClient other = new ApiClient(there);
        Await.until(
                "the other node knows the event", () -> other.raceIds("NODES").contains(Recording.RACE));
        bib = api.results("NODES", Recording.RACE).body().at("/results/0/bib").asInt();
    }

    private static HttpConnection connect(int port) {
        try {
            return new HttpConnection(port, CALL_TIMEOUT_MILLIS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void measure(int calls, long pauseNanos, String title) {
        int warmUp = 2 * calls;
        try (ArrivalClock onHere = ArrivalClock.watch(here, "NODES", Recording.RACE);
                ArrivalClock onThere = ArrivalClock.watch(there, "NODES", Recording.RACE)) {
            long[] response = new long[calls];
            long[] onSame = new long[calls];
            long[] onOther = new long[calls];
            long[] later = new long[calls];
            for (int i = -warmUp; i < calls; i++) {
                String marker = ":" + ++time;
                onHere.expect(marker);
                onThere.expect(marker);
                long sent = System.nanoTime();
                push();
                long responded = System.nanoTime();
                long seenHere = onHere.await();
                long seenThere = onThere.await();
                if (i >= 0) {
                    response[i] = responded - sent;
                    onSame[i] = seenHere - sent;
                    onOther[i] = seenThere - sent;
                    later[i] = seenThere - seenHere;
                }
                if (i >= 0) {
                    LockSupport.parkNanos(pauseNanos);
                }
            }
            System.out.printf(
                    Locale.ROOT, "%-40s %9s %9s %9s%n", calls + " calls " + title + ", ms", "median", "99 %", "most");
            print("call to response", response);
            print("call to a spectator of the same node", onSame);
            print("call to a spectator of another node", onOther);
            print("later on the other node", later);
        }
    }

    /** Spectators leave one node, miss one to ten changes, and come to the other with their cursors. */
    private void resume(int spectators) {
        int diffs = 0;
        for (int i = 0; i < spectators; i++) {
            String since = cursor();
            for (int missed = 0; missed <= i % MOST_MISSED; missed++) {
                time++;
                push();
            }
            try (RawSpectator resumed = RawSpectator.send(
                            there,
                            SpectatorRequest.webSocket(
                                    "/api/v1/events/NODES/ws?race=" + Recording.RACE + "&since=" + since))
                    .readFirstMessage()) {
                if (!resumed.decoder().messages().get(0).type().equals("full")) {
                    diffs++;
                }
            }
        }
        System.out.printf(Locale.ROOT, "%d of %d resumed by diff on the other node%n", diffs, spectators);
    }

    private String cursor() {
        try (RawSpectator spectator = RawSpectator.connect(here, "NODES").readFirstMessage()) {
            return spectator.decoder().messages().get(0).cursor();
        }
    }

    private void push() {
        String body = "{\"results\": [{\"raceId\": \"%s\", \"bib\": %d, \"time\": %d, \"pen\": 0, \"total\": %d}]}"
                .formatted(Recording.RACE, bib, time, time);
        try {
            HttpConnection.Response response = connection.send(
                    "POST", "/api/v1/ingest/results", "application/json", body.getBytes(StandardCharsets.US_ASCII));
            if (response.status() != 200) {
                throw new IllegalStateException("the call was refused: " + response);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void print(String what, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-40s %9.2f %9.2f %9.2f%n",
                what,
                sorted[sorted.length / 2] / 1e6,
                sorted[(int) (sorted.length * 0.99)] / 1e6,
                sorted[sorted.length - 1] / 1e6);
    }
}

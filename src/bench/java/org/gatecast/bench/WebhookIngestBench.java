package org.gatecast.bench;

import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;
import org.gatecast.bench.HttpConnection.Response;
import org.gatecast.testing.TemporaryDirectory;

/**
 * What webhooks add to an ingest call: a table of 105 rows of which one has changed, sent one after the other over one
 * connection, to an event without webhooks, with one whose receiver never responds, and with five whose receivers take all.
 * They take turns on one server, in a process of its own, several rounds after some that are thrown away, in the other order
 * every other round. An event without webhooks has two turns in each round: what they differ by is noise. The receivers are in
 * this process.
 *
 * <p>Arguments: how many calls in each turn (100), and how many milliseconds pass between two calls (0).
 */
public final class WebhookIngestBench {
    private static final int CALLS = 100;
    private static final int WARM_UP_ROUNDS = 6;
    private static final int ROUNDS = 16;
    private static final String WEBHOOKS = "/api/v1/admin/events/bench/webhooks";
    private static final String JSON = "application/json";
    private static final byte[] EMPTY = {};
    private static final double NANOS = 1e6;

    private final MeasuredServer server;
    private final HttpConnection connection;
    private final CallKind kind;
    private final int pauseMillis;
    private final List<String> webhookIds = new ArrayList<>();
    private final Map<Setup, Times> times = new EnumMap<>(Setup.class);

    private enum Setup {
        NONE("no webhook", 0),
        NONE_AGAIN("no webhook, again", 0),
        STALLED("one, which never responds", 1),
        FIVE("five, which take all", 5);

        private final String title;
        private final int webhooks;

        Setup(String title, int webhooks) {
            this.title = title;
            this.webhooks = webhooks;
        }
    }

    /** Of the calls of one setup, in all rounds that count. */
    private static final class Times {
        private final List<Long> nanos = new ArrayList<>();
        private final List<Double> medians = new ArrayList<>();
        private long cpuNanos;

        void add(long[] turn, long cpu) {
            long[] sorted = turn.clone();
            Arrays.sort(sorted);
            medians.add(sorted[sorted.length / 2] / NANOS);
            for (long one : turn) {
                nanos.add(one);
            }
            cpuNanos += cpu;
        }

        /**
         * @param without the times without webhooks, with which each round's are compared
         */
        void print(Setup setup, Times without) {
            long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
            double[] more = IntStream.range(0, medians.size())
                    .mapToDouble(round -> medians.get(round) - without.medians.get(round))
                    .sorted()
                    .toArray();
            System.out.printf(
                    Locale.ROOT,
                    "%-28s %8.2f %8.2f   %+8.2f %+8.2f to %+.2f   %8.3f%n",
                    setup.title,
                    sorted[sorted.length / 2] / NANOS,
                    sorted[(int) (sorted.length * 0.99)] / NANOS,
                    more[more.length / 2],
                    more[more.length / 4],
                    more[more.length * 3 / 4],
                    cpuNanos / NANOS / sorted.length);
        }
    }

    /** Costs next to nothing, unlike the tests' receiver, which keeps what it gets. */
    private static final class Receiver implements AutoCloseable {
        private final HttpServer http;
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final CountDownLatch end = new CountDownLatch(1);
        private final LongAdder requests = new LongAdder();

        Receiver(boolean stalls) throws IOException {
            http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            http.setExecutor(threads);
            http.createContext("/", exchange -> {
                try (exchange) {
                    exchange.getRequestBody().readAllBytes();
                    requests.increment();
                    if (stalls) {
                        end.await();
                    } else {
                        exchange.sendResponseHeaders(204, -1);
                    }
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            http.start();
        }

        String url() {
            return "http://127.0.0.1:" + http.getAddress().getPort() + "/";
        }

        @Override
        public void close() {
            end.countDown();
            http.stop(0);
            threads.shutdownNow();
        }
    }

    private WebhookIngestBench(MeasuredServer server, HttpConnection connection, int calls, int pauseMillis)
            throws IOException {
        this.server = server;
        this.pauseMillis = pauseMillis;
        this.connection = connection;
        RunningRace race = RunningRace.prepare(connection);
        kind = new CallKind(
                "105-row table, one row changed",
                "/api/v1/ingest/results",
                JSON,
                race.tables(connection),
                "{\"updated\":105,\"changed\":1}",
                calls,
                "",
                "");
        for (Setup setup : Setup.values()) {
            times.put(setup, new Times());
        }
    }

    public static void main(String[] arguments) throws Exception {
        int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : CALLS;
        int pauseMillis = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0;
        // As in the shipped options, C1 is the only compiler.
        List<String> options = List.of("-XX:TieredStopAtLevel=1");
        try (TemporaryDirectory directory = TemporaryDirectory.inTarget("webhook-bench-");
                Receiver stalling = new Receiver(true);
                Receiver taking = new Receiver(false);
                MeasuredServer server = MeasuredServer.fromClassPath(
                        directory.path(), 0, options, Map.of("GATECAST_WEBHOOKS_PRIVATE_ADDRESSES", "true"));
                HttpConnection connection = new HttpConnection(server.port())) {
            WebhookIngestBench bench = new WebhookIngestBench(server, connection, calls, pauseMillis);
            for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
                for (Setup setup : inOrder(round)) {
                    bench.turn(setup, setup == Setup.STALLED ? stalling.url() : taking.url(), round >= 0);
                }
            }
            bench.print();
            System.out.printf(
                    "Requests to the receiver that stalls: %d, to the one that takes all: %d%n",
                    stalling.requests.sum(), taking.requests.sum());
        }
    }

    /** Each is equally often in each place. */
    private static List<Setup> inOrder(int round) {
        List<Setup> order = new ArrayList<>(List.of(Setup.values()));
        Collections.rotate(order, round / 2);
        if (round % 2 != 0) {
            Collections.reverse(order);
        }
        return order;
    }

    private void turn(Setup setup, String url, boolean counts) throws IOException, InterruptedException {
        for (int i = 0; i < setup.webhooks; i++) {
            byte[] body = new JsonObject().put("url", url).encode().getBytes(StandardCharsets.UTF_8);
            webhookIds.add(new JsonObject(require(connection.send("POST", WEBHOOKS, JSON, body))
                            .body())
                    .getString("webhookId"));
        }
        long[] nanos = new long[kind.calls()];
        long cpu = server.cpuNanos();
        for (int i = 0; i < nanos.length; i++) {
            Thread.sleep(pauseMillis);
            nanos[i] = kind.call(connection);
        }
        if (counts) {
            times.get(setup).add(nanos, server.cpuNanos() - cpu);
        }
        for (String webhookId : webhookIds) {
            require(connection.send("DELETE", WEBHOOKS + "/" + webhookId, JSON, EMPTY));
        }
        webhookIds.clear();
    }

    private static Response require(Response response) {
        if (response.status() / 100 != 2) {
            throw new IllegalStateException("the server answered " + response);
        }
        return response;
    }

    private void print() {
        System.out.printf(
                "%-28s %8s %8s   %8s %19s   %8s%n",
                ROUNDS + " × " + kind.calls() + " calls, ms", "median", "99 %", "more", "half of the rounds", "CPU");
        times.forEach((setup, measured) -> measured.print(setup, times.get(Setup.NONE)));
    }
}

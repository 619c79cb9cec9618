package org.gatecast.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.bench.HttpConnection.Response;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.TemporaryDirectory;

/**
 * An export of 5,000 participants and 10,000 results, and what it does to others: how long its import takes when all of
 * it, some of it or none of it is new, how long its deletion takes, and how long a rider's clock is on its way to a
 * spectator of another event, in a quiet moment and while such imports follow one another without a pause.
 */
public final class LargeImportBench {
    private static final Path TARGET = Path.of("target");
    private static final int CLASSES = 50;
    private static final int CLASS_SIZE = 100;
    private static final int ROUNDS = 10;
    private static final int RIDER_CALLS = 100;
    /** So far apart that none is held back because there was one just before. */
    private static final long RIDER_PAUSE_MILLIS = 300;

    private static final String JSON = "application/json";
    private static final Pattern KEY = Pattern.compile("\"apiKey\" ?: ?\"(\\w+)\"");

    private final MeasuredServer server;

    private LargeImportBench(MeasuredServer server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.inTarget("bench-");
                MeasuredServer server = MeasuredServer.packaged(
                        TARGET.resolve("gatecast.jar"), directory.path().resolve("bench.db"))) {
            new LargeImportBench(server).run();
        }
    }

    private void run() throws Exception {
        try (HttpConnection large = new HttpConnection(server.port());
                HttpConnection live = new HttpConnection(server.port())) {
            event(large, "warm");
            for (int round = 0; round < ROUNDS; round++) {
                importNanos(large, export(round));
            }
            event(large, "large");
            long bytes = export(0).length;
            System.out.printf(Locale.ROOT, "export of %.1f MB, JVM warm%n", bytes / 1e6);
            print("first import", importNanos(large, export(0)));
            long[] changed = new long[ROUNDS];
            long[] unchanged = new long[ROUNDS];
            for (int round = 0; round < ROUNDS; round++) {
                byte[] export = export(round + 1);
                changed[round] = importNanos(large, export);
                unchanged[round] = importNanos(large, export);
            }
            print("every participant changed", changed);
            print("nothing changed", unchanged);

            event(live, "live");
            require(live.send("POST", "/api/v1/ingest/xml", "application/xml", bytes(ExportXml.small(today()))));
            for (String status : new String[] {"startlist", "running"}) {
                require(live.send(
                        "PATCH", "/api/v1/admin/events/live/status", JSON, bytes("{\"status\": \"" + status + "\"}")));
            }
            print("a rider's clock to a spectator, quiet", riders(live));
            print("the same beside imports", besideImports(large, live));
            long began = System.nanoTime();
            require(large.send("DELETE", "/api/v1/admin/events/large", JSON, new byte[0]));
            print("deletion", System.nanoTime() - began);
        }
    }

    private long[] besideImports(HttpConnection large, HttpConnection live) throws Exception {
        ExecutorService booth = Executors.newSingleThreadExecutor();
        AtomicBoolean enough = new AtomicBoolean();
        try {
            Future<Integer> imports = booth.submit(() -> {
                int count = 0;
                while (!enough.get()) {
                    importNanos(large, export(count++));
                }
                return count;
            });
            long[] delays = riders(live);
            enough.set(true);
            System.out.printf("(%d imports meanwhile)%n", imports.get());
            return delays;
        } finally {
            enough.set(true);
            booth.shutdown();
        }
    }

    /** From the first byte of each call to its news at the spectator. */
    private long[] riders(HttpConnection live) throws Exception {
        Listener listener = new Listener();
        HttpClient client = HttpClient.newHttpClient();
        WebSocket spectator = client.newWebSocketBuilder()
                .buildAsync(URI.create("ws://127.0.0.1:" + server.port() + "/api/v1/events/live/ws"), listener)
                .join();
        long[] nanos = new long[RIDER_CALLS];
        for (int call = 0; call < RIDER_CALLS; call++) {
            TimeUnit.MILLISECONDS.sleep(RIDER_PAUSE_MILLIS);
            long began = System.nanoTime();
            Thread sender = new Thread(new Rider(live, 5_000 + call), "booth");
            sender.start();
            nanos[call] = listener.oncourse.take() - began;
            sender.join();
        }
        spectator.abort();
        return nanos;
    }

    private record Rider(HttpConnection live, int time) implements Runnable {
        @Override
        public void run() {
            try {
                require(live.send(
                        "POST",
                        "/api/v1/ingest/oncourse",
                        JSON,
                        bytes("{\"oncourse\": [{\"participantId\": \"1.K1M\", \"raceId\": \"K1M_BR1\", \"bib\": 1,"
                                + " \"time\": " + time + "}]}")));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** Hands over when riders were heard of; the caller waits for the next time. */
    private static final class Listener implements WebSocket.Listener {
        private final SynchronousQueue<Long> oncourse = new SynchronousQueue<>();
        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            long now = System.nanoTime();
            text.append(part);
            if (last) {
                if (text.indexOf("\"diff\"") >= 0 && text.indexOf("\"oncourse\":[{") >= 0) {
                    offer(now);
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }

        private void offer(long now) {
            try {
                oncourse.offer(now, 1, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private static void event(HttpConnection connection, String eventId) throws IOException {
        Matcher key = KEY.matcher(require(connection.send(
                        "POST",
                        "/api/v1/admin/events",
                        JSON,
                        bytes("{\"eventId\": \"" + eventId + "\", \"mainTitle\": \"Bench\"}")))
                .body());
        if (!key.find()) {
            throw new IllegalStateException("no key was given");
        }
        connection.authorize(key.group(1));
    }

    private static long importNanos(HttpConnection connection, byte[] export) throws IOException {
        long began = System.nanoTime();
        require(connection.send("POST", "/api/v1/ingest/xml", "application/xml", export));
        return System.nanoTime() - began;
    }

    /**
     * @param edition goes into every participant's name
     */
    private static byte[] export(int edition) {
        ExportXml export = ExportXml.on(today()).course(1, "NNRNSNRNRNSNNRNNRSNRNNRSNNRN");
        for (int number = 0; number < CLASSES; number++) {
            String classId = "K" + number;
            export.raceClass(classId, "ZS");
            for (int bib = 1; bib <= CLASS_SIZE; bib++) {
                export.rider(classId, bib, "RIDER-" + bib, "Edition " + edition, "ZS");
            }
            for (int run = 1; run <= 2; run++) {
                String race = classId + "_BR" + run;
                export.race(race, classId, "BR" + run);
                for (int bib = 1; bib <= CLASS_SIZE; bib++) {
                    export.result(race, classId, bib, 80_000 + bib * 7919 % 40_000 / 10 * 10, 2);
                }
            }
        }
        return bytes(export);
    }

    private static LocalDate today() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    private static byte[] bytes(Object text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Response require(Response response) {
        if (response.status() / 100 != 2) {
            throw new IllegalStateException("the server answered " + response);
        }
        return response;
    }

    private static void print(String what, long... nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-40s %8.1f ms (%.1f to %.1f, %d times)%n",
                what,
                sorted[sorted.length / 2] / 1e6,
                sorted[0] / 1e6,
                sorted[sorted.length - 1] / 1e6,
                sorted.length);
    }
}

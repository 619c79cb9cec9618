package org.gatecast.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.bench.HttpConnection.Response;
import org.gatecast.testing.ExportXml;
import org.gatecast.testing.HostileBodies;
import org.gatecast.testing.PartialRequest;
import org.gatecast.testing.Recording;
import org.gatecast.testing.TemporaryDirectory;

/**
 * What one event's booth notices of others who have keys too, and use them badly: how long its results and its exports
 * take, beside exports that were made to hold the parsers, a flood of calls, and uploads that never end. The server has a
 * heap of 256 MB. Arguments are the scenes to measure: {@code names}, {@code results}, {@code calls}, {@code uploads}; all
 * without.
 */
public final class FairParsingBench {
    private static final int CALLS = 30;
    private static final int EXPORTS = 4;
    private static final long PAUSE_MILLIS = 100;
    private static final int UPLOAD = 10 << 20;
    private static final String JSON = "application/json";
    private static final String XML = "application/xml";
    private static final Pattern KEY = Pattern.compile("\"apiKey\" ?: ?\"(\\w+)\"");

    private final int port;
    private final List<String> attackers = new ArrayList<>();
    private final String victim;
    private int time = 9_000;

    private FairParsingBench(int port) throws IOException {
        this.port = port;
        victim = key("victim");
        for (String name : List.of("a", "b", "c")) {
            attackers.add(key(name));
        }
        try (HttpConnection booth = connect(victim)) {
            booth.send("POST", "/api/v1/ingest/xml", XML, small());
            for (String status : List.of("startlist", "running")) {
                booth.send(
                        "PATCH",
                        "/api/v1/admin/events/victim/status",
                        JSON,
                        ("{\"status\": \"" + status + "\"}").getBytes(UTF_8));
            }
        }
        try (HttpConnection booth = connect(attackers.get(0))) {
            booth.send("POST", "/api/v1/ingest/xml", XML, small());
            booth.send("PATCH", "/api/v1/admin/events/a/status", JSON, "{\"status\": \"running\"}".getBytes(UTF_8));
        }
    }

    public static void main(String[] arguments) throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.inTarget("bench-");
                MeasuredServer server =
                        MeasuredServer.fromClassPath(directory.path(), 0, List.of("-Xmx256m"), Map.of())) {
            new FairParsingBench(server.port()).run(List.of(arguments));
        }
        System.exit(0);
    }

    private void run(List<String> scenes) throws Exception {
        measure("warming up", List.of());
        measure("quiet", List.of());
        if (isAsked(scenes, "names")) {
            measure("two exports of 2 MB, element names", beside(HostileBodies.elementNames(2_000_000), XML, 2, 1));
        }
        if (isAsked(scenes, "results")) {
            measure("three of 2 MB, results", beside(HostileBodies.results(2_000_000), XML, 3, 1));
        }
        if (isAsked(scenes, "calls")) {
            measure("eight connections of 5,000 rows a call", beside(HostileBodies.rowsOfManyRaces(), JSON, 1, 8));
        }
        if (isAsked(scenes, "uploads")) {
            besideUploads();
        }
    }

    private static boolean isAsked(List<String> scenes, String scene) {
        return scenes.isEmpty() || scenes.contains(scene);
    }

    private void besideUploads() throws Exception {
        List<PartialRequest> uploads = new ArrayList<>();
        try {
            for (int i = 0; i < 4; i++) {
                uploads.add(upload());
            }
        } catch (AssertionError | UncheckedIOException refused) {
            System.out.println("(" + uploads.size() + " uploads were let in)");
        }
        measure("uploads that never end", List.of());
        uploads.forEach(PartialRequest::close);
    }

    private PartialRequest upload() {
        return PartialRequest.begin(
                port,
                "POST",
                "/api/v1/ingest/xml",
                new byte[UPLOAD],
                "X-API-Key",
                attackers.get(0),
                "Content-Type",
                XML);
    }

    private interface Attack {
        void once(HttpConnection connection) throws IOException;
    }

    private record Attacker(String key, Attack attack) {}

    private List<Attacker> beside(byte[] body, String type, int events, int connections) {
        String path = type.equals(XML) ? "/api/v1/ingest/xml" : "/api/v1/ingest/results";
        List<Attacker> list = new ArrayList<>();
        for (int i = 0; i < events * connections; i++) {
            list.add(new Attacker(attackers.get(i % events), booth -> booth.send("POST", path, type, body)));
        }
        return list;
    }

    private void measure(String scene, List<Attacker> beside) throws Exception {
        AtomicBoolean enough = new AtomicBoolean();
        ExecutorService threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "attacker");
            thread.setDaemon(true);
            return thread;
        });
        beside.forEach(attacker -> threads.execute(() -> attack(attacker, enough)));
        long[] calls = new long[CALLS];
        long[] exports = new long[EXPORTS];
        int refused = 0;
        try (HttpConnection booth = connect(victim)) {
            for (int i = 0; i < CALLS; i++) {
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
                long began = System.nanoTime();
                Response response = booth.send("POST", "/api/v1/ingest/results", JSON, finish());
                calls[i] = System.nanoTime() - began;
                refused += response.status() == 200 ? 0 : 1;
            }
        }
        for (int i = 0; i < EXPORTS; i++) {
            byte[] export = i % 2 == 0 ? Recording.xml().getBytes(UTF_8) : small();
            long began = System.nanoTime();
            try (HttpConnection booth = connect(victim)) {
                refused += booth.send("POST", "/api/v1/ingest/xml", XML, export).status() == 200 ? 0 : 1;
            } catch (IOException closed) {
                refused++;
            }
            exports[i] = System.nanoTime() - began;
        }
        enough.set(true);
        threads.shutdown();
        System.out.printf(
                Locale.ROOT,
                "%-40s results call %s   export %s   refused %d%n",
                scene,
                millis(calls),
                millis(exports),
                refused);
        threads.awaitTermination(30, TimeUnit.SECONDS);
    }

    private void attack(Attacker attacker, AtomicBoolean enough) {
        while (!enough.get()) {
            try (HttpConnection booth = connect(attacker.key)) {
                while (!enough.get()) {
                    attacker.attack.once(booth);
                }
            } catch (IOException refused) {
                // Once more, on another connection.
            }
        }
    }

    private byte[] finish() {
        return ("{\"results\": [{\"raceId\": \"K1M_BR1\", \"bib\": 1, \"pen\": 0, \"time\": " + ++time + "}]}")
                .getBytes(UTF_8);
    }

    private static byte[] small() {
        return ExportXml.small(LocalDate.now(ZoneOffset.UTC)).toString().getBytes(UTF_8);
    }

    private HttpConnection connect(String key) throws IOException {
        HttpConnection connection = new HttpConnection(port);
        connection.authorize(key);
        return connection;
    }

    private String key(String eventId) throws IOException {
        try (HttpConnection organiser = new HttpConnection(port)) {
            Matcher key = KEY.matcher(organiser
                    .send(
                            "POST",
                            "/api/v1/admin/events",
                            JSON,
                            ("{\"eventId\": \"" + eventId + "\", \"mainTitle\": \"Bench\"}").getBytes(UTF_8))
                    .body());
            if (!key.find()) {
                throw new IllegalStateException("no key was given");
            }
            return key.group(1);
        }
    }

    private static String millis(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return String.format(
                Locale.ROOT, "%7.1f ms (to %.1f)", sorted[sorted.length / 2] / 1e6, sorted[sorted.length - 1] / 1e6);
    }
}

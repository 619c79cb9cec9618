package org.gatecast.bench.fuzz;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.gatecast.bench.MeasuredServer;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.TemporaryDirectory;

/**
 * Asks a service of its own a million random things, over its whole HTTP surface, with the limits of one address out of
 * the way. The exit code is 0 when every response was as it has to be, every operation was granted at least once, and
 * memory and files stayed as they were.
 *
 * <pre>
 *   java -cp target/gatecast.jar:target/test-classes org.gatecast.bench.fuzz.FuzzHttp [cases [seed [case]]]
 * </pre>
 *
 * <p>Arguments: how many cases (1,000,000), the seed (1), and the number of one case to be made alone and shown.
 */
public final class FuzzHttp {
    private static final int THREADS = 16;
    private static final int CASES_A_ROUND = 5_000;
    private static final int LOOKS = 10;
    /** What may be more at the end than after the first tenth. */
    private static final int HEAP_KIB = 8_192;

    private static final int RESIDENT_KIB = 32_768;
    private static final int FILES = 10;

    private FuzzHttp() {}

    private record Look(long cases, long heapKib, long residentKib, int files) {}

    public static void main(String[] arguments) throws Exception {
        long cases = arguments.length > 0 ? Long.parseLong(arguments[0]) : 1_000_000;
        long seed = arguments.length > 1 ? Long.parseLong(arguments[1]) : 1;
        boolean good;
        try (TemporaryDirectory directory = TemporaryDirectory.inTarget("fuzz-");
                MeasuredServer server = server(directory.path())) {
            HttpFuzzer fuzzer = new HttpFuzzer(ApiClient.behindProxy(server.port()), seed, THREADS);
            if (arguments.length > 2) {
                System.out.println(fuzzer.one(Long.parseLong(arguments[2])));
                good = true;
            } else {
                good = run(fuzzer, server, cases);
            }
        }
        System.exit(good ? 0 : 1);
    }

    /** A service for it, whose heap has one size from the beginning. */
    static MeasuredServer server(Path directory) throws IOException {
        Map<String, String> settings = new HashMap<>(FuzzWebSocket.UNLIMITED);
        settings.putAll(SETTINGS);
        return MeasuredServer.fromClassPath(
                directory, 0, List.of("-XX:+UseSerialGC", "-Xms192m", "-Xmx192m", "-Xmn64m"), settings);
    }

    /** Requests that never end are ended soon, and the log says only what is grave. */
    private static final Map<String, String> SETTINGS = Map.of(
            "GATECAST_HTTP_HOST", "127.0.0.1",
            "MASTER_PASSWORDS", RandomRequests.PASSWORD,
            "GATECAST_LIMITS_HEAD_TIMEOUT_MILLIS", "2000",
            "GATECAST_LIMITS_BODY_TIMEOUT_MILLIS", "3000");

    private static boolean run(HttpFuzzer fuzzer, MeasuredServer server, long cases)
            throws IOException, InterruptedException {
        List<Look> looks = new ArrayList<>();
        long began = System.nanoTime();
        long done = 0;
        while (done < cases && fuzzer.breaches().isEmpty()) {
            long to = Math.min(cases, done + CASES_A_ROUND);
            fuzzer.round(done, to);
            done = to;
            if (done * LOOKS / cases > looks.size()) {
                Look look = look(server, done);
                looks.add(look);
                System.out.printf(
                        Locale.ROOT,
                        "%,9d cases, %.0f s: heap %,d KiB, resident %,d KiB, %d files%n",
                        done,
                        (System.nanoTime() - began) / 1e9,
                        look.heapKib,
                        look.residentKib,
                        look.files);
            }
        }
        fuzzer.statuses()
                .forEach((status, count) -> System.out.printf(Locale.ROOT, "%,10d  %s%n", count.get(), status));
        System.out.println("granted:");
        fuzzer.granted().forEach((name, count) -> System.out.printf(Locale.ROOT, "%,10d  %s%n", count.get(), name));
        fuzzer.unanswered().forEach(request -> System.out.println("no answer, as may be: " + request));
        fuzzer.breaches().forEach(breach -> System.out.println("BREACH " + breach));
        List<String> never = fuzzer.granted().entrySet().stream()
                .filter(operation -> operation.getValue().get() == 0)
                .map(Map.Entry::getKey)
                .toList();
        System.out.println("never granted: " + never);
        boolean flat = isFlat(looks);
        System.out.println(flat ? "memory and files are flat" : "memory or files are not flat");
        System.out.println("errors in the service's log: " + server.loggedErrors());
        return server.loggedErrors() == 0 && fuzzer.breaches().isEmpty() && never.isEmpty() && flat;
    }

    private static Look look(MeasuredServer server, long cases) throws IOException, InterruptedException {
        server.collectGarbage();
        return new Look(
                cases,
                server.heapKib(),
                server.residentKib(),
                server.openFiles().size());
    }

    private static boolean isFlat(List<Look> looks) {
        if (looks.isEmpty()) {
            return false;
        }
        Look first = looks.get(0);
        Look last = looks.get(looks.size() - 1);
        return last.heapKib - first.heapKib <= HEAP_KIB
                && last.residentKib - first.residentKib <= RESIDENT_KIB
                && last.files - first.files <= FILES;
    }
}

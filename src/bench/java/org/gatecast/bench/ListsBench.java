package org.gatecast.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.ApiResponse;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.TemporaryDirectory;

/**
 * What the lists of the recorded race of 105 riders cost: how long the first of each format takes in a process that has just
 * started (cold), how long others take after {@value #WARM_UP} of PDF and XLSX (warm), how much memory the process has before and
 * afterwards, and how long a call of riders on course takes, in a quiet moment and while lists are written.
 */
public final class ListsBench {
    private static final String EVENT = "bench";
    private static final List<String> LANGUAGES = List.of("en", "cs", "de", "fr", "pl", "sk");
    private static final List<String> FORMATS = List.of("csv", "xml", "html", "xlsx", "pdf");
    private static final int WARM_UP = 60;
    private static final int WARM = 30;
    private static final int CALLS = 300;
    private static final int CALLS_A_LIST = 10;
    private static final int SETTLE_SECONDS = 10;
    private static final double NANOS = 1e6;
    private static final double KIB = 1024;

    private final MeasuredServer server;
    private final ApiClient api;
    private final List<Recording.Call> riders =
            Recording.calls().stream().filter(call -> !call.isResults()).toList();
    private BoothClient booth;
    private int changes;

    private ListsBench(MeasuredServer server) {
        this.server = server;
        api = new ApiClient(server.port());
    }

    public static void main(String[] arguments) throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.inTarget("bench-");
                MeasuredServer server = MeasuredServer.start(server(directory.path()))) {
            new ListsBench(server).run();
        }
    }

    /** With the options that it has as a service. */
    private static ProcessBuilder server(Path directory) {
        ProcessBuilder builder = new ProcessBuilder(
                ServerProcess.tool("java"),
                "@conf/jvm.options",
                "-jar",
                Path.of("target", "gatecast.jar").toString());
        builder.environment()
                .putAll(Map.of(
                        "PORT",
                        "0",
                        "MANAGEMENT_PORT",
                        "0",
                        "DATABASE_PATH",
                        directory.resolve("bench.db").toString()));
        return builder;
    }

    private void run() throws Exception {
        booth = api.createEvent(EVENT).imported(Recording.xml(LocalDate.now(ZoneOffset.UTC)));
        booth.through("startlist", "running");
        Recording.tables().forEach(booth::push);
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        memory("before the first list");
        for (String format : FORMATS) {
            print("cold " + format, listNanos(format));
        }
        memory("after one list of each format");
        for (int list = 0; list < WARM_UP; list++) {
            listNanos("pdf");
            listNanos("xlsx");
        }
        for (String format : FORMATS) {
            long[] nanos = new long[WARM];
            Arrays.setAll(nanos, list -> listNanos(format));
            print("warm " + format, nanos);
        }
        long[] gates = new long[WARM];
        Arrays.setAll(gates, list -> listNanos("run-1", "pdf"));
        print("warm pdf of one run with all gates", gates);
        print("archive of the event, warm", archiveNanos());
        TimeUnit.SECONDS.sleep(SETTLE_SECONDS);
        memory("afterwards");

        long[] quiet = new long[CALLS];
        long[] beside = new long[CALLS];
        for (int call = 0; call < CALLS; call += CALLS_A_LIST) {
            calls(quiet, call);
            Thread lists = new Thread(() -> listNanos("pdf"), "lists");
            lists.start();
            calls(beside, call);
            lists.join();
        }
        print("riders on course, quiet", quiet);
        print("riders on course, while a PDF is written", beside);
    }

    private void calls(long[] nanos, int from) {
        for (int call = from; call < from + CALLS_A_LIST; call++) {
            long began = System.nanoTime();
            require(booth.push(riders.get(call % riders.size())));
            nanos[call] = System.nanoTime() - began;
        }
    }

    private long listNanos(String format) {
        return listNanos("results", format);
    }

    private long listNanos(String list, String format) {
        change();
        return nanosOf("/" + Recording.RACE + "/" + list + "." + format + "?lang="
                + LANGUAGES.get(changes % LANGUAGES.size()));
    }

    private long archiveNanos() {
        change();
        return nanosOf(".zip");
    }

    /** Lists that show the weather are written again. */
    private void change() {
        JsonNode weather = JsonNodeFactory.instance.objectNode().put("text", ++changes + " °C");
        require(api.send(
                "PUT",
                "/api/v1/admin/events/" + EVENT + "/races/" + Recording.RACE + "/weather",
                weather.toString().getBytes(StandardCharsets.UTF_8),
                "X-API-Key",
                booth.apiKey(),
                "Content-Type",
                "application/json"));
    }

    private long nanosOf(String list) {
        long began = System.nanoTime();
        require(api.get("/api/v1/events/" + EVENT + "/lists" + list));
        return System.nanoTime() - began;
    }

    private static void require(ApiResponse response) {
        if (response.status() != 200) {
            throw new IllegalStateException("the server answered " + response.status() + " " + response.text());
        }
    }

    private void memory(String when) throws Exception {
        System.out.printf(Locale.ROOT, "%-42s %8.1f MB resident%n", when, server.residentKib() / KIB);
    }

    private static void print(String what, long... nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        System.out.printf(
                Locale.ROOT,
                "%-42s %8.1f ms (%.1f to %.1f, %d times)%n",
                what,
                sorted[sorted.length / 2] / NANOS,
                sorted[0] / NANOS,
                sorted[sorted.length - 1] / NANOS,
                sorted.length);
    }
}

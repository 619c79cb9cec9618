package org.gatecast.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;
import org.gatecast.canoe123.RecordedStream;
import org.gatecast.canoe123.StandInTimingPc;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.TemporaryDirectory;

/**
 * How long a message of Canoe123 takes from its last byte to a spectator, through the reader inside the service and through a
 * booth that calls the service, each a process of its own. A stand-in for Canoe123 sends a table of 105 rows of the recording,
 * in which one time has changed, and the message of a rider on course, whose total has changed. Twice as many messages as are
 * counted warm the processes up.
 *
 * <p>Argument: how many messages of each kind to count (40).
 */
public final class BoothLatencyBench {
    private static final int CALLS = 40;
    private static final int FIRST = 20_000;
    /** Longer than the shortest time between two reports of riders on course, with a part that falls anywhere within it. */
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(523);

    private static final byte[] TIME_OF_DAY = terminated(message("<TimeOfDay"));
    private static final String RESULTS = message("<Results RaceId=\"" + Recording.RACE);
    private static final String RIDER = message("<OnCourse Total=\"2\" Position=\"1\"");

    private final StandInTimingPc pc;
    private final int port;
    private final int calls;
    private int next = FIRST;

    private BoothLatencyBench(StandInTimingPc pc, int port, int calls) {
        this.pc = pc;
        this.port = port;
        this.calls = calls;
    }

    public static void main(String[] arguments) throws IOException {
        int calls = arguments.length > 0 ? Integer.parseInt(arguments[0]) : CALLS;
        System.out.printf("%d of each, ms                              median      99 %%      most%n", calls);
        try (TemporaryDirectory directory = TemporaryDirectory.inTarget("booth-latency-");
                StandInTimingPc pc = new StandInTimingPc()) {
            Map<String, String> reader = Map.of(
                    "GATECAST_CANOE123_HOST", "127.0.0.1",
                    "GATECAST_CANOE123_PORT", String.valueOf(pc.port()),
                    "GATECAST_CANOE123_EVENT", "race");
            try (ServerProcess service = service(directory.path(), "inside.db", reader)) {
                runningRace(service);
                pc.awaitClient();
                new BoothLatencyBench(pc, service.port(), calls).measure("inside the service");
            }
        }
        try (TemporaryDirectory directory = TemporaryDirectory.inTarget("booth-latency-");
                StandInTimingPc pc = new StandInTimingPc();
                ServerProcess service = service(directory.path(), "api.db", Map.of());
                ServerProcess booth = booth(directory.path(), service, runningRace(service), pc)) {
            pc.awaitClient();
            new BoothLatencyBench(pc, service.port(), calls).measure("booth and service");
            booth.requireAlive();
        }
    }

    private static String message(String start) {
        return RecordedStream.messages().stream()
                .map(RecordedStream.Message::xml)
                .filter(xml -> xml.contains(start))
                .reduce((earlier, later) -> later)
                .orElseThrow();
    }

    private static byte[] terminated(String message) {
        return (message + "|").getBytes(StandardCharsets.UTF_8);
    }

    private static ServerProcess service(Path directory, String database, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("PORT", "0");
        environment.put("GATECAST_HTTP_HOST", "127.0.0.1");
        environment.put("DATABASE_PATH", directory.resolve(database).toString());
        // These spectators do not respond to pings.
        environment.put("GATECAST_SPECTATORS_PING_INTERVAL_MILLIS", "3600000");
        return ServerProcess.start(directory, environment);
    }

    private static BoothClient runningRace(ServerProcess service) {
        return new ApiClient(service.port())
                .createEvent("race")
                .imported(Recording.xml(LocalDate.now(ZoneOffset.UTC)))
                .through("startlist", "running");
    }

    private static ServerProcess booth(Path directory, ServerProcess service, BoothClient organiser, StandInTimingPc pc)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                ServerProcess.tool("java"),
                "@conf/booth.options",
                "-jar",
                "target/gatecast.jar",
                "booth",
                "--server",
                "http://127.0.0.1:" + service.port(),
                "--event",
                "race",
                "--key",
                organiser.apiKey(),
                "--canoe123",
                "127.0.0.1:" + pc.port(),
                "--state",
                directory.resolve("state").toString(),
                "--port",
                "0"));
        return ServerProcess.start(builder, line -> {});
    }

    private void measure(String way) {
        measure(
                "a result, " + way,
                number -> RESULTS.replaceFirst(
                        " Time=\"[^\"]*\"",
                        String.format(Locale.ROOT, " Time=\"%d.%02d\"", number / 100, number % 100)));
        measure(
                "a rider on course, " + way,
                number -> RIDER.replaceFirst(" Total=\"[0-9]+ +\"", " Total=\"" + number + "\""));
    }

    private void measure(String title, IntFunction<String> numbered) {
        long[] times = new long[calls];
        try (ArrivalClock spectator = ArrivalClock.watch(port, "race", Recording.RACE)) {
            for (int i = -2 * calls; i < calls; i++) {
                // Without the time of day the connection counts as lost after five seconds.
                pc.send(TIME_OF_DAY);
                LockSupport.parkNanos(PAUSE_NANOS);
                byte[] message = terminated(numbered.apply(++next));
                spectator.expect(String.valueOf(next));
                pc.send(message);
                long sent = System.nanoTime();
                long seen = spectator.await();
                if (i >= 0) {
                    times[i] = seen - sent;
                }
            }
        }
        Arrays.sort(times);
        System.out.printf(
                Locale.ROOT,
                "%-42s %8.2f  %8.2f  %8.2f%n",
                title,
                times[calls / 2] / 1e6,
                times[calls * 99 / 100] / 1e6,
                times[calls - 1] / 1e6);
    }
}

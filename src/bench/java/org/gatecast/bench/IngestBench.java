package org.gatecast.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.gatecast.testing.TemporaryDirectory;

/**
 * Measures the server on the recorded export and calls, as a timing booth sends them: one connection that is kept, one
 * call after the other. The server is the packaged one, in a process of its own, on a database in {@code target}; nobody
 * watches.
 *
 * <p>What is measured, in several runs of each kind in turn, medians:
 *
 * <ul>
 *   <li>the time from the first byte of a call to the last one of its response, in milliseconds;
 *   <li>the processor time of the whole server process, all its threads, per call, in milliseconds;
 *   <li>what the disk takes to keep a page, since a call is answered when what it changed is on the disk.
 * </ul>
 *
 * Before that the same calls are made until Java's compilers rest; these are thrown away.
 *
 * <p>With {@code --profile}, table and on-course calls are then made under Java Flight Recorder, whose recordings are left
 * in {@code target}: {@code jfr print --events jdk.ExecutionSample} reads them.
 */
public final class IngestBench {
    private static final Path TARGET = Path.of("target");
    private static final int RUNS = 5;
    private static final int LONGEST_WARM_UP_ROUNDS = 40;
    private static final double RESTING_COMPILERS_SHARE = 0.05;
    private static final Duration PROFILED = Duration.ofSeconds(30);

    private final MeasuredServer server;
    private final HttpConnection connection;
    private final List<CallKind> kinds;

    private IngestBench(MeasuredServer server, HttpConnection connection) throws IOException {
        this.server = server;
        this.connection = connection;
        RunningRace race = RunningRace.prepare(connection);
        kinds = List.of(
                new CallKind(
                        "import, one result changed",
                        "/api/v1/ingest/xml",
                        "application/xml",
                        race.imports(),
                        "\"results\":1422",
                        200,
                        "40",
                        ""),
                new CallKind(
                        "105-row table, one row changed",
                        "/api/v1/ingest/results",
                        "application/json",
                        race.tables(connection),
                        "{\"updated\":105,\"changed\":1}",
                        500,
                        "4",
                        "2"),
                new CallKind(
                        "on-course, up to five riders",
                        "/api/v1/ingest/oncourse",
                        "application/json",
                        race.oncourse(),
                        "\"active\":",
                        2_000,
                        "1",
                        "0.2"));
    }

    public static void main(String[] arguments) throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.inTarget("bench-");
                MeasuredServer server = MeasuredServer.packaged(
                        TARGET.resolve("gatecast.jar"), directory.path().resolve("bench.db"));
                HttpConnection connection = new HttpConnection(server.port());
                DiskSyncProbe probe = new DiskSyncProbe(directory.path().resolve("pages"))) {
            IngestBench bench = new IngestBench(server, connection);
            bench.warmUp();
            bench.measure(probe);
            if (List.of(arguments).contains("--profile")) {
                bench.profile(bench.kinds.get(1), TARGET.resolve("bench-table.jfr"));
                bench.profile(bench.kinds.get(2), TARGET.resolve("bench-oncourse.jfr"));
            }
        }
    }

    /** A busy machine leaves the compilers little time, so a number of calls alone says nothing. */
    private void warmUp() throws IOException {
        int round = 0;
        long calls = 0;
        double share = 1;
        while (share > RESTING_COMPILERS_SHARE && round++ < LONGEST_WARM_UP_ROUNDS) {
            long compiled = server.compilersCpuNanos();
            long cpu = server.cpuNanos();
            for (CallKind kind : kinds) {
                kind.run(connection, server);
                calls += kind.calls();
            }
            share = (double) (server.compilersCpuNanos() - compiled) / (server.cpuNanos() - cpu);
        }
        System.out.printf(
                Locale.ROOT,
                "Warm after %d calls: compilers at %.0f %% of the processor time; load %.1f on %d processors%n",
                calls,
                share * 100,
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors());
    }

    private void measure(DiskSyncProbe probe) throws IOException {
        List<List<CallTimes>> measured = new ArrayList<>();
        kinds.forEach(kind -> measured.add(new ArrayList<>()));
        List<CallTimes> pages = new ArrayList<>();
        for (int run = 0; run < RUNS; run++) {
            for (int i = 0; i < kinds.size(); i++) {
                measured.get(i).add(kinds.get(i).run(connection, server));
            }
            pages.add(probe.run());
        }
        CallTimes.printHead();
        for (int i = 0; i < kinds.size(); i++) {
            CallTimes.print(
                    kinds.get(i).name(),
                    measured.get(i),
                    kinds.get(i).aim(),
                    kinds.get(i).cpuAim());
        }
        CallTimes.print("(a page on the disk)", pages, "", "");
    }

    private void profile(CallKind kind, Path recording) throws IOException, InterruptedException {
        server.startRecording();
        var before = server.cpuNanosByThread();
        long end = System.nanoTime() + PROFILED.toNanos();
        int calls = 0;
        while (System.nanoTime() < end) {
            kind.call(connection);
            calls++;
        }
        System.out.printf("%n%s, %d calls under the profiler: %s%n", kind.name(), calls, recording);
        CallTimes.printThreads(before, server.cpuNanosByThread(), calls);
        server.endRecording(recording.toAbsolutePath());
    }
}

package org.gatecast.bench.fanout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatecast.bench.HttpConnection;
import org.gatecast.bench.MeasuredServer;
import org.gatecast.testing.PostgresCluster;
import org.gatecast.testing.TemporaryDirectory;

/**
 * What it costs to tell many spectators, next to a floor in the same run: a server in a process of its own, the
 * spectators on one event loop here, and one who posts. Figures of one machine mean little by themselves; those of one
 * run may be held against each other.
 *
 * <pre>java -cp target/test-classes:target/gatecast.jar org.gatecast.bench.fanout.FanoutBench -n 1000</pre>
 *
 * See {@link CommandLine#USAGE} and {@code specs/performance.md}.
 */
final class FanoutBench {
    private static final long LONG_SECONDS = 120;
    private static final long SETTLE_MILLIS = 1_500;
    /** How long a visitor stays at the race's own pace: some seconds. */
    private static final double VISIT_MILLIS = 3_500;

    private static final int FLOOR_PORT = 28_650;
    private static final int RESTART_PORT = 28_651;

    private final CommandLine commandLine;
    private final Path directory;
    private final Map<String, String> database;

    /** @param database the setting of a database server; empty for a database file */
    private FanoutBench(CommandLine commandLine, Path directory, Map<String, String> database) {
        this.commandLine = commandLine;
        this.directory = directory;
        this.database = database;
    }

    public static void main(String[] arguments) throws Exception {
        try (TemporaryDirectory directory = TemporaryDirectory.create("fanout")) {
            CommandLine commandLine = new CommandLine(arguments);
            if (commandLine.has("-nodes")) {
                PostgresCluster cluster = PostgresCluster.shared();
                runBesideAnotherNode(commandLine, directory.path(), cluster.url(cluster.newDatabase()));
            } else {
                new FanoutBench(commandLine, directory.path(), Map.of()).run();
            }
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
        }
    }

    private static void runBesideAnotherNode(CommandLine commandLine, Path directory, String database)
            throws IOException, InterruptedException {
        FanoutBench bench = new FanoutBench(commandLine, directory, Map.of("DATABASE_URL", database));
        try (MeasuredServer other = bench.gatecast(0, "1")) {
            bench.run();
            other.requireAlive();
        }
    }

    private void run() throws IOException, InterruptedException {
        if (commandLine.has("-idle") || commandLine.has("-histogram")) {
            idle();
        } else if (commandLine.has("-restart")) {
            restart();
        } else if (commandLine.has("-race")) {
            race(Double.parseDouble(commandLine.text("-race", "1")));
        } else if (commandLine.has("-stuck")) {
            stuck(commandLine.number("-stuck", 1));
        } else {
            FanoutFigures gatecast = fanOut();
            floor(gatecast.bytes()).ratios(gatecast);
        }
    }

    /** Something that everybody receives, again and again. */
    private FanoutFigures fanOut() throws IOException, InterruptedException {
        try (MeasuredServer server = gatecast(0, "1");
                HttpConnection connection = new HttpConnection(server.port());
                FanoutSpectators fanout = new FanoutSpectators()) {
            FanoutEvent event = new FanoutEvent(connection);
            arrive(fanout, server.port());
            Publisher publisher = commandLine.has("-table")
                    ? new Publisher(fanout, event::table, event::post, commandLine)
                    : new Publisher(fanout, event::oncourse, event::post, commandLine);
            publisher.warmUp();
            return publisher.measure("gatecast", server);
        }
    }

    private FanoutFigures floor(int messageBytes) throws IOException, InterruptedException {
        String program = commandLine.text("-floor", null);
        try (MeasuredServer server = program == null ? Baselines.inJava() : Baselines.of(program, FLOOR_PORT);
                HttpConnection connection = new HttpConnection(server.port());
                FanoutSpectators fanout = new FanoutSpectators()) {
            fanout.rush(commandLine.spectators(), server.port(), "/", commandLine.deflate());
            TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
            byte[] message = "x".repeat(messageBytes).getBytes(StandardCharsets.US_ASCII);
            byte[] request = HttpConnection.request("POST", "/", null, "text/plain", message);
            Publisher publisher = new Publisher(fanout, () -> request, connection::send, commandLine);
            publisher.warmUp();
            return publisher.measure(
                    program == null
                            ? "floor in Java"
                            : "floor " + Path.of(program).getFileName(),
                    server);
        }
    }

    /** Whether somebody who does not read changes anything for those who do. */
    private void stuck(int count) throws IOException, InterruptedException {
        try (MeasuredServer server = gatecast(0, "1");
                HttpConnection connection = new HttpConnection(server.port());
                FanoutSpectators fanout = new FanoutSpectators();
                FanoutSpectators others = new FanoutSpectators()) {
            FanoutEvent event = new FanoutEvent(connection);
            others.rush(count, server.port(), FanoutEvent.SPECTATORS, commandLine.deflate());
            others.awaitFirstMessages(LONG_SECONDS);
            arrive(fanout, server.port());
            Publisher publisher = new Publisher(fanout, event::table, event::post, commandLine);
            publisher.warmUp();
            FanoutFigures before = publisher.measure("all read", server);
            server.collectGarbage();
            long resident = server.residentKib();
            long heap = server.heapKib();
            others.reading(count, false);
            FanoutFigures during = publisher.measure(count + " read nothing", server);
            server.collectGarbage();
            System.out.printf(
                    Locale.ROOT,
                    "memory moved by %d KiB, its heap by %d KiB, p99 by %+.0f %%, closed %d%n",
                    server.residentKib() - resident,
                    server.heapKib() - heap,
                    100 * (during.p99Millis() / before.p99Millis() - 1),
                    fanout.closed());
            others.reading(count, true);
        }
    }

    /**
     * The recorded race from end to end. Quicker than it was, with every interval shorter by as much, so that the
     * messages are those of its own pace.
     */
    private void race(double speed) throws IOException, InterruptedException {
        try (MeasuredServer server = MeasuredServer.fromClassPath(
                        directory,
                        0,
                        commandLine.jvm(),
                        Map.of(
                                "GATECAST_SPECTATORS_PER_EVENT", "100000",
                                "GATECAST_SPECTATORS_ONCOURSE_INTERVAL_MILLIS", millis(250, speed),
                                "GATECAST_SPECTATORS_ONCOURSE_EXPIRY_MILLIS", millis(10_000, speed),
                                "GATECAST_SPECTATORS_COMPRESSION_RESET_MILLIS", millis(5_000, speed)));
                HttpConnection connection = new HttpConnection(server.port());
                FanoutSpectators fanout = new FanoutSpectators();
                ConnectionChurn churn = new ConnectionChurn(
                        commandLine.number("-churn", 0), server.port(), commandLine.deflate(), VISIT_MILLIS / speed)) {
            FanoutEvent event = new FanoutEvent(connection);
            arrive(fanout, server.port());
            churn.begin();
            long cpu = server.cpuMicros();
            event.replay(speed);
            TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
            System.out.printf(
                    Locale.ROOT,
                    "the race, x%.1f, %d spectators%s, %d visits of others: %.1f KB and %.0f messages each,"
                            + " %.2f us CPU per delivery%n",
                    speed,
                    commandLine.spectators(),
                    commandLine.deflate() ? " with deflate" : "",
                    churn.count(),
                    fanout.bytes() / 1000.0 / commandLine.spectators(),
                    (double) fanout.messages() / commandLine.spectators(),
                    (double) (server.cpuMicros() - cpu) / fanout.messages());
        }
    }

    private static String millis(double atItsOwnPace, double speed) {
        return Long.toString(Math.max(1, Math.round(atItsOwnPace / speed)));
    }

    /**
     * The memory of those who only sit there, garbage collected before and after they came. The warm-up has a tenth of
     * them: as many would leave behind the memory that they are to be charged for.
     */
    private void idle() throws IOException, InterruptedException {
        try (MeasuredServer server = gatecast(0, "1");
                HttpConnection connection = new HttpConnection(server.port())) {
            FanoutEvent event = new FanoutEvent(connection);
            int few = Math.max(1, commandLine.spectators() / 10);
            for (int warmUp = 0; warmUp < 3; warmUp++) {
                try (FanoutSpectators fanout = new FanoutSpectators()) {
                    arrive(fanout, server.port(), few);
                    new Publisher(fanout, event::oncourse, event::post, commandLine, few).warmUp();
                }
                TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
            }
            server.collectGarbage();
            long before = server.residentKib();
            long heapBefore = server.heapKib();
            try (FanoutSpectators fanout = new FanoutSpectators()) {
                arrive(fanout, server.port());
                TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
                server.collectGarbage();
                System.out.printf(
                        Locale.ROOT,
                        "%d idle spectators: %.1f KiB of resident memory each (%d KiB before), %.1f KiB of heap%n",
                        commandLine.spectators(),
                        (double) (server.residentKib() - before) / commandLine.spectators(),
                        before,
                        (double) (server.heapKib() - heapBefore) / commandLine.spectators());
                if (commandLine.has("-histogram")) {
                    System.out.println(server.jcmd("GC.class_histogram"));
                    System.out.println(server.jcmd("VM.native_memory", "summary"));
                }
            }
        }
    }

    private void restart() throws IOException, InterruptedException {
        try (MeasuredServer server = gatecast(RESTART_PORT, "1");
                HttpConnection connection = new HttpConnection(server.port())) {
            new FanoutEvent(connection);
        }
        try (MeasuredServer server = gatecast(RESTART_PORT, "1");
                FanoutSpectators fanout = new FanoutSpectators()) {
            arrive(fanout, server.port());
        }
    }

    private void arrive(FanoutSpectators fanout, int port) {
        arrive(fanout, port, commandLine.spectators());
    }

    private void arrive(FanoutSpectators fanout, int port, int count) {
        long start = System.nanoTime();
        if (commandLine.eventStreams()) {
            fanout.rushEventStreams(count, port, FanoutEvent.EVENT_STREAM);
        } else {
            fanout.rush(count, port, FanoutEvent.SPECTATORS, commandLine.deflate());
        }
        boolean all = fanout.awaitFirstMessages(LONG_SECONDS);
        System.out.printf(
                Locale.ROOT,
                "%d spectators at once: %s full within %.2f s%n",
                count,
                all ? "all had" : "NOT ALL had",
                (System.nanoTime() - start) / 1e9);
    }

    private MeasuredServer gatecast(int port, String intervalMillis) throws IOException {
        Map<String, String> environment = new HashMap<>(database);
        environment.put("GATECAST_SPECTATORS_PER_EVENT", "100000");
        environment.put("GATECAST_SPECTATORS_ONCOURSE_INTERVAL_MILLIS", intervalMillis);
        return MeasuredServer.fromClassPath(directory, port, commandLine.jvm(), environment);
    }
}

package org.gatecast.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.TemporaryDirectory;

/**
 * How long it takes from the command to the first answered {@code /health}, and how much memory is resident when nobody
 * has asked for anything for some seconds: with the launcher, which has its archive of classes made before, and with
 * {@code java -jar} alone; on a database that exists, and on none.
 *
 * <pre>
 *   java -cp target/gatecast.jar:target/test-classes org.gatecast.bench.StartBench [starts]
 * </pre>
 */
public final class StartBench {
    private static final int DEFAULT_STARTS = 15;
    private static final long IDLE_SECONDS = 8;

    private final Path directory;
    private final int starts;

    private StartBench(Path directory, int starts) {
        this.directory = directory;
        this.starts = starts;
    }

    public static void main(String[] arguments) throws Exception {
        int starts = arguments.length == 0 ? DEFAULT_STARTS : Integer.parseInt(arguments[0]);
        try (TemporaryDirectory directory = TemporaryDirectory.inTarget("start-")) {
            StartBench bench = new StartBench(directory.path(), starts);
            String launcher = Path.of("conf", "gatecast").toAbsolutePath().toString();
            if (new ProcessBuilder(launcher, "archive").inheritIO().start().waitFor() != 0) {
                throw new IOException("no archive could be made");
            }
            System.out.printf("%-46s %8s %15s %14s%n", "", "median", "range, s", "idle RSS, MB");
            for (boolean fresh : new boolean[] {false, true}) {
                String database = fresh ? "no database yet" : "a database that exists";
                bench.measure("conf/gatecast, " + database, fresh, launcher);
                bench.measure(
                        "java -jar, " + database,
                        fresh,
                        ServerProcess.tool("java"),
                        "-jar",
                        Path.of("target", "gatecast.jar").toAbsolutePath().toString());
            }
        }
    }

    private void measure(String name, boolean fresh, String... command) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        Path database = directory.resolve("existing.db");
        start(database, false, command);
        double resident = 0;
        for (int i = 0; i < starts; i++) {
            boolean last = i == starts - 1;
            double[] measured =
                    start(fresh ? directory.resolve(i + "-" + name.hashCode() + ".db") : database, last, command);
            seconds.add(measured[0]);
            resident = measured[1];
        }
        double[] sorted =
                seconds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        System.out.printf(
                Locale.ROOT,
                "%-46s %8.3f %7.3f–%7.3f %14.0f%n",
                name,
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1],
                resident);
    }

    /** Seconds until the first response; and, when asked for, megabytes resident when idle. */
    private double[] start(Path database, boolean idle, String... command) throws IOException, InterruptedException {
        try (ColdStart start = ColdStart.of(List.of(command), directory, database)) {
            if (idle) {
                TimeUnit.SECONDS.sleep(IDLE_SECONDS);
            }
            return new double[] {start.millis() / 1e3, start.server().residentKib() / 1024.0};
        }
    }
}

package org.gatecast.bench.soak;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.gatecast.bench.MeasuredServer;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.TemporaryDirectory;

/**
 * Plays the recorded race in a loop, 16 times as fast as it was, before 500 spectators who come and go, for 30 minutes:
 * eight hours of race. Every minute it has the JVM collect its garbage and takes down what the service holds; at the end
 * it says of each figure whether it stayed flat from the tenth minute to the last. The exit code is 0 when all did.
 *
 * <pre>
 *   java -cp target/gatecast.jar:target/test-classes org.gatecast.bench.soak.Soak [minutes [spectators [speed]]]
 * </pre>
 */
public final class Soak {
    private static final Path TARGET = Path.of("target");
    private static final int DEFAULT_MINUTES = 30;
    private static final int DEFAULT_SPECTATORS = 500;
    private static final int DEFAULT_SPEED = 16;

    private Soak() {}

    public static void main(String[] arguments) throws Exception {
        int minutes = number(arguments, 0, DEFAULT_MINUTES);
        int spectators = number(arguments, 1, DEFAULT_SPECTATORS);
        int speed = number(arguments, 2, DEFAULT_SPEED);
        List<MemorySample> samples = new ArrayList<>();
        try (TemporaryDirectory directory = TemporaryDirectory.inTarget("soak-");
                MeasuredServer server = server(database(directory), spectators);
                SoakRace race = new SoakRace(server.port(), speed);
                SoakPopulation population = new SoakPopulation(server.port(), spectators)) {
            race.onNews(population::expectNews);
            race.start();
            population.start();
            System.out.printf(
                    "%d spectators, %d times the pace, %d minutes, from %s%n",
                    spectators, speed, minutes, Instant.now());
            MemorySample.printHead();
            long began = System.nanoTime();
            for (int minute = 1; minute <= minutes && race.isRunning(); minute++) {
                long due = began + Duration.ofMinutes(minute).toNanos();
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                MemorySample sample = MemorySample.take(minute, server, database(directory), race, population);
                sample.print();
                samples.add(sample);
            }
        }
        boolean whole = samples.size() == minutes;
        boolean flat = FlatnessCheck.print(samples);
        System.exit(whole && flat ? 0 : 1);
    }

    private static int number(String[] arguments, int index, int otherwise) {
        return index < arguments.length ? Integer.parseInt(arguments[index]) : otherwise;
    }

    /** As shipped, but for the seats. */
    private static MeasuredServer server(Path database, int spectators) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                ServerProcess.tool("java"),
                "@conf/jvm.options",
                "-jar",
                TARGET.resolve("gatecast.jar").toString());
        builder.environment()
                .putAll(Map.of(
                        "PORT",
                        "0",
                        "MANAGEMENT_PORT",
                        "0",
                        "DATABASE_PATH",
                        database.toString(),
                        "GATECAST_SPECTATORS_PER_EVENT",
                        Integer.toString(2 * spectators)));
        return MeasuredServer.start(builder);
    }

    private static Path database(TemporaryDirectory directory) {
        return directory.path().resolve("soak.db");
    }
}

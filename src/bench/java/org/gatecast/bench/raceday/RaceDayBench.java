package org.gatecast.bench.raceday;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.gatecast.bench.ColdStart;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.TemporaryDirectory;

/**
 * A race day as it begins: a server process that has just started, the recorded export, the pusher's recorded calls, and
 * spectators. Nothing is warmed up and nothing is thrown away.
 *
 * <pre>
 *   java -cp target/gatecast.jar:target/test-classes org.gatecast.bench.raceday.RaceDayBench
 *       [-pace] [-runs N] [-spectators N] [-threads] [-jvm "OPTIONS"]
 * </pre>
 *
 * Each run takes a new process and a new database. It measures the start, memory and wakeups while idle, each call from its
 * first byte to the last of its response, memory afterwards, and the processor time of all threads. Without {@code -pace}
 * each call follows the response to the one before, with five imports; with it, calls are sent when the recording says
 * (247 s), with three. The server is started by {@code conf/gatecast}, or with {@code -jvm} by Java with these options and
 * no archive. {@code -threads} prints the processor time of each thread.
 */
public final class RaceDayBench {
    private static final int DEFAULT_RUNS = 5;
    private static final int DEFAULT_SPECTATORS = 20;
    private static final int IMPORTS = 5;
    private static final int IMPORTS_AT_PACE = 3;

    private RaceDayBench() {}

    public static void main(String[] arguments) throws Exception {
        boolean pace = false;
        boolean threads = false;
        int runs = DEFAULT_RUNS;
        int spectators = DEFAULT_SPECTATORS;
        List<String> command =
                List.of(Path.of("conf", "gatecast").toAbsolutePath().toString());
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "-pace" -> pace = true;
                case "-threads" -> threads = true;
                case "-runs" -> runs = Integer.parseInt(arguments[++i]);
                case "-spectators" -> spectators = Integer.parseInt(arguments[++i]);
                case "-jvm" -> command = java(arguments[++i]);
                default -> throw new IllegalArgumentException("unknown argument: " + arguments[i]);
            }
        }
        RaceDay day = new RaceDay(pace, pace ? IMPORTS_AT_PACE : IMPORTS, spectators);
        Figures figures = new Figures();
        try (TemporaryDirectory directory = TemporaryDirectory.inTarget("race-day-")) {
            for (int run = 0; run < runs; run++) {
                Path database = directory.path().resolve(run + ".db");
                ColdStart start = ColdStart.of(command, directory.path(), database);
                try (start) {
                    day.measure(start, figures, threads);
                }
            }
        }
        figures.print();
    }

    private static List<String> java(String options) {
        List<String> command = new ArrayList<>(List.of(ServerProcess.tool("java")));
        Arrays.stream(options.split("\\s+")).filter(option -> !option.isEmpty()).forEach(command::add);
        command.addAll(List.of(
                "-jar", Path.of("target", "gatecast.jar").toAbsolutePath().toString()));
        return command;
    }
}

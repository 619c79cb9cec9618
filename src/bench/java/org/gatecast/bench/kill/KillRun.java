package org.gatecast.bench.kill;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.gatecast.bench.HttpConnection;
import org.gatecast.bench.MeasuredServer;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.TemporaryDirectory;

/**
 * Kills the service at random moments (SIGKILL) while timing booths of several events push results, exports, settings
 * and riders at once, as fast as they are answered; starts it again on the same database and looks: whether everything
 * that was acknowledged is in REST, whether every table and every start list is of one call alone, and whether the
 * ingest journal tells the calls that were acknowledged, in order, and the one under way if and only if it arrived. The
 * booths then repeat what was under way and go on.
 *
 * <p>{@code KillRun [KILLS] [EVENTS] [SEED]}: 50 kills, 4 events by default. Every fifth restart is killed
 * too, before it serves.
 */
public final class KillRun {
    private static final int KILLS = 50;
    private static final int EVENTS = 4;
    private static final int SHORTEST_MILLIS = 100;
    private static final int LONGEST_MILLIS = 3_000;
    private static final int KILLED_AT_START_EVERY = 5;
    private static final int START_MILLIS = 900;

    private final Server server;
    private final int events;
    private final int longestMillis;
    private final Random random;
    private final List<Double> starts = new ArrayList<>();
    private final List<String> findings = new ArrayList<>();
    private final List<AcknowledgedCalls> accounts = new ArrayList<>();
    private int killed;

    /** Starts the service, always on the same database. */
    @FunctionalInterface
    public interface Server {
        ProcessBuilder command();
    }

    /**
     * What came of it.
     *
     * @param acknowledged calls
     * @param findings what is lost, half there or told wrongly; none should be
     * @param starts seconds from each start of the process to the first answered {@code /health}, in order of length
     */
    public record Outcome(int kills, long acknowledged, List<String> findings, List<Double> starts) {
        public Outcome {
            findings = List.copyOf(findings);
            starts = starts.stream().sorted().toList();
        }
    }

    /**
     * @param events pushed to at once
     * @param longestMillis of pushing before a kill
     * @param seed of the moments
     */
    public KillRun(Server server, int events, int longestMillis, long seed) {
        this.server = server;
        this.events = events;
        this.longestMillis = longestMillis;
        this.random = new Random(seed);
    }

    public static void main(String[] arguments) throws Exception {
        List<Long> numbers = Arrays.stream(arguments).map(Long::valueOf).toList();
        int kills = numbers.isEmpty() ? KILLS : numbers.get(0).intValue();
        int events = numbers.size() < 2 ? EVENTS : numbers.get(1).intValue();
        long seed = numbers.size() < 3 ? System.nanoTime() : numbers.get(2);
        TemporaryDirectory directory = TemporaryDirectory.inTarget("kills-");
        Path jar = Path.of("target", "gatecast.jar").toAbsolutePath();
        System.out.printf("seed %d%n", seed);
        Outcome outcome = new KillRun(
                        () -> {
                            ProcessBuilder builder =
                                    new ProcessBuilder(ServerProcess.tool("java"), "-jar", jar.toString());
                            builder.environment().put("PORT", "0");
                            builder.environment()
                                    .put(
                                            "DATABASE_PATH",
                                            directory.path().resolve("kills.db").toString());
                            return builder;
                        },
                        events,
                        LONGEST_MILLIS,
                        seed)
                .run(kills);
        outcome.findings().forEach(System.out::println);
        List<Double> starts = outcome.starts();
        System.out.printf(
                Locale.ROOT,
                "%d kills, %d calls acknowledged, %d findings; %d starts, median %.2f s, 90 %% within %.2f s, longest"
                        + " %.2f s; load %.1f on %d processors%n",
                outcome.kills(),
                outcome.acknowledged(),
                outcome.findings().size(),
                starts.size(),
                starts.get(starts.size() / 2),
                starts.get(starts.size() * 9 / 10),
                starts.get(starts.size() - 1),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                Runtime.getRuntime().availableProcessors());
        directory.close();
        System.exit(outcome.findings().isEmpty() ? 0 : 1);
    }

    /** Blocks until the service was killed so many times. */
    public Outcome run(int kills) throws IOException, InterruptedException {
        ExecutorService booths = Executors.newFixedThreadPool(events);
        try {
            while (killed < kills) {
                if (killed % KILLED_AT_START_EVERY == KILLED_AT_START_EVERY - 1) {
                    killAtStart();
                }
                round(booths);
            }
            try (MeasuredServer last = start()) {
                audit(last.port());
            }
        } finally {
            booths.shutdown();
        }
        long acknowledged =
                accounts.stream().mapToLong(AcknowledgedCalls::acknowledged).sum();
        return new Outcome(killed, acknowledged, findings, starts);
    }

    private void round(ExecutorService booths) throws IOException, InterruptedException {
        MeasuredServer service = start();
        try {
            int port = service.port();
            if (accounts.isEmpty()) {
                for (int number = 1; number <= events; number++) {
                    accounts.add(AcknowledgedCalls.open(port, "EVENT-" + number));
                }
            } else {
                audit(port);
                for (AcknowledgedCalls calls : accounts) {
                    calls.retry(port);
                }
            }
            List<Future<?>> pushing = new ArrayList<>();
            accounts.forEach(calls -> pushing.add(booths.submit(() -> calls.push(port))));
            TimeUnit.MILLISECONDS.sleep(random.nextInt(SHORTEST_MILLIS, longestMillis));
            service.kill();
            killed++;
            for (Future<?> push : pushing) {
                push.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a booth could not go on", e.getCause());
        } finally {
            service.kill();
        }
    }

    private void audit(int port) throws IOException {
        for (AcknowledgedCalls calls : accounts) {
            findings.addAll(calls.audit(port));
        }
    }

    private void killAtStart() throws IOException, InterruptedException {
        Process process = server.command()
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        TimeUnit.MILLISECONDS.sleep(random.nextInt(START_MILLIS));
        process.destroyForcibly().onExit().join();
        killed++;
    }

    private MeasuredServer start() throws IOException {
        long began = System.nanoTime();
        MeasuredServer service = MeasuredServer.start(server.command());
        try (HttpConnection connection = new HttpConnection(service.port())) {
            int status = connection
                    .send("GET", "/health", "application/json", new byte[0])
                    .status();
            starts.add((System.nanoTime() - began) / 1e9);
            if (status != 200) {
                throw new IllegalStateException("/health answers " + status);
            }
        }
        return service;
    }
}

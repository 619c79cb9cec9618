package org.gatecast.bench.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Lets one {@link Fault} after the other happen to an {@link Installation}. When each has happened once more, everything is
 * whole again, the booths pause, and {@link Checkpoint} compares.
 *
 * <pre>FaultRun [FAULTS [EVENTS [SEED [SECONDS]]]]</pre>
 *
 * With the recorded event, 500 faults and 3 events by default; after so many seconds no other fault happens. The exit code is 0 if there were no
 * findings.
 */
public final class FaultRun implements AutoCloseable {
    private static final int FAULTS = 500;
    private static final int EVENTS = 3;
    private static final int FAULTS_BETWEEN_CHECKPOINTS = Fault.values().length;
    private static final double SHORT = 0.5;
    private static final int LONGEST_REST_MILLIS = 500;

    /**
     * What came of it.
     *
     * @param acknowledged calls that the database has
     * @param lost acknowledged calls that a promotion has lost
     * @param resumedByDiff how many reconnecting spectators were sent only what they had missed
     * @param resumedByFull how many were not, although the event's generation was the same
     * @param findings what was wrong at a checkpoint; nothing should be
     */
    public record Outcome(
            int faults, int acknowledged, int lost, int resumedByDiff, int resumedByFull, List<String> findings) {
        public Outcome {
            findings = List.copyOf(findings);
        }
    }

    private final Random random;
    private final Installation installation;
    private final Deque<Fault> waiting = new ArrayDeque<>();
    private final Map<Fault, Integer> happened = new EnumMap<>(Fault.class);
    private final Consumer<String> log;
    private double mostLuck = 1;

    /**
     * With small events.
     *
     * @param seed of the faults
     * @param log gets a line for each fault
     */
    public FaultRun(int events, long seed, Consumer<String> log) {
        this(events, PushedTables.small(), seed, log);
    }

    private FaultRun(int events, PushedTables tables, long seed, Consumer<String> log) {
        random = new Random(seed);
        installation = new Installation(events, tables, random);
        this.log = log;
    }

    public static void main(String[] arguments) throws Exception {
        int faults = arguments.length > 0 ? Integer.parseInt(arguments[0]) : FAULTS;
        int events = arguments.length > 1 ? Integer.parseInt(arguments[1]) : EVENTS;
        long seed = arguments.length > 2 ? Long.parseLong(arguments[2]) : System.nanoTime();
        long seconds = arguments.length > 3 ? Long.parseLong(arguments[3]) : TimeUnit.DAYS.toSeconds(1);
        System.out.printf("%d faults, %d nodes, %d events, seed %d%n", faults, Installation.NODES, events, seed);
        Outcome outcome;
        try (FaultRun run = new FaultRun(events, PushedTables.recorded(), seed, line -> System.out.println(line))) {
            outcome = run.run(faults, TimeUnit.SECONDS.toNanos(seconds));
            System.out.println(run.happened);
        }
        outcome.findings().forEach(System.out::println);
        System.out.printf(
                "%d faults, %d calls acknowledged, %d lost, resumed by diff %d, by full %d, %d findings%n",
                outcome.faults(),
                outcome.acknowledged(),
                outcome.lost(),
                outcome.resumedByDiff(),
                outcome.resumedByFull(),
                outcome.findings().size());
        System.exit(outcome.findings().isEmpty() ? 0 : 1);
    }

    /** Lets each fault happen once, for a short time, in a random order, and compares at the end. */
    public Outcome runEach() throws InterruptedException {
        mostLuck = SHORT;
        return run(Fault.values().length, Long.MAX_VALUE);
    }

    /**
     * Lets so many faults happen, and compares after each round and at the end. Ends at the first finding.
     *
     * @param longestNanos after which no other fault happens
     */
    private Outcome run(int faults, long longestNanos) throws InterruptedException {
        long start = System.nanoTime();
        List<String> findings = installation.findings();
        int done = 0;
        while (done < faults && findings.isEmpty() && System.nanoTime() - start < longestNanos) {
            Fault fault = nextFault();
            int index = random.nextInt(Installation.NODES);
            double seconds = (System.nanoTime() - start) / 1e9;
            log.accept("%d %s node %d at %.1f s".formatted(done + 1, fault, index + 1, seconds));
            happen(fault, installation.node(index));
            happened.merge(fault, 1, Integer::sum);
            if (++done % FAULTS_BETWEEN_CHECKPOINTS == 0) {
                installation.check();
            } else {
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_REST_MILLIS));
            }
        }
        if (findings.isEmpty() && done % FAULTS_BETWEEN_CHECKPOINTS != 0) {
            installation.check();
        }
        return installation.outcome(done);
    }

    /** All happen equally often. */
    private Fault nextFault() {
        if (waiting.isEmpty()) {
            List<Fault> all = new ArrayList<>(List.of(Fault.values()));
            Collections.shuffle(all, random);
            waiting.addAll(all);
        }
        return waiting.remove();
    }

    private void happen(Fault fault, Node node) throws InterruptedException {
        long millis = fault.millis(mostLuck * random.nextDouble());
        ReplicatedDatabase database = installation.database();
        switch (fault) {
            case KILL -> {
                node.kill();
                startLater(node, millis);
            }
            case STOP -> {
                node.stop();
                startLater(node, millis);
            }
            case PAUSE -> {
                node.pause();
                TimeUnit.MILLISECONDS.sleep(millis);
                node.proceed();
            }
            case CUT -> linkFault(node, millis, node.link()::cut);
            case SILENT -> linkFault(node, millis, () -> node.link().silence(true, true));
            case SILENT_UP -> linkFault(node, millis, () -> node.link().silence(true, false));
            case SILENT_DOWN -> linkFault(node, millis, () -> node.link().silence(false, true));
            case SESSIONS_ENDED -> database.endSessions();
            case DATABASE_RESTARTED -> database.restart(millis);
            case PROMOTED -> database.promote();
            case PROMOTED_WITH_LOSS -> installation.promoteWithLoss();
        }
    }

    private static void startLater(Node node, long millis) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(millis);
        node.start();
        node.awaitStart();
    }

    private static void linkFault(Node node, long millis, Runnable fault) throws InterruptedException {
        fault.run();
        TimeUnit.MILLISECONDS.sleep(millis);
        node.link().mend();
    }

    @Override
    public void close() {
        installation.close();
    }
}

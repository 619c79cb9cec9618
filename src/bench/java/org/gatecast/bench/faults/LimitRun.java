package org.gatecast.bench.faults;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.gatecast.testing.Await;
import org.gatecast.testing.RawSpectator;

/**
 * 300 spectators come at once through three nodes that may have 200 of them together. Who is turned away, or loses its node,
 * comes again; a third of them leave now and then. Meanwhile nodes are killed and started again. There must never be more than
 * the limit (FR-012), and in the end exactly as many.
 *
 * <pre>LimitRun [KILLS]</pre>
 *
 * 10 kills by default. The exit code is 0 if the limit held.
 */
public final class LimitRun {
    private static final int KILLS = 10;
    /** The setting's default. */
    private static final int LIMIT = 200;

    private static final int SPECTATORS = 300;
    private static final int LONGEST_REST_MILLIS = 500;
    private static final int LONGEST_VISIT_MILLIS = 2_000;
    private static final int LONGEST_ABSENCE_MILLIS = 3_000;
    private static final String EVENT = "LIMIT";
    /** These spectators do not respond to pings. A spectator that the service closes would learn that too late for the count. */
    private static final Map<String, String> NO_PINGS = Map.of("GATECAST_SPECTATORS_PING_INTERVAL_MILLIS", "3600000");

    private final AtomicInteger admitted = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final List<Integer> ports = new ArrayList<>();
    private volatile boolean over;

    private LimitRun() {}

    public static void main(String[] arguments) throws Exception {
        int kills = arguments.length > 0 ? Integer.parseInt(arguments[0]) : KILLS;
        LimitRun run = new LimitRun();
        run.run(kills);
        System.out.printf("%d kills, at most %d spectators at a limit of %d%n", kills, run.most.get(), LIMIT);
        System.exit(run.most.get() <= LIMIT ? 0 : 1);
    }

    private void run(int kills) throws InterruptedException {
        try (RunDirectory directory = RunDirectory.create();
                ReplicatedDatabase database = new ReplicatedDatabase(directory.path());
                Node first = new Node(directory.path(), database::port, NO_PINGS);
                Node second = new Node(directory.path(), database::port, NO_PINGS);
                Node third = new Node(directory.path(), database::port, NO_PINGS)) {
            List<Node> nodes = List.of(first, second, third);
            for (Node node : nodes) {
                node.start();
                node.awaitStart();
                ports.add(node.port());
            }
            PushedTables tables = PushedTables.small();
            first.api().createEvent(EVENT).imported(tables.export()).through("running");
            for (Node node : nodes) {
                Await.until(
                        "the event is followed", () -> node.api().event(EVENT).status() == 200);
            }
            for (int i = 0; i < SPECTATORS; i++) {
                boolean leaves = i % 3 == 0;
                Thread spectator = new Thread(() -> comeAndGo(leaves), "spectator");
                spectator.setDaemon(true);
                spectator.start();
            }
            Random random = new Random();
            Await.until("the limit is reached", () -> most.get() >= LIMIT);
            for (int i = 0; i < kills; i++) {
                Node node = nodes.get(random.nextInt(nodes.size()));
                node.kill();
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_ABSENCE_MILLIS));
                node.start();
                node.awaitStart();
                System.out.printf("%d killed, at most %d spectators, %d now%n", i + 1, most.get(), admitted.get());
            }
            Await.until("the limit is reached again", () -> admitted.get() == LIMIT);
            over = true;
        }
    }

    private void comeAndGo(boolean leaves) {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        try {
            while (!over) {
                int port = ports.get(random.nextInt(ports.size()));
                try (RawSpectator spectator = RawSpectator.connect(port, EVENT)) {
                    if (spectator.handshake().status() == 101) {
                        stay(spectator, leaves);
                    }
                } catch (RuntimeException notThere) {
                    // The node was killed.
                }
                TimeUnit.MILLISECONDS.sleep(random.nextInt(LONGEST_REST_MILLIS));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Counted from the response until before it leaves, so never for longer than the service counts it. */
    private void stay(RawSpectator spectator, boolean leaves) throws InterruptedException {
        most.accumulateAndGet(admitted.incrementAndGet(), Math::max);
        try {
            if (leaves) {
                TimeUnit.MILLISECONDS.sleep(ThreadLocalRandom.current().nextInt(LONGEST_VISIT_MILLIS));
            } else {
                spectator.readToTheEnd();
            }
        } finally {
            admitted.decrementAndGet();
        }
    }
}

package org.gatecast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.gatecast.testing.ApiClient;
import org.gatecast.testing.Await;
import org.gatecast.testing.FreePort;
import org.gatecast.testing.PostgresCluster;
import org.gatecast.testing.ProcessSignal;
import org.gatecast.testing.SpectatorClient;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** {@code conf/three-nodes}: PostgreSQL with a standby, three nodes and HAProxy, with the demo played through them. */
class ThreeNodesIT {
    private static final String PROCESSES = "Processes: ";
    private static final String LOGS = "Logs: ";
    /** What the script starts, in order; the nodes are in between. */
    private static final int FIRST_NODE = 2;

    private static final int PORTS = 9;
    private static final int SPECTATORS = 6;

    /** Ends the script when the standard input ends: at the end of the test, and when its JVM is killed. */
    private static final String WRAPPER =
            """
            exec 3<&0
            conf/three-nodes --speed 20 &
            script=$!
            { cat <&3; kill $script; } > /dev/null 2>&1 &
            wait $script""";

    private final List<String> lines = new ArrayList<>();

    @Test
    void theRaceGoesOnWhenANodeIsKilledAndAnotherStandsStillAndNothingIsLeftAtTheEnd() throws Exception {
        Assumptions.assumeTrue(PostgresCluster.isInstalled(), "PostgreSQL is not installed");
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/sbin/haproxy")), "HAProxy is not installed");
        int base = FreePort.firstOf(PORTS);
        Process script = start(base);
        try (BufferedReader output = script.inputReader(StandardCharsets.UTF_8)) {
            List<ProcessHandle> processes = processes(output);
            Path logs = Path.of(line(output, LOGS).split("\\. ", 2)[0]);
            ApiClient proxy = ApiClient.behindProxy(base);
            assertSpectatorsOfANodeGoElsewhere(proxy, processes.get(FIRST_NODE)::destroyForcibly);
            ProcessHandle stopped = processes.get(FIRST_NODE + 1);
            assertSpectatorsOfANodeGoElsewhere(proxy, () -> ProcessSignal.send("STOP", stopped.pid()));
            ProcessSignal.send("CONT", stopped.pid());
            script.getOutputStream().close();
            assertThat(script.waitFor()).as("%s", lines).isEqualTo(130);
            Await.until("all processes have ended", () -> processes.stream().noneMatch(ProcessHandle::isAlive));
            assertThat(logs).doesNotExist();
        } finally {
            script.getOutputStream().close();
            script.waitFor();
        }
    }

    private static void assertSpectatorsOfANodeGoElsewhere(ApiClient proxy, Runnable fault) {
        List<SpectatorClient> spectators = new ArrayList<>();
        try {
            for (int i = 0; i < SPECTATORS; i++) {
                spectators.add(connected(proxy));
            }
            long killed = System.nanoTime();
            fault.run();
            Await.until(
                    "spectators are disconnected", () -> !spectators.stream().allMatch(SpectatorClient::isOpen));
            AtomicLong elsewhere = new AtomicLong();
            Await.until("all spectators see the race", () -> {
                if (spectators.removeIf(spectator -> !spectator.isOpen())) {
                    while (spectators.size() < SPECTATORS) {
                        spectators.add(connected(proxy));
                    }
                    elsewhere.set(System.nanoTime());
                }
                return spectators.stream().allMatch(spectator -> hasAResultSince(killed, spectator));
            });
            assertThat(Duration.ofNanos(elsewhere.get() - killed)).isLessThan(Duration.ofSeconds(10));
        } finally {
            spectators.forEach(SpectatorClient::close);
        }
    }

    /** Tries again, as clients do: the proxy may not know yet that the node is gone, and the demo begins anew now and then. */
    private static SpectatorClient connected(ApiClient proxy) {
        AtomicReference<SpectatorClient> spectator = new AtomicReference<>();
        Await.until("a node takes the spectator", () -> {
            try {
                spectator.set(SpectatorClient.connect(proxy, "demo"));
                return true;
            } catch (IllegalStateException refused) {
                return false;
            }
        });
        return spectator.get();
    }

    private static boolean hasAResultSince(long nanos, SpectatorClient spectator) {
        return spectator.messages().stream()
                .anyMatch(message -> message.atNanos() > nanos && message.data().has("results"));
    }

    private List<ProcessHandle> processes(BufferedReader output) throws IOException {
        String ids = line(output, PROCESSES).split(" \\(", 2)[0];
        return Arrays.stream(ids.split(" ", -1))
                .map(id -> ProcessHandle.of(Long.parseLong(id)).orElseThrow())
                .toList();
    }

    /** The rest of the line that begins with {@code label}. */
    private String line(BufferedReader output, String label) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            lines.add(line);
            if (line.startsWith(label)) {
                return line.substring(label.length());
            }
        }
        throw new AssertionError("It ended: " + lines);
    }

    private static Process start(int base) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", WRAPPER).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PORT", Integer.toString(base));
        builder.environment().put("BASE_PORT", Integer.toString(base));
        return builder.start();
    }
}

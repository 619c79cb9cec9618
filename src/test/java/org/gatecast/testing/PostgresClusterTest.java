package org.gatecast.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The tests' PostgreSQL server leaves nothing behind, however its JVM ends. */
class PostgresClusterTest {
    /** Runs in a JVM of its own. */
    public static final class Holder {
        private Holder() {}

        /** Holds the cluster until its input ends. */
        public static void main(String[] arguments) throws IOException {
            PostgresCluster cluster = PostgresCluster.shared();
            System.out.println("directory " + cluster.directory());
            while (System.in.read() >= 0) {}
        }
    }

    @Test
    void aKilledJvmLeavesNeitherServerNorDirectory() throws IOException {
        Assumptions.assumeTrue(PostgresCluster.isInstalled(), "PostgreSQL is not installed");
        try (ServerProcess holder = holder()) {
            Path directory = directory(holder);
            long postmaster = postmaster(directory);
            assertThat(isRunning(postmaster)).isTrue();
            holder.kill();
            Await.until("the server has ended", () -> !isRunning(postmaster));
            Await.until("its directory is gone", () -> Files.notExists(directory));
        }
    }

    @Test
    void theNextStartRemovesWhatAKilledScriptLeft() throws IOException {
        Assumptions.assumeTrue(PostgresCluster.isInstalled(), "PostgreSQL is not installed");
        Path left;
        long postmaster;
        try (ServerProcess holder = holder()) {
            left = directory(holder);
            postmaster = postmaster(left);
            script(postmaster).destroyForcibly();
            holder.kill();
        }
        assertThat(isRunning(postmaster)).isTrue();
        try (ServerProcess holder = holder()) {
            assertThat(directory(holder)).isNotEqualTo(left);
            assertThat(isRunning(postmaster)).isFalse();
            assertThat(left).doesNotExist();
        }
    }

    private static ServerProcess holder() throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                ServerProcess.tool("java"),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                ServerProcess.classPath(),
                Holder.class.getName()));
        return ServerProcess.start(builder, line -> {});
    }

    private static Path directory(ServerProcess holder) {
        Await.until(
                "the server runs",
                () -> holder.output().stream().anyMatch(line -> line.startsWith("directory ")),
                () -> String.join("\n", holder.errors()));
        return holder.output().stream()
                .filter(line -> line.startsWith("directory "))
                .map(line -> Path.of(line.substring("directory ".length())))
                .findFirst()
                .orElseThrow();
    }

    private static long postmaster(Path directory) throws IOException {
        return Long.parseLong(
                Files.readAllLines(directory.resolve("data/postmaster.pid")).get(0));
    }

    private static ProcessHandle script(long postmaster) {
        return ProcessHandle.of(postmaster).flatMap(ProcessHandle::parent).orElseThrow();
    }

    /** An ended process that nobody has waited for has no command line. */
    private static boolean isRunning(long process) {
        try {
            return Files.readAllBytes(Path.of("/proc/" + process + "/cmdline")).length > 0;
        } catch (IOException gone) {
            return false;
        }
    }
}

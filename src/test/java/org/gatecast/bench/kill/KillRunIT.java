package org.gatecast.bench.kill;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.gatecast.testing.ServerProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A few kills of the many that the program makes. */
class KillRunIT {
    private static final int LONGEST_MILLIS = 800;

    @TempDir
    private Path directory;

    @Test
    void nothingAcknowledgedIsLostAndNothingIsThereByHalf() throws IOException, InterruptedException {
        KillRun.Outcome outcome = new KillRun(this::command, 3, LONGEST_MILLIS, System.nanoTime()).run(4);
        assertThat(outcome.findings()).isEmpty();
        assertThat(outcome.kills()).isEqualTo(4);
        assertThat(outcome.acknowledged()).isPositive();
    }

    private ProcessBuilder command() {
        ProcessBuilder builder = new ProcessBuilder(
                ServerProcess.tool("java"),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "org.gatecast.Main");
        builder.environment().put("PORT", "0");
        builder.environment().put("GATECAST_HTTP_HOST", "127.0.0.1");
        builder.environment().put("DATABASE_PATH", directory.resolve("kills.db").toString());
        return builder;
    }
}

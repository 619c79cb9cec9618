package org.gatecast.booth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.gatecast.canoe123.RecordedStream;
import org.gatecast.canoe123.ShownTables;
import org.gatecast.canoe123.StandInTimingPc;
import org.gatecast.canoe123.StreamPlayer;
import org.gatecast.testing.Await;
import org.gatecast.testing.BoothClient;
import org.gatecast.testing.Recording;
import org.gatecast.testing.ServerProcess;
import org.gatecast.testing.SpectatorClient;
import org.gatecast.testing.TestServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A booth from the package that conf/package-booth makes, with the package's own Java. Skipped where Java has no jlink. */
class BoothPackageIT {
    private static final int SPEED = 20;
    /** From this version on, jlink may take the modules from the running Java. */
    private static final int WITHOUT_MODULE_FILES = 24;

    @RegisterExtension
    private final TestServer server = TestServer.with();

    @TempDir
    private Path directory;

    private final StandInTimingPc pc = new StandInTimingPc();

    @AfterEach
    void stop() {
        pc.close();
    }

    @Test
    void theRaceComesThroughTheBoothOfThePackage() throws IOException, InterruptedException {
        Path packaged = directory.resolve("package");
        assertThat(run(packaged.toString())).contains(packaged + " is ready");
        assertThat(packaged.resolve("conf/booth.cmd")).hasSameBinaryContentAs(Path.of("conf/booth.cmd"));
        BoothClient organiser = server.api().createEvent("race").through("startlist", "running");
        Path export = Files.writeString(
                directory.resolve("export.xml"), Recording.xml(server.clock().today()));

        ProcessBuilder builder = new ProcessBuilder(List.of(
                packaged.resolve("conf/booth").toString(),
                "--server",
                "http://127.0.0.1:" + server.port(),
                "--event",
                "race",
                "--key",
                organiser.apiKey(),
                "--canoe123",
                "127.0.0.1:" + pc.port(),
                "--export",
                export.toString(),
                "--state",
                directory.resolve("state").toString(),
                "--port",
                "0"));
        builder.redirectErrorStream(true);
        StreamPlayer player = new StreamPlayer(pc, SPEED);
        player.keepClockRunning();
        try (ServerProcess booth = ServerProcess.start(builder, line -> {})) {
            pc.awaitClient();
            assertThat(ProcessHandle.of(booth.pid()).orElseThrow().info().command())
                    .hasValue(packaged.resolve("runtime/bin/java").toRealPath().toString());
            Await.until(
                    "the export is imported",
                    () -> !server.api().raceIds("race").isEmpty());
            SpectatorClient spectator = server.watch("race");
            player.play(RecordedStream.messages());
            Await.until("all tables are shown", () -> ShownTables.areShown(server.api(), spectator), booth::output);
        }
        assertThat(pc.received()).isZero();
    }

    @Test
    void whatCannotBePackagedIsSaid() throws IOException, InterruptedException {
        assertThat(run()).contains("usage: package-booth DIRECTORY [JDK]");
        assertThat(run(directory.toString())).contains(directory + " exists already");
        assertThat(run(directory.resolve("package").toString(), directory.toString()))
                .contains(directory + " has no directory jmods");
        assertThat(directory.resolve("package")).doesNotExist();
    }

    /** What the program prints. */
    private static String run(String... arguments) throws IOException, InterruptedException {
        Path jdk = Path.of(System.getProperty("java.home"));
        boolean hasModules =
                Files.isDirectory(jdk.resolve("jmods")) || Runtime.version().feature() >= WITHOUT_MODULE_FILES;
        assumeTrue(Files.exists(jdk.resolve("bin/jlink")) && hasModules, "no jlink");
        ProcessBuilder builder = new ProcessBuilder("conf/package-booth").redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().put("JAVA_HOME", jdk.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}

package org.gatecast.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code conf/gatecast}, from an installation of its own, as packages lay it out. */
@Timeout(180)
class LauncherIT {
    @TempDir
    Path installed;

    @Test
    void itMakesTheClassArchiveOnceAndStartsWithOrWithoutIt() throws Exception {
        install();

        assertThat(end(launch("archive"))).isZero();
        Path archive = installed.resolve("gatecast.jsa");
        assertThat(archive).isNotEmptyFile();
        var made = Files.getLastModifiedTime(archive);

        assertThat(startedAndStopped()).anyMatch(line -> line.contains("Listening on port"));
        assertThat(Files.getLastModifiedTime(archive)).as("not made again").isEqualTo(made);

        archive.toFile().setWritable(true);
        Files.writeString(archive, "no archive at all");
        assertThat(startedAndStopped())
                .as("Java 25 says that it cannot read it, Java 17 does not")
                .anyMatch(line -> line.contains("Listening on port"));
    }

    private void install() throws IOException {
        Files.createDirectory(installed.resolve("conf"));
        Files.copy(Path.of("conf", "gatecast"), installed.resolve("conf/gatecast"), StandardCopyOption.COPY_ATTRIBUTES);
        Files.copy(Path.of("conf", "jvm.options"), installed.resolve("conf/jvm.options"));
        Files.copy(Path.of("target", "gatecast.jar"), installed.resolve("gatecast.jar"));
    }

    private List<String> startedAndStopped() throws IOException, InterruptedException {
        List<String> lines = new ArrayList<>();
        Process process = launch();
        try (var output = process.inputReader(StandardCharsets.UTF_8)) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                lines.add(line);
                if (line.contains("Listening on port")) {
                    // Its output is still to be read.
                    process.toHandle().destroy();
                }
            }
        }
        assertThat(process.waitFor()).as("%s", lines).isZero();
        return lines;
    }

    private static int end(Process process) throws IOException, InterruptedException {
        process.getInputStream().transferTo(OutputStream.nullOutputStream());
        return process.waitFor();
    }

    private Process launch(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(List.of(installed.resolve("conf/gatecast").toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(installed.toFile()).redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("PORT", "0");
        builder.environment().put("MANAGEMENT_PORT", "0");
        builder.environment().put("CACHE_DIRECTORY", installed.toString());
        return builder.start();
    }
}

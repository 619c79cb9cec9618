package org.gatecast.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.gatecast.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The command line, in a process of its own. */
@Timeout(60)
class DemoCommandIT {
    @TempDir
    Path temporary;

    @Test
    void theDemoPrintsItsAddressAndLeavesNoFiles() throws Exception {
        Process process = gatecast(0, "demo", "--speed", "20");
        try (BufferedReader output = process.inputReader()) {
            // Lazily: the output ends with the process.
            assertThat(output.lines()
                            .anyMatch(
                                    line -> line.matches("The demo is running\\. Open http://localhost:[1-9][0-9]*/")))
                    .isTrue();
            assertThat(temporary).isDirectoryContaining("glob:**/gatecast-demo-*");

            process.destroy();
            process.waitFor();
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void aPortThatIsTakenIsNamed() throws Exception {
        try (ServerSocket other = new ServerSocket(0)) {
            Process process = gatecast(other.getLocalPort(), "demo");

            assertThat(output(process))
                    .anyMatch(line ->
                            line.contains("Port " + other.getLocalPort() + " is in use; set PORT to a free one"));
            assertThat(process.waitFor()).isEqualTo(1);
        }
        assertThat(temporary).isEmptyDirectory();
    }

    @Test
    void unknownArgumentsListTheKnownOnes() throws Exception {
        for (List<String> arguments :
                List.of(List.of("dmeo"), List.of("demo", "--speed", "fast"), List.of("demo", "--speed", "0"))) {
            Process process = gatecast(0, arguments.toArray(String[]::new));

            assertThat(output(process)).first().asString().startsWith("usage: java -jar gatecast.jar");
            assertThat(process.waitFor()).isEqualTo(2);
        }
    }

    private static List<String> output(Process process) throws IOException {
        try (BufferedReader output = process.inputReader()) {
            return output.lines().toList();
        }
    }

    private Process gatecast(int port, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(arguments));
        ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
        process.environment().put("PORT", Integer.toString(port));
        process.environment().put("MANAGEMENT_PORT", "0");
        return process.start();
    }
}

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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    @ParameterizedTest
    @CsvSource({
        "dmeo, There is no command dmeo.",
        "demo --speed fast, '--speed must be a number above 0 and at most 1000.0, not fast.'",
        "demo --speed 0, '--speed must be a number above 0 and at most 1000.0, not 0.'",
        "demo --server here, '--server must be an address as http://localhost:8080, not here.'",
        "demo --sped 2, The command demo has no option --sped.",
        "backup, The arguments of backup are not right: backup"
    })
    void whatIsWrongIsNamedBeforeTheUsage(String arguments, String reason) throws Exception {
        Process process = gatecast(0, arguments.split(" "));

        assertThat(output(process)).startsWith(reason, "usage: java -jar gatecast.jar");
        assertThat(process.waitFor()).isEqualTo(2);
    }

    @Test
    void helpListsCommandsExamplesAndTheEnvironment() throws Exception {
        Process process = gatecast(0, "--help");

        assertThat(output(process))
                .contains("examples:", "environment:")
                .first()
                .isEqualTo("usage: java -jar gatecast.jar");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void theVersionIsOneLine() throws Exception {
        Process process = gatecast(0, "--version");

        assertThat(output(process))
                .singleElement()
                .asString()
                .matches("gatecast \\S+ \\(\\w+\\), Java \\d\\d.*, Vert\\.x 5.*");
        assertThat(process.waitFor()).isZero();
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

package org.gatecast.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.gatecast.ExitCode;
import org.gatecast.testing.ServerProcess;
import org.junit.jupiter.api.Test;

/** What packages name is there. The programs that would build or run them are not needed for it. */
class PackagesTest {
    private static final Path DOCKERFILE = Path.of("conf", "Dockerfile");

    @Test
    void theImageIsMadeOfFilesThatAreThere() throws IOException {
        List<String> copied = Files.readAllLines(DOCKERFILE).stream()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from"))
                .map(line -> line.split(" +", -1))
                .flatMap(words -> Arrays.stream(words, 1, words.length - 1))
                .toList();

        assertThat(copied).contains("pom.xml", "conf/gatecast").allSatisfy(file -> assertThat(Path.of(file))
                .exists());
    }

    @Test
    void whatImageAndUnitRunIsThere() throws IOException {
        String named = Files.readString(DOCKERFILE) + Files.readString(Path.of("conf", "gatecast.service"));
        List<String> programs = Pattern.compile("/opt/gatecast/(conf/\\w+)")
                .matcher(named)
                .results()
                .map((MatchResult found) -> found.group(1))
                .distinct()
                .toList();

        assertThat(programs)
                .contains("conf/gatecast", "conf/healthy")
                .allSatisfy(program -> assertThat(Path.of(program)).isExecutable());
    }

    @Test
    void aBoothStartsWithOptionsThatJavaKnows() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(ServerProcess.tool("java"), "@conf/booth.options", "-version")
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).as(output).isZero();
        assertThat(Path.of("conf", "booth")).isExecutable();
        assertThat(Files.readString(Path.of("conf", "booth"))).contains("@$home/conf/booth.options", " booth \"$@\"");
        assertThat(Files.readString(Path.of("conf", "booth.cmd")))
                .contains("@%~dp0booth.options", " booth %*")
                .matches("(?s)([^\r\n]*\r\n)+");
    }

    @Test
    void theUnitKnowsTheExitCodes() throws IOException {
        List<String> unit = Files.readAllLines(Path.of("conf", "gatecast.service"));

        assertThat(unit)
                .contains(
                        "RestartPreventExitStatus="
                                + Stream.of(
                                                ExitCode.INVALID_ARGUMENTS,
                                                ExitCode.DATABASE_CORRUPT,
                                                ExitCode.DATABASE_NEWER,
                                                ExitCode.DATABASE_FOREIGN)
                                        .map(code -> Integer.toString(code.code()))
                                        .collect(Collectors.joining(" ")),
                        "SuccessExitStatus=0 " + ExitCode.STOPPED_FORCIBLY.code());
    }

    @Test
    void theJvmIsToldOnlyWhatItUnderstands() throws IOException, InterruptedException {
        Process java = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "@" + Path.of("conf", "jvm.options"),
                        "-version")
                .redirectErrorStream(true)
                .start();
        String output = new String(java.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(java.waitFor()).as(output).isZero();
        try (Stream<String> lines = output.lines()) {
            assertThat(lines).noneMatch(line -> line.contains("warning"));
        }
    }
}

package org.gatecast.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.gatecast.ExitCode;
import org.junit.jupiter.api.Test;

/** {@code specs/operations.md} says what is so. */
class OperationsTest {
    private static final Path FILE = Path.of("specs", "operations.md");

    @Test
    void theExitCodesAreTheEnums() throws IOException {
        List<String> told = section("Exit codes")
                .lines()
                .filter(line -> line.matches("\\| \\d.*"))
                .map(line -> line.split("\\|", -1))
                .map(cells -> cells[1].strip() + " " + cells[2].strip())
                .toList();

        assertThat(told)
                .containsExactlyElementsOf(Arrays.stream(ExitCode.values())
                        .map(code -> code.code() + " `" + code.name() + "`")
                        .toList());
    }

    @Test
    void theContentsAreTheHeadings() throws IOException {
        String text = Files.readString(FILE);
        List<String> contents = Pattern.compile("(?m)^\\d+\\. \\[(.*)]\\(#.*\\)$")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();
        List<String> headings = Pattern.compile("(?m)^## (.*)$")
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .toList();

        assertThat(contents).isNotEmpty().isEqualTo(headings);
    }

    private static String section(String heading) throws IOException {
        String text = Files.readString(FILE);
        int start = text.indexOf("\n## " + heading + "\n");
        assertThat(start).as(heading).isPositive();
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }
}

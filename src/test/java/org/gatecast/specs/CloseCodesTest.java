package org.gatecast.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.gatecast.transport.CloseReason;
import org.junit.jupiter.api.Test;

/** {@code specs/close-codes.md} says what the server says. */
class CloseCodesTest {
    @Test
    void theTableIsTheEnum() throws IOException {
        List<List<String>> rows = rows();
        List<List<String>> documented = rows.stream()
                .filter(row -> row.size() == 4)
                .skip(1)
                .map(row -> List.of(row.get(0), row.get(1), row.get(3)))
                .toList();
        assertThat(documented)
                .containsExactlyElementsOf(Arrays.stream(CloseReason.values())
                        .map(reason -> List.of(
                                Integer.toString(reason.code()), reason.text(), reason.reconnect() ? "yes" : "no"))
                        .toList());
    }

    @Test
    void whatClosesWithoutTheServersWordIsThereToo() throws IOException {
        assertThat(rows().stream().filter(row -> row.size() == 3).map(row -> row.get(0) + " " + row.get(2)))
                .containsExactly("Code Reconnect", "1006 yes");
    }

    @Test
    void reasonsFitIntoACloseFrame() {
        assertThat(CloseReason.values()).allSatisfy(reason -> assertThat(reason.text())
                .isNotBlank()
                .hasSizeLessThanOrEqualTo(123)
                .matches("\\p{ASCII}*"));
    }

    /** The cells of every table, its ruler left out. */
    private static List<List<String>> rows() throws IOException {
        return Files.readAllLines(Path.of("specs", "close-codes.md")).stream()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| ---"))
                .map(line -> Arrays.stream(line.substring(1, line.length() - 1).split("\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }
}

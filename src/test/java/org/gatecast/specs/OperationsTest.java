package org.gatecast.specs;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.gatecast.ExitCode;
import org.junit.jupiter.api.Test;

/** {@code specs/operations.md} says what is so. */
class OperationsTest {
    private static final Path FILE = Path.of("specs", "operations.md");

    @Test
    void theExitCodesAreTheEnums() throws IOException {
        List<String> documented = section("Exit codes")
                .lines()
                .filter(line -> line.matches("\\| \\d.*"))
                .map(line -> line.split("\\|", -1))
                .map(cells -> cells[1].strip() + " " + cells[2].strip())
                .toList();

        assertThat(documented)
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

    @Test
    void everySettingIsThereWithItsVariableAndItsDefault() throws IOException {
        List<String> rows = new ArrayList<>();
        String fallback = "";
        String variable = "";
        for (String line : Files.readAllLines(Path.of("conf", "gatecast.properties"))) {
            Matcher documented =
                    Pattern.compile("# Default: (.*); environment: (\\w+)").matcher(line);
            if (documented.matches()) {
                fallback = documented.group(1);
                variable = documented.group(2);
            } else if (!line.startsWith("#") && line.contains("=")) {
                rows.add("| `%s` | `%s` | %s |".formatted(line.substring(0, line.indexOf('=')), variable, fallback));
            }
        }

        assertThat(section("Settings").lines().filter(line -> line.startsWith("| `")))
                .as("the table, which should be\n%s\n", String.join("\n", rows))
                .containsExactlyElementsOf(rows);
    }

    @Test
    void dashboardAndAlertsAskForMetricsThatAreTold() throws IOException {
        Set<String> documented = new HashSet<>();
        MetricsTable.read().forEach(metric -> documented.addAll(metric.series()));
        for (String file : List.of("grafana-dashboard.json", "alerts.yaml")) {
            Set<String> queried = Pattern.compile("\\b(gatecast|jvm|process|system)_[a-z0-9_]+")
                    .matcher(Files.readString(Path.of("conf", file)))
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.toSet());

            assertThat(queried).as(file).hasSizeGreaterThan(8).isSubsetOf(documented);
        }
    }

    @Test
    void dashboardAndAlertsAreWellFormed() throws IOException {
        JsonNode dashboard = new ObjectMapper()
                .readTree(Path.of("conf", "grafana-dashboard.json").toFile());
        assertThat(dashboard.path("panels")).isNotEmpty().allSatisfy(panel -> {
            assertThat(panel.path("title").asText()).isNotBlank();
            assertThat(panel.path("targets")).isNotEmpty().allSatisfy(target -> assertThat(
                            target.path("expr").asText())
                    .isNotBlank());
        });
        JsonNode alerts = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("conf", "alerts.yaml").toFile());
        assertThat(alerts.path("groups").path(0).path("rules")).isNotEmpty().allSatisfy(rule -> {
            assertThat(rule.path("alert").asText()).matches("Gatecast[A-Z]\\w+");
            assertThat(rule.path("expr").asText()).isNotBlank();
            assertThat(rule.path("labels").path("severity").asText()).isIn("page", "warn");
            assertThat(rule.path("annotations").path("summary").asText()).isNotBlank();
            String runbook = rule.path("annotations").path("runbook").asText();
            assertThat(section("Runbook")).as(runbook).contains("### " + runbook + "\n");
        });
    }

    private static String section(String heading) throws IOException {
        String text = Files.readString(FILE);
        int start = text.indexOf("\n## " + heading + "\n");
        assertThat(start).as(heading).isPositive();
        int end = text.indexOf("\n## ", start + 1);
        return text.substring(start, end < 0 ? text.length() : end);
    }
}

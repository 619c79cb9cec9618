package org.gatecast.canoe123;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.gatecast.canoe123.stream.ResultTable;
import org.gatecast.canoe123.stream.ResultTableRow;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.Test;

/**
 * The tables of {@code specs/booth.md} that say, row by row, what a booth makes of the recorded race and what the pusher in the field
 * made of it.
 */
class BoothAndPusherTest {
    private static final Path BOOTH = Path.of("specs", "booth.md");

    @Test
    void theTableOfRacesIsTheRecordings() throws IOException {
        assertThat(rowsUnder("#### Races")).isEqualTo(races());
    }

    @Test
    void theTableOfRowsIsTheRecordings() throws IOException {
        assertThat(rowsUnder("#### Rows")).isEqualTo(rows());
    }

    private static List<String> races() {
        List<String> lines = new ArrayList<>();
        for (ResultTable table : RecordedStream.lastTables()) {
            boolean ofPusher = table.raceId().equals(Recording.RACE);
            lines.add("| %s | %d, %d | %s |"
                    .formatted(
                            table.raceId(),
                            table.rows().size(),
                            table.rows().stream()
                                    .filter(row -> row.gates() != null)
                                    .count(),
                            ofPusher ? ofPusher().size() + ", 0" : "–"));
        }
        lines.sort(Comparator.naturalOrder());
        return lines;
    }

    /** The rows of the race under way that differ at the end. */
    private static List<String> rows() {
        Map<String, JsonNode> ofPusher = ofPusher();
        List<ResultTableRow> ofBooth = RecordedStream.lastTables().stream()
                .filter(table -> table.raceId().equals(Recording.RACE))
                .findFirst()
                .orElseThrow()
                .rows();
        return ofBooth.stream()
                .sorted(Comparator.comparing(ResultTableRow::bib))
                .filter(row -> !run(row).equals(run(ofPusher.get(row.participantId()))))
                .map(row -> "| %d | %s | %s | %s |"
                        .formatted(row.bib(), run(row), run(ofPusher.get(row.participantId())), gates(row)))
                .toList();
    }

    private static Map<String, JsonNode> ofPusher() {
        List<Recording.Call> tables = Recording.tables();
        Map<String, JsonNode> rows = new HashMap<>();
        tables.get(tables.size() - 1)
                .body()
                .get("results")
                .forEach(row -> rows.put(row.get("participantId").asText(), row));
        return rows;
    }

    private static String run(ResultTableRow row) {
        return run(row.time(), row.pen(), row.total(), row.status());
    }

    private static String run(JsonNode row) {
        return row == null
                ? "not sent"
                : run(
                        number(row.get("time")),
                        number(row.get("pen")),
                        number(row.get("total")),
                        text(row.get("status")));
    }

    private static String run(Integer time, Integer pen, Integer total, String status) {
        String run = (time == null ? "?" : time) + "+" + (pen == null ? "?" : pen);
        Integer expected = time == null || pen == null ? null : Integer.valueOf(time + pen);
        boolean sum = Objects.equals(total, expected);
        return (run + (sum ? "" : "=" + (total == null ? "?" : total)) + (status == null ? "" : " " + status))
                .replace("?+?", "–")
                .strip();
    }

    private static Integer number(JsonNode value) {
        return value.isNull() ? null : Integer.valueOf(value.asInt());
    }

    private static String text(JsonNode value) {
        return value.isNull() ? null : value.asText();
    }

    /** The gates with a penalty, as {@code 5: 50}. */
    private static String gates(ResultTableRow row) {
        List<Integer> gates = row.gates() == null ? List.of() : row.gates();
        String penalties = IntStream.range(0, gates.size())
                .filter(gate -> gates.get(gate) != null && !Objects.equals(gates.get(gate), 0))
                .mapToObj(gate -> (gate + 1) + ": " + gates.get(gate))
                .collect(Collectors.joining(", "));
        return penalties.isEmpty() ? "–" : penalties;
    }

    private static List<String> rowsUnder(String heading) throws IOException {
        List<String> lines = Files.readAllLines(BOOTH);
        assertThat(lines).contains(heading);
        return lines.stream()
                .skip(lines.indexOf(heading) + 1L)
                .dropWhile(line -> !line.startsWith("|"))
                .skip(2)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}

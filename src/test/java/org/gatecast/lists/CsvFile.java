package org.gatecast.lists;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** A list in CSV, read by a library that did not write it. */
public final class CsvFile {
    private final List<String> names;
    private final List<Map<String, String>> rows;

    private CsvFile(List<String> names, List<Map<String, String>> rows) {
        this.names = names;
        this.rows = rows;
    }

    /** Fails if there is no byte order mark. */
    public static CsvFile read(byte[] bytes) throws IOException {
        String text = new String(bytes, StandardCharsets.UTF_8);
        assertThat(text).startsWith("\uFEFF").endsWith("\r\n");
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser parser = CSVParser.parse(new StringReader(text.substring(1)), format)) {
            return new CsvFile(
                    parser.getHeaderNames(),
                    parser.stream().map(record -> record.toMap()).toList());
        }
    }

    public List<Map<String, String>> rows() {
        return rows;
    }

    public String cell(int row, String name) {
        return rows.get(row).get(name);
    }

    /** Fails unless the rows of a REST response have the same fields, values and gates, none more and none fewer. */
    public void assertEqualTo(List<JsonNode> rest) {
        assertThat(rows).hasSameSizeAs(rest);
        for (int i = 0; i < rest.size(); i++) {
            Set<String> left = new HashSet<>(names);
            JsonNode row = rest.get(i);
            assertGates(i, row.path("gates"), left);
            for (Map.Entry<String, JsonNode> field : row.properties()) {
                if (field.getKey().equals("gates")) {
                    continue;
                }
                assertThat(left.remove(field.getKey())).as(field.getKey()).isTrue();
                assertThat(cell(i, field.getKey()))
                        .as("%s of row %s", field.getKey(), i)
                        .isEqualTo(text(field.getValue()));
            }
            // What REST leaves out is empty.
            for (String name : left) {
                assertThat(cell(i, name)).as("%s of row %s", name, i).isEmpty();
            }
        }
    }

    private void assertGates(int row, JsonNode gates, Set<String> left) {
        for (int gate = 1; gate <= gates.size(); gate++) {
            String name = "gate" + gate;
            JsonNode penalty = gates.get(gate - 1).get("penalty");
            assertThat(left.remove(name)).as("there is " + name).isTrue();
            assertThat(cell(row, name)).as("%s of row %s", name, row).isEqualTo(text(penalty));
        }
    }

    /** The rows of a REST response, with the gates of those of a detailed one. */
    public static List<JsonNode> withGates(JsonNode plain, JsonNode detailed) {
        List<JsonNode> rows = new ArrayList<>();
        for (int i = 0; i < plain.size(); i++) {
            ObjectNode row = plain.get(i).deepCopy();
            rows.add(row.set("gates", detailed.get(i).path("gates")));
        }
        return rows;
    }

    private static String text(JsonNode value) {
        if (value.isArray()) {
            return StreamSupport.stream(value.spliterator(), false)
                    .map(JsonNode::asText)
                    .collect(Collectors.joining("; "));
        }
        return value.isNull() ? "" : value.asText();
    }
}

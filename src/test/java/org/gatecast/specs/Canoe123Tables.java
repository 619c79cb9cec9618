package org.gatecast.specs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The tables of {@code specs/canoe123.md}, by their heading. */
final class Canoe123Tables {
    private static final Pattern CODE = Pattern.compile("`([^`]+)`");

    private final Map<String, List<List<String>>> tables = new LinkedHashMap<>();

    static Canoe123Tables read() throws IOException {
        Canoe123Tables tables = new Canoe123Tables();
        String heading = "";
        boolean inTable = false;
        for (String line : Files.readAllLines(Path.of("specs", "canoe123.md"))) {
            if (line.startsWith("#")) {
                heading = line.replaceFirst("#+ ", "");
            }
            boolean isRow = line.startsWith("|") && !line.startsWith("| ---");
            if (isRow && inTable) {
                tables.tables
                        .computeIfAbsent(heading, first -> new ArrayList<>())
                        .add(cells(line));
            }
            // The first line of a table names its columns.
            inTable = line.startsWith("|");
        }
        return tables;
    }

    /** A table's rows, cell by cell. */
    List<List<String>> under(String heading) {
        assertThat(tables).containsKey(heading);
        return tables.get(heading);
    }

    /** The second cell by each name in code in the first. */
    Map<String, String> byName(String heading) {
        Map<String, String> byName = new LinkedHashMap<>();
        for (List<String> row : under(heading)) {
            for (String name : names(row.get(0))) {
                assertThat(byName.put(name, row.get(1)))
                        .as("%s stands once", name)
                        .isNull();
            }
        }
        return byName;
    }

    /** What stands in code in a cell. */
    static List<String> names(String cell) {
        return CODE.matcher(cell)
                .results()
                .map((MatchResult code) -> code.group(1))
                .toList();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|", -1))
                .map(String::strip)
                .toList();
    }
}

package org.gatecast.merge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A Markdown table of examples.
 *
 * @param heading the heading it stands under
 * @param columns in order
 */
record SpecTable(String heading, List<String> columns, List<Example> rows) {
    private static final Path MERGE = Path.of("specs", "merge.md");

    /**
     * A row, by column.
     *
     * @param line where it stands, from 1
     */
    record Example(int line, Map<String, String> cells) {
        String get(String column) {
            String cell = cells.get(column);
            if (cell == null) {
                throw new IllegalArgumentException("specs/merge.md:" + line + " has no column " + column);
            }
            return cell;
        }
    }

    /** All tables of {@code specs/merge.md}. */
    static List<SpecTable> ofMerge() {
        try {
            return parse(Files.readAllLines(MERGE));
        } catch (IOException e) {
            throw new UncheckedIOException("tests run in the project's directory", e);
        }
    }

    private static List<SpecTable> parse(List<String> lines) {
        List<SpecTable> tables = new ArrayList<>();
        String heading = "";
        boolean inTable = false;
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("#")) {
                heading = line.replaceFirst("#+ ", "");
            }
            if (!line.startsWith("|")) {
                inTable = false;
            } else if (!inTable) {
                inTable = true;
                tables.add(new SpecTable(heading, cells(line), new ArrayList<>()));
            } else if (!line.startsWith("| ---")) {
                SpecTable table = tables.get(tables.size() - 1);
                table.rows.add(new Example(i + 1, byColumn(table.columns, cells(line))));
            }
        }
        return tables;
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.substring(1, line.lastIndexOf('|')).split("\\|"))
                .map(String::strip)
                .toList();
    }

    private static Map<String, String> byColumn(List<String> columns, List<String> cells) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), cells.get(i));
        }
        return row;
    }
}

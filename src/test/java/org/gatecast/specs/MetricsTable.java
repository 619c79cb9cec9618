package org.gatecast.specs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The metrics as {@code specs/operations.md} lists them. */
final class MetricsTable {
    private MetricsTable() {}

    /**
     * A row of the table.
     *
     * @param labels in the order of the alphabet
     */
    record Metric(String name, String type, List<String> labels) {
        /** What a query may name. */
        Set<String> series() {
            return switch (type) {
                case "histogram" -> Set.of(name + "_bucket", name + "_sum", name + "_count");
                case "summary" -> Set.of(name + "_sum", name + "_count");
                default -> Set.of(name);
            };
        }
    }

    static List<Metric> read() throws IOException {
        return Files.readAllLines(Path.of("specs", "operations.md")).stream()
                .filter(line -> line.matches("\\| `[a-z0-9_]+` \\| (counter|gauge|histogram|summary) \\|.*"))
                .map(line -> line.split("\\|", -1))
                .map(cells -> new Metric(cells[1].strip().replace("`", ""), cells[2].strip(), labels(cells[3].strip())))
                .toList();
    }

    private static List<String> labels(String cell) {
        return cell.isEmpty() ? List.of() : List.of(cell.replace("`", "").split(", ", -1));
    }
}

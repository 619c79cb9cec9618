package org.gatecast.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** A table of a best-run race as somebody reads it: row after row, what stands in each cell. */
record ResultsOnScreen(List<Map<String, String>> rows) {
    private static final String READ =
            """
            [...document.querySelectorAll(`tr[data-race="%s"]`)].map(row => {
              const cells = {};
              row.querySelectorAll('[data-field]').forEach(one => { cells[one.dataset.field] = one.innerText.trim(); });
              row.querySelectorAll('[data-run]').forEach(run => {
                const text = part => run.querySelector('.' + part)?.innerText.trim() ?? '';
                cells['run' + run.dataset.run] = ['status', 'time', 'pen'].map(text).join('|');
                if (run.classList.contains('better')) cells.better = run.dataset.run;
              });
              return cells;
            })
            """;

    /** What the page shows of a race. */
    static ResultsOnScreen of(BrowserPage page, String raceId) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (JsonNode row : page.json(READ.formatted(raceId))) {
            Map<String, String> cells = new LinkedHashMap<>();
            row.fields()
                    .forEachRemaining(
                            cell -> cells.put(cell.getKey(), cell.getValue().asText()));
            rows.add(cells);
        }
        return new ResultsOnScreen(rows);
    }

    /** REST's rows, as they should be read. */
    static ResultsOnScreen of(JsonNode results) {
        List<Map<String, String>> rows = new ArrayList<>();
        results.forEach(row -> rows.add(expected(row)));
        return new ResultsOnScreen(rows);
    }

    private static Map<String, String> expected(JsonNode row) {
        boolean both = row.hasNonNull("prevTime") || row.hasNonNull("prevTotal");
        boolean neitherCounts = !row.hasNonNull("betterRunNr");
        boolean secondOnly = !both
                && (neitherCounts
                        ? row.hasNonNull("currStatus") && !row.hasNonNull("prevStatus")
                        : row.get("betterRunNr").asInt() == 2);
        Map<String, String> cells = new LinkedHashMap<>();
        cells.put("rnk", text(row.get("rnk")));
        cells.put("bib", text(row.get("bib")));
        cells.put("name", text(row.get("name")));
        cells.put("time", seconds(row.get("time")));
        cells.put("pen", penalty(row.get("pen")));
        cells.put("total", row.hasNonNull("rnk") ? seconds(row.get("totalTotal")) : text(row.get("status")));
        cells.put("behind", row.get("rnk").asInt() == 1 ? "" : text(row.get("totalBehind")));
        cells.put(
                "run1",
                both ? run(row, "prev") : secondOnly ? status(row, "prevStatus") + "||" : own(row, "prevStatus"));
        cells.put("run2", both || secondOnly ? own(row, "currStatus") : status(row, "currStatus") + "||");
        if (!neitherCounts) {
            cells.put("better", text(row.get("betterRunNr")));
        }
        return cells;
    }

    private static String status(JsonNode row, String field) {
        return text(row.get(field));
    }

    /** The run that the row's own time and penalty are of. */
    private static String own(JsonNode row, String status) {
        return status(row, status) + "|" + seconds(row.get("time")) + "|" + penalty(row.get("pen"));
    }

    /** The other one, of which a status says all. */
    private static String run(JsonNode row, String prefix) {
        String status = status(row, prefix + "Status");
        return status.isEmpty()
                ? "|" + seconds(row.get(prefix + "Time")) + "|" + penalty(row.get(prefix + "Pen"))
                : status + "||";
    }

    private static String text(JsonNode value) {
        return value.isNull() ? "" : value.asText();
    }

    private static String seconds(JsonNode hundredths) {
        return hundredths.isNull() ? "" : String.format(Locale.ROOT, "%.2f", hundredths.asInt() / 100.0);
    }

    private static String penalty(JsonNode hundredths) {
        return hundredths.isNull() ? "" : Integer.toString(hundredths.asInt() / 100);
    }

    /** The rows that differ, for somebody who wonders. */
    String against(ResultsOnScreen expected) {
        if (rows.size() != expected.rows.size()) {
            return rows.size() + " rows instead of " + expected.rows.size();
        }
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            if (!rows.get(i).equals(expected.rows.get(i))) {
                differences.add(rows.get(i) + "\n  instead of " + expected.rows.get(i));
            }
        }
        return differences.stream().limit(5).collect(Collectors.joining("\n"));
    }
}

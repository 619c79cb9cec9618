package org.gatecast.browser;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A table as somebody reads it: row after row, each cell's text by the name of its field.
 */
record ResultsOnScreen(List<Map<String, String>> rows) {
    private static final String READ =
            """
            [...document.querySelectorAll(`tr[data-race="%s"]`)].map(row => [...row.querySelectorAll('[data-field]')]
              .reduce((cells, cell) => ({...cells, [cell.dataset.field]: cell.innerText.trim()}), {}))
            """;

    static ResultsOnScreen of(Page page, String raceId) {
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

    /** REST's rows as they should be read. */
    static ResultsOnScreen of(JsonNode results) {
        List<Map<String, String>> rows = new ArrayList<>();
        for (JsonNode row : results) {
            Map<String, String> cells = new LinkedHashMap<>();
            cells.put("rnk", row.get("rnk").asText());
            rows.add(cells);
        }
        return new ResultsOnScreen(rows);
    }
}

package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.gatecast.ingest.ExportParser;
import org.gatecast.ingest.XmlLimits;
import org.gatecast.merge.Canoe123Rows.Row;
import org.gatecast.model.Export;
import org.gatecast.model.MergeStrategy;
import org.gatecast.model.RaceId;
import org.gatecast.model.RaceType;
import org.gatecast.model.Result;
import org.gatecast.snapshot.EventSnapshot;
import org.gatecast.snapshot.PublicJson;
import org.gatecast.testing.Recording;
import org.junit.jupiter.api.Test;

/**
 * Canoe123's export has its own ranks, gaps and better runs, which are compared with the service's for every row of
 * every race. Where the two differ, {@code oracle-differences.txt} lists the row, both values and the reason.
 *
 * <p>Canoe123 tells each run's own rank; we show one table of both. So three imports are held against it: the export as
 * it is, and the export with either run's results left out, which is the table of the other run alone.
 */
class OracleTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String XML = Recording.xml();
    private static final Export EXPORT =
            new ExportParser(XmlLimits.DEFAULT).parse(XML.getBytes(StandardCharsets.UTF_8));

    private final List<Row> rows = new Canoe123Rows(XML).all();
    private final Map<String, JsonNode> both = tables(EXPORT);
    private final Map<String, JsonNode> firstRuns = tables(without(RaceType.BEST_RUN_2));
    private final Map<String, JsonNode> secondRuns = tables(without(RaceType.BEST_RUN_1));

    @Test
    void everyRowOfEveryRaceIsAsCanoe123WorkedItOut() {
        List<String> differences = rows.stream().flatMap(this::compare).toList();
        assertThat(differences).containsExactlyInAnyOrderElementsOf(listed());
    }

    @Test
    void nothingIsLeftOutOfTheComparison() {
        assertThat(rows).hasSize(1422);
        assertThat(rows.stream().map(Row::race).distinct()).hasSize(44);
        assertThat(rows.stream().filter(Row::isSecondRun)).hasSize(711);
        assertThat(both.values().stream().mapToInt(JsonNode::size).sum()).isEqualTo(1422);
        assertThat(rows.stream().filter(row -> row.has("TotalRnk"))).hasSize(682);
    }

    /** A line if the row differs, none if it does not. */
    private Stream<String> compare(Row row) {
        Findings findings = new Findings();
        JsonNode own = row(row.isSecondRun() ? secondRuns : firstRuns, row);
        single(findings, row, own, "");
        findings.check("Gates", row.gates(), gates(own.get("gates")));
        findings.check("dtStart", row.text("dtStart"), value(own, "dtStart"));
        findings.check("dtFinish", row.text("dtFinish"), value(own, "dtFinish"));
        if (row.isSecondRun()) {
            single(findings, row, row(firstRuns, row), "Prev");
            total(findings, row, row(both, row));
        }
        return findings.line(row);
    }

    /**
     * One run by itself.
     *
     * @param prefix what Canoe123 begins the names of the run's fields with
     */
    private static void single(Findings findings, Row row, JsonNode ours, String prefix) {
        findings.check(prefix + "Time", row.hundredths(prefix + "Time"), value(ours, "time"));
        findings.check(prefix + "Pen", row.penalty(prefix + "Pen"), value(ours, "pen"));
        findings.check(prefix + "Total", row.hundredths(prefix + "Total"), value(ours, "total"));
        findings.check(prefix + "Status", row.text(prefix + "Status"), value(ours, "status"));
        findings.check(prefix + "Rnk", row.number(prefix + "Rnk"), value(ours, "rnk"));
        inCategory(findings, row, prefix + "CatRnk", row.number(prefix + "CatRnk"), value(ours, "catRnk"));
        if (prefix.isEmpty()) {
            findings.check("TotalBehind", row.text("TotalBehind"), value(ours, "totalBehind"));
            inCategory(
                    findings,
                    row,
                    "catTotalBehind",
                    gapInCategory(row, "CatRnk", "catTotalBehind"),
                    value(ours, "catTotalBehind"));
        }
    }

    /** Both runs together. */
    private static void total(Findings findings, Row row, JsonNode ours) {
        findings.check("TotalTotal", row.hundredths("TotalTotal"), value(ours, "totalTotal"));
        findings.check("TotalRnk", row.number("TotalRnk"), value(ours, "rnk"));
        findings.check("TotalTotalBehind", row.text("TotalTotalBehind"), value(ours, "totalBehind"));
        Integer better = row.number("BetterRunNr");
        findings.check("BetterRunNr", better == 0 ? null : better, value(ours, "betterRunNr"));
        inCategory(findings, row, "TotalCatRnk", row.number("TotalCatRnk"), value(ours, "catRnk"));
        inCategory(
                findings,
                row,
                "catTotalTotalBehind",
                gapInCategory(row, "TotalCatRnk", "catTotalTotalBehind"),
                value(ours, "catTotalBehind"));
        findings.check("PrevStatus", row.text("PrevStatus"), value(ours, "prevStatus"));
        findings.check("Status", row.text("Status"), value(ours, "currStatus"));
        if (row.has("PrevTime") && row.has("Time")) {
            findings.check("PrevTime", row.hundredths("PrevTime"), value(ours, "prevTime"));
            findings.check("PrevTotal", row.hundredths("PrevTotal"), value(ours, "prevTotal"));
            findings.check("PrevRnk", row.number("PrevRnk"), value(ours, "prevRnk"));
            findings.check("Time", row.hundredths("Time"), value(ours, "time"));
            findings.check("Pen", row.penalty("Pen"), value(ours, "pen"));
            findings.check("Total", row.hundredths("Total"), value(ours, "total"));
            findings.check("Gates", row.gates(), gates(ours.get("gates")));
        }
    }

    /** Canoe123 ranks riders without category among themselves. That is no rank in a category, and we give none. */
    private static void inCategory(Findings findings, Row row, String field, Object canoe123, Object ours) {
        findings.check(field, row.has("CatId") ? canoe123 : null, ours);
    }

    /** Canoe123 leaves out the gap of who leads. */
    private static String gapInCategory(Row row, String rank, String gap) {
        return row.has(rank) && row.number(rank) == 1 && !row.has(gap) ? "0.00" : row.text(gap);
    }

    /** Where a row differs. */
    private static final class Findings {
        private final Map<String, String> differences = new LinkedHashMap<>();

        void check(String field, Object canoe123, Object ours) {
            if (!Objects.equals(canoe123, ours)) {
                differences.put(field, "%s %s / %s".formatted(field, text(canoe123), text(ours)));
            }
        }

        private static String text(Object value) {
            return value == null ? "–" : value.toString();
        }

        Stream<String> line(Row row) {
            return differences.isEmpty()
                    ? Stream.of()
                    : Stream.of(row.race() + " " + row.bib() + ": " + String.join("; ", differences.values()));
        }
    }

    private static Object value(JsonNode row, String field) {
        JsonNode value = row.get(field);
        return value.isNull() ? null : value.isInt() ? (Object) value.intValue() : value.textValue();
    }

    /** Up to the last that was passed. */
    private static List<Integer> gates(JsonNode gates) {
        List<Integer> penalties = new ArrayList<>();
        int passed = 0;
        for (JsonNode gate : gates) {
            JsonNode penalty = gate.get("penalty");
            penalties.add(penalty.isNull() ? null : Integer.valueOf(penalty.intValue()));
            passed = penalty.isNull() ? passed : penalties.size();
        }
        return penalties.subList(0, passed);
    }

    private static JsonNode row(Map<String, JsonNode> tables, Row row) {
        List<JsonNode> found = new ArrayList<>();
        tables.get(row.race()).forEach(ours -> {
            if (ours.get("bib").asInt() == row.bib()) {
                found.add(ours);
            }
        });
        assertThat(found).as("%s %s", row.race(), row.bib()).hasSize(1);
        return found.get(0);
    }

    private static Export without(RaceType run) {
        List<RaceId> races = EXPORT.races().stream()
                .filter(race -> race.raceType() == run)
                .map(race -> race.raceId())
                .toList();
        List<Result> rows = EXPORT.results().stream()
                .map(row -> races.contains(row.raceId()) ? withoutResult(row) : row)
                .toList();
        return new Export(
                EXPORT.details(),
                EXPORT.classes(),
                EXPORT.participants(),
                EXPORT.courses(),
                EXPORT.races(),
                rows,
                EXPORT.officials(),
                EXPORT.gateStatistics(),
                null,
                0,
                List.of());
    }

    private static Result withoutResult(Result row) {
        return Result.ofExport(
                row.raceId(), row.participantId(), row.bib(), row.startOrder(), row.startTime(), row.heatNr(), null);
    }

    /** What REST answers with {@code detailed=true}, by race. */
    private static Map<String, JsonNode> tables(Export export) {
        EventSnapshot snapshot =
                new MergeHarness(MergeStrategy.TCP).imports(export, 0).snapshot();
        Map<String, JsonNode> tables = new LinkedHashMap<>();
        snapshot.tables().values().forEach(table -> {
            try {
                byte[] body = PublicJson.document(json -> PublicJson.results(json, table, null, null, true))
                        .toByteArray();
                tables.put(table.race().raceId().value(), JSON.readTree(body).get("results"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return tables;
    }

    private static List<String> listed() {
        try (var in = OracleTest.class.getResourceAsStream("oracle-differences.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.gatecast.merge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.gatecast.merge.SpecTable.Example;
import org.gatecast.snapshot.ResultRow;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The tables of {@code specs/merge.md}, each a race whose rows stand as the race would show them. */
class RankingExamplesTest {
    private static final List<String> SHOWN =
            List.of("bib", "category", "heat", "rank", "gap", "in category", "gap there", "mark", "name");

    @TestFactory
    Stream<DynamicTest> tables() {
        return SpecTable.ofMerge().stream()
                .filter(table -> table.columns().contains("gap"))
                .map(table -> dynamicTest(table.heading(), () -> check(table)));
    }

    private static void check(SpecTable table) {
        String kind = table.heading().substring(0, table.heading().indexOf(':'));
        String race = "K1M_" + kind;
        MergeHarness harness = table.columns().contains("run 1") ? twoRuns(table) : oneRun(table, race, kind);
        List<String> columns = table.columns().stream().filter(SHOWN::contains).toList();
        assertThat(harness.table(race).stream().map(row -> shown(row, columns)))
                .containsExactlyElementsOf(table.rows().stream()
                        .map(row -> columns.stream().map(row::get).toList())
                        .toList());
    }

    /** Everything comes from the export, with its rows in the opposite order. */
    private static MergeHarness oneRun(SpecTable table, String race, String kind) {
        ExportScript script = new ExportScript().race(race, kind);
        for (int i = table.rows().size() - 1; i >= 0; i--) {
            Example row = table.rows().get(i);
            enter(script, "p" + i, row);
            Integer heat = table.columns().contains("heat") ? number(row.get("heat")) : null;
            script.row(
                    race,
                    "p" + i,
                    number(row.get("bib")),
                    heat,
                    ResultNotation.of(row.get("result")).report());
        }
        return MergeHarness.after(script);
    }

    /** Everything comes from the stream, after an export of start lists. */
    private static MergeHarness twoRuns(SpecTable table) {
        List<String> runs = List.of("run 1", "run 2");
        ExportScript script = new ExportScript();
        runs.forEach(run -> script.race(raceOf(run), "BR" + run.substring(4)));
        for (int i = table.rows().size() - 1; i >= 0; i--) {
            Example row = table.rows().get(i);
            enter(script, "p" + i, row);
            for (String run : runs) {
                if (!row.get(run).equals("no row")) {
                    script.start(raceOf(run), "p" + i, number(row.get("bib")));
                }
            }
        }
        MergeHarness harness = MergeHarness.after(script);
        for (int i = 0; i < table.rows().size(); i++) {
            for (String run : runs) {
                String result = table.rows().get(i).get(run);
                if (!result.equals("no row")) {
                    harness.receives(1, ResultNotation.of(result).row(raceOf(run), "p" + i));
                }
            }
        }
        return harness;
    }

    private static String raceOf(String run) {
        return "K1M_BR" + run.substring(4);
    }

    private static void enter(ExportScript script, String rider, Example row) {
        if (row.cells().containsKey("members")) {
            String[] members = row.get("members").split(", ", -1);
            Arrays.stream(members).filter(member -> member.matches("m\\d")).forEach(script::rider);
            script.team(rider, members);
        } else {
            script.rider(rider, null, row.get("category").equals("–") ? null : row.get("category"));
        }
    }

    private static List<String> shown(ResultRow row, List<String> columns) {
        return columns.stream()
                .map(column -> Objects.toString(
                        switch (column) {
                            case "bib" -> row.bib();
                            case "category" -> row.catId();
                            case "heat" -> row.heatNr();
                            case "rank" -> row.rnk();
                            case "gap" -> row.totalBehind();
                            case "in category" -> row.catRnk();
                            case "gap there" -> row.catTotalBehind();
                            case "mark" -> row.underInvestigation() ? "*" : null;
                            default -> row.name();
                        },
                        "–"))
                .toList();
    }

    private static Integer number(String cell) {
        return cell.equals("–") ? null : Integer.valueOf(cell);
    }
}

package org.gatecast.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.gatecast.snapshot.BestRun;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.StartRow;

/**
 * A list as the fields and values of the REST response: the table of CSV and XML. Immutable.
 *
 * @param rows for each field a text, a number, {@code true}, a list of texts, or {@code null}
 */
record RestTable(List<Field> fields, List<List<Object>> rows) {

    /**
     * @param isFreeText whether people or other programs write it, so that it may begin with any character
     * @param gate the number of the gate whose penalty it is, 0 for all others
     */
    record Field(String name, boolean isFreeText, int gate) {}

    private record Column<T>(Field field, Function<T, Object> value) {
        static <T> Column<T> of(String name, Function<T, Object> value) {
            return new Column<>(new Field(name, false, 0), value);
        }

        static <T> Column<T> ofText(String name, Function<T, Object> value) {
            return new Column<>(new Field(name, true, 0), value);
        }
    }

    static RestTable of(RaceList list) {
        return list.kind() == ListKind.START ? table(startColumns(), list.starts()) : table(columns(list), list.rows());
    }

    private static <T> RestTable table(List<Column<T>> columns, List<T> rows) {
        return new RestTable(
                columns.stream().map(Column::field).toList(),
                rows.stream().map(row -> cells(columns, row)).toList());
    }

    private static <T> List<Object> cells(List<Column<T>> columns, T row) {
        List<Object> cells = new ArrayList<>(columns.size());
        columns.forEach(column -> cells.add(column.value.apply(row)));
        return cells;
    }

    private static List<Column<StartRow>> startColumns() {
        return List.of(
                Column.of("startOrder", StartRow::startOrder),
                Column.of("bib", StartRow::bib),
                Column.ofText("athleteId", StartRow::athleteId),
                Column.ofText("name", StartRow::name),
                Column.ofText("club", StartRow::club),
                Column.ofText("noc", StartRow::noc),
                Column.ofText("catId", StartRow::catId),
                Column.ofText("startTime", StartRow::startTime));
    }

    private static List<Column<ResultRow>> columns(RaceList list) {
        List<Column<ResultRow>> columns = new ArrayList<>(List.of(
                Column.of("rnk", ResultRow::rnk),
                Column.of("bib", ResultRow::bib),
                Column.ofText("athleteId", ResultRow::athleteId),
                Column.ofText("name", ResultRow::name),
                Column.ofText("club", ResultRow::club),
                Column.ofText("noc", ResultRow::noc),
                Column.ofText("catId", ResultRow::catId),
                Column.of("catRnk", ResultRow::catRnk),
                Column.of("time", ResultRow::time),
                Column.of("pen", ResultRow::pen),
                Column.of("total", ResultRow::total),
                Column.of("totalBehind", ResultRow::totalBehind),
                Column.of("catTotalBehind", ResultRow::catTotalBehind),
                Column.ofText("status", ResultRow::status),
                Column.of("underInvestigation", row -> mark(row.underInvestigation()))));
        if (list.isCombined()) {
            columns.addAll(List.of(
                    ofRuns("betterRunNr", BestRun::betterRunNr),
                    ofRuns("totalTotal", BestRun::totalTotal),
                    ofRuns("prevTime", BestRun::prevTime),
                    ofRuns("prevPen", BestRun::prevPen),
                    ofRuns("prevTotal", BestRun::prevTotal),
                    ofRuns("prevRnk", BestRun::prevRnk),
                    Column.ofText(
                            "prevStatus",
                            row -> row.bestRun() == null ? null : row.bestRun().prevStatus()),
                    Column.ofText(
                            "currStatus",
                            row -> row.bestRun() == null ? null : row.bestRun().currStatus()),
                    ofRuns("prevUnderInvestigation", runs -> mark(runs.prevUnderInvestigation())),
                    ofRuns("currUnderInvestigation", runs -> mark(runs.currUnderInvestigation()))));
        }
        // As in REST, only where there are some.
        if (list.rows().stream().map(ResultRow::heatNr).anyMatch(Objects::nonNull)) {
            columns.add(Column.of("heatNr", ResultRow::heatNr));
        }
        if (list.rows().stream().map(ResultRow::members).anyMatch(Objects::nonNull)) {
            columns.add(Column.ofText("members", ResultRow::members));
        }
        for (int i = 1; i <= list.gateCount(); i++) {
            int gate = i;
            columns.add(new Column<>(
                    new Field("gate" + gate, false, gate), row -> row.detail().penaltyAt(gate)));
        }
        return columns;
    }

    private static Column<ResultRow> ofRuns(String name, Function<BestRun, Object> value) {
        return Column.of(name, row -> row.bestRun() == null ? null : value.apply(row.bestRun()));
    }

    private static Boolean mark(boolean value) {
        return value ? Boolean.TRUE : null;
    }
}

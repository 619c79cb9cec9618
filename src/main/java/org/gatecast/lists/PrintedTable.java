package org.gatecast.lists;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.gatecast.snapshot.ResultRow;
import org.gatecast.snapshot.StartRow;

/**
 * A list as people read it: headings in their language, times in seconds, ranks and gaps of the category if it is the list of one
 * category. Columns without any value are left out, apart from gates. Immutable.
 */
record PrintedTable(List<Column> columns, List<List<Cell>> rows) {
    /** Marks a result that the jury still investigates. */
    static final String INVESTIGATED = "*";

    /** Whether a sheet has to be turned: penalties at gates need more width than an upright one has. */
    boolean isWide() {
        return columns.stream().anyMatch(column -> column.kind == Kind.GATE);
    }

    enum Kind {
        /** A number as it is. */
        NUMBER,
        /** Seconds with hundredths. */
        SECONDS,
        /** Seconds behind the best. */
        GAP,
        TEXT,
        /** Penalty seconds at a gate. */
        GATE,
        /** A text of which a line must not be broken. */
        SHORT_TEXT
    }

    /**
     * @param group the heading of this column and its neighbours of the same group, {@code ""} without one
     */
    record Column(String key, String group, String heading, Kind kind) {}

    /**
     * @param text as it is printed, never {@code null}
     * @param number what a spreadsheet calculates with; {@code null} for a text
     * @param members a team's members, {@code ""} without any
     */
    record Cell(String text, Number number, String members) {
        static final Cell EMPTY = new Cell("", null, "");

        static Cell of(String text) {
            return text == null ? EMPTY : new Cell(text, null, "");
        }

        static Cell of(Integer number) {
            return number == null ? EMPTY : new Cell(number.toString(), number, "");
        }

        boolean isZero() {
            return number != null && number.doubleValue() == 0;
        }

        boolean isEmpty() {
            return text.isEmpty() && members.isEmpty();
        }
    }

    private record Source<T>(Column column, Function<T, Cell> cell) {}

    /** The table as it is printed. */
    static PrintedTable of(RaceList list, ListTexts texts) {
        return of(list, texts, false);
    }

    /**
     * @param whole with the totals of both runs, for which paper has no room
     */
    static PrintedTable of(RaceList list, ListTexts texts, boolean whole) {
        if (list.kind() == ListKind.START) {
            return table(startColumns(list, texts), list.starts());
        }
        return table(list.isCombined() ? combinedColumns(list, texts, whole) : columns(list, texts), list.rows());
    }

    private static List<Source<StartRow>> startColumns(RaceList list, ListTexts texts) {
        List<Source<StartRow>> columns = new ArrayList<>(List.of(
                column(texts, "startOrder", Kind.NUMBER, row -> Cell.of(row.startOrder())),
                column(texts, "startTime", Kind.SHORT_TEXT, row -> Cell.of(row.startTime())),
                column(texts, "bib", Kind.NUMBER, row -> Cell.of(row.bib())),
                column(texts, "name", Kind.TEXT, row -> Cell.of(row.name())),
                column(texts, "club", Kind.TEXT, row -> Cell.of(row.club())),
                column(texts, "noc", Kind.SHORT_TEXT, row -> Cell.of(row.noc()))));
        if (list.catId() == null) {
            columns.add(column(texts, "category", Kind.SHORT_TEXT, row -> Cell.of(row.catId())));
        }
        return columns;
    }

    /** Who it is: the same columns in every list of results. */
    private static List<Source<ResultRow>> riderColumns(RaceList list, ListTexts texts) {
        boolean all = list.catId() == null;
        List<Source<ResultRow>> columns = new ArrayList<>(List.of(
                column(texts, "rank", Kind.NUMBER, row -> Cell.of(all ? row.rnk() : row.catRnk())),
                column(texts, "bib", Kind.NUMBER, row -> Cell.of(row.bib())),
                column(texts, "name", Kind.TEXT, PrintedTable::name),
                column(texts, "club", Kind.TEXT, row -> Cell.of(row.club())),
                column(texts, "noc", Kind.SHORT_TEXT, row -> Cell.of(row.noc()))));
        if (all) {
            columns.add(column(texts, "category", Kind.SHORT_TEXT, row -> Cell.of(row.catId())));
            columns.add(column(texts, "catRank", Kind.NUMBER, row -> Cell.of(row.catRnk())));
        }
        columns.add(column(texts, "heat", Kind.NUMBER, row -> Cell.of(row.heatNr())));
        return columns;
    }

    private static List<Source<ResultRow>> columns(RaceList list, ListTexts texts) {
        List<Source<ResultRow>> columns = riderColumns(list, texts);
        columns.addAll(gateColumns(list, texts));
        columns.add(column(texts, "time", Kind.SECONDS, row -> seconds(row.time(), false)));
        columns.add(column(texts, "pen", Kind.NUMBER, row -> penalty(row.pen())));
        columns.add(column(
                texts, "total", Kind.SECONDS, row -> result(row.total(), row.status(), row.underInvestigation())));
        columns.add(gap(list, texts));
        return columns;
    }

    private static List<Source<ResultRow>> gateColumns(RaceList list, ListTexts texts) {
        return IntStream.rangeClosed(1, list.gateCount())
                .mapToObj(gate -> new Source<ResultRow>(
                        new Column("gate", texts.text("fact.gates"), Integer.toString(gate), Kind.GATE),
                        row -> Cell.of(row.detail().penaltyAt(gate))))
                .toList();
    }

    private static List<Source<ResultRow>> combinedColumns(RaceList list, ListTexts texts, boolean whole) {
        List<Source<ResultRow>> columns = riderColumns(list, texts);
        for (int nr = 1; nr <= 2; nr++) {
            int run = nr;
            String group = texts.text("list.run-" + run);
            columns.add(ofRun(
                    texts,
                    group,
                    "time",
                    Kind.SECONDS,
                    run,
                    one -> result(one.time(), one.status(), one.underInvestigation())));
            columns.add(ofRun(texts, group, "pen", Kind.NUMBER, run, one -> penalty(one.pen())));
            if (whole) {
                columns.add(ofRun(texts, group, "total", Kind.SECONDS, run, one -> seconds(one.total(), false)));
            }
        }
        columns.add(column(
                texts,
                "result",
                Kind.SECONDS,
                row -> row.bestRun() == null
                        ? result(row.total(), row.status(), row.underInvestigation())
                        : result(row.bestRun().totalTotal(), row.status(), row.underInvestigation())));
        columns.add(gap(list, texts));
        return columns;
    }

    private static Source<ResultRow> ofRun(
            ListTexts texts, String group, String key, Kind kind, int nr, Function<RunRows.Run, Cell> cell) {
        return new Source<>(
                new Column(key, group, texts.text("column." + key), kind),
                row -> row.bestRun() == null ? Cell.EMPTY : cell.apply(RunRows.run(row, nr)));
    }

    private static Source<ResultRow> gap(RaceList list, ListTexts texts) {
        boolean all = list.catId() == null;
        return column(texts, "gap", Kind.GAP, row -> {
            String gap = all ? row.totalBehind() : row.catTotalBehind();
            // The first is not behind anybody.
            return gap == null || !gap.startsWith("+") ? Cell.EMPTY : new Cell(gap, gapSeconds(gap), "");
        });
    }

    private static Number gapSeconds(String gap) {
        try {
            return new java.math.BigDecimal(gap);
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static Cell name(ResultRow row) {
        String members = row.members() == null ? "" : String.join(", ", row.members());
        return new Cell(Objects.requireNonNullElse(row.name(), ""), null, members);
    }

    /** What stands instead of a result is its status. */
    private static Cell result(Integer hundredths, String status, boolean underInvestigation) {
        Cell cell = status == null ? seconds(hundredths, underInvestigation) : Cell.of(status);
        return underInvestigation && cell.number == null ? Cell.of(cell.text + INVESTIGATED) : cell;
    }

    private static Cell seconds(Integer hundredths, boolean underInvestigation) {
        if (hundredths == null) {
            return Cell.EMPTY;
        }
        String text = String.format(Locale.ROOT, "%.2f", hundredths / 100.0);
        return new Cell(underInvestigation ? text + INVESTIGATED : text, hundredths / 100.0, "");
    }

    /** Penalties are whole seconds, apart from odd ones of other timing programs. */
    private static Cell penalty(Integer hundredths) {
        if (hundredths == null) {
            return Cell.EMPTY;
        }
        return hundredths % 100 == 0 ? Cell.of(Integer.valueOf(hundredths / 100)) : seconds(hundredths, false);
    }

    private static <T> Source<T> column(ListTexts texts, String key, Kind kind, Function<T, Cell> cell) {
        return new Source<>(new Column(key, "", texts.text("column." + key), kind), cell);
    }

    private static <T> PrintedTable table(List<Source<T>> sources, List<T> rows) {
        List<Source<T>> used = sources.stream()
                .filter(source -> rows.isEmpty()
                        || source.column.kind == Kind.GATE
                        || rows.stream().anyMatch(row -> !source.cell.apply(row).isEmpty()))
                .toList();
        return new PrintedTable(
                used.stream().map(Source::column).toList(),
                rows.stream()
                        .map(row -> used.stream()
                                .map(source -> source.cell.apply(row))
                                .toList())
                        .toList());
    }
}

package org.gatecast.merge;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The table of a best-run race by the contract's rules (section 4), with the strategy {@code tcp}, in the simplest way.
 * Shares no code with the code under test.
 */
final class ReferenceBestRun {
    private ReferenceBestRun() {}

    /** A source's report of a run; all {@code null} for none. */
    record Report(Integer time, Integer pen, Integer total, String status) {
        static final Report NOTHING = new Report(null, null, null, null);

        boolean isResult() {
            return time != null || total != null || status != null;
        }
    }

    /**
     * What the two sources say of a run.
     *
     * @param corrected whether the export has corrected the stream
     */
    record Run(Report stream, Report export, boolean corrected) {
        static final Run NOTHING = new Run(Report.NOTHING, Report.NOTHING, false);

        boolean streamStands() {
            return stream.isResult() && !(corrected && export.isResult());
        }
    }

    /** A participant with the reports of both runs. */
    record Starter(String id, Integer bib, String catId, Run one, Run two) {
        /** Nothing is corrected. */
        Starter(String id, Integer bib, String catId, Report stream1, Report export1, Report stream2, Report export2) {
            this(id, bib, catId, new Run(stream1, export1, false), new Run(stream2, export2, false));
        }
    }

    /** A rider's line so far: the runs as they count. */
    private record Line(Starter starter, Report one, Report two, Integer better) {
        Integer counts() {
            return better == null ? null : better == 1 ? one.total : two.total;
        }

        /** The other run's total, more than any for whoever has none without status. */
        int decides() {
            Report other = better == 1 ? two : one;
            return other.total == null || other.status != null ? Integer.MAX_VALUE : other.total;
        }

        boolean isAheadOf(Line that) {
            return counts() < that.counts() || (counts().equals(that.counts()) && decides() < that.decides());
        }
    }

    /** The rows in the table's order, by the names of their fields, the rider's id as {@code id}. */
    static List<Map<String, Object>> table(List<Starter> starters) {
        List<Line> lines = starters.stream().map(ReferenceBestRun::line).toList();
        List<Map<String, Object>> rows = new ArrayList<>();
        for (Line line : lines) {
            rows.add(row(line, lines));
        }
        rows.sort(Comparator.<Map<String, Object>, Integer>comparing(row -> number(row, "rnk"))
                .thenComparing(row -> row.get("status") == null ? 0 : 1)
                .thenComparing(row -> number(row, "bib"))
                .thenComparing(row -> (String) row.get("id")));
        return rows;
    }

    private static Line line(Starter starter) {
        Report one = stands(starter.one);
        Report two = stands(starter.two);
        Report stream2 = starter.two.stream;
        Report export2 = starter.two.export;
        boolean polluted = starter.two.streamStands()
                && stream2.time != null
                && stream2.total != null
                && stream2.status == null
                && one.status == null
                && one.total != null
                && Math.abs(stream2.total - (stream2.time + orZero(two.pen))) > 2
                && Math.abs(stream2.total - one.total) <= 2;
        if (polluted) {
            Integer pen = stream2.time.equals(export2.time) ? export2.pen : null;
            two = new Report(stream2.time, pen, stream2.time + orZero(pen), null);
        }
        boolean oneIsClean = one.total != null && one.status == null;
        boolean twoIsClean = two.total != null && two.status == null;
        Integer better;
        if (polluted || (oneIsClean && !twoIsClean)) {
            better = 1;
        } else if (twoIsClean && !oneIsClean) {
            better = 2;
        } else if (oneIsClean) {
            better = two.total < one.total ? 2 : 1;
        } else {
            better = null;
        }
        return new Line(starter, one, two, better);
    }

    /** The stream's report if it has a result that the export has not corrected, else the export's. */
    private static Report stands(Run received) {
        Report text = received.streamStands() ? received.stream : received.export;
        if (!text.isResult()) {
            return Report.NOTHING;
        }
        Report other = received.streamStands() ? received.export : received.stream;
        Integer pen = text.pen;
        if (pen == null && text.time != null && text.time.equals(other.time)) {
            boolean agrees = text.total == null || Math.abs(text.total - (text.time + orZero(other.pen))) <= 2;
            pen = agrees ? other.pen : null;
        }
        Integer total = text.total;
        if (total == null && text.time != null) {
            total = text.time + orZero(pen);
        }
        return new Report(text.time, pen, total, text.status);
    }

    private static Map<String, Object> row(Line line, List<Line> lines) {
        Report one = line.one;
        Report two = line.two;
        boolean oneTookPlace = one.time != null || (one.total != null && one.status == null);
        boolean twoTookPlace = two.time != null || (two.total != null && two.status == null);
        boolean both = oneTookPlace && twoTookPlace;
        Report shown = oneTookPlace && !twoTookPlace ? one : two;
        if (!oneTookPlace && !twoTookPlace && two.equals(Report.NOTHING)) {
            shown = one;
        }
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("id", line.starter.id);
        row.put("rnk", rank(line, lines, other -> true));
        row.put("bib", line.starter.bib);
        row.put("catId", line.starter.catId);
        Predicate<Line> sameCategory = other -> Objects.equals(other.starter.catId, line.starter.catId);
        row.put("catRnk", line.starter.catId == null ? null : rank(line, lines, sameCategory));
        row.put("time", shown.time);
        row.put("pen", shown.pen);
        row.put("total", shown.total);
        row.put("totalBehind", gap(line, lines, other -> true));
        row.put("catTotalBehind", line.starter.catId == null ? null : gap(line, lines, sameCategory));
        row.put("status", line.better != null ? null : two.status != null ? two.status : one.status);
        row.put("betterRunNr", line.better);
        row.put("totalTotal", line.counts());
        row.put("prevTime", both ? one.time : null);
        row.put("prevPen", both ? one.pen : null);
        row.put("prevTotal", both ? one.total : null);
        row.put("prevRnk", both ? firstRank(line, lines) : null);
        row.put("prevStatus", one.status);
        row.put("currStatus", two.status);
        return row;
    }

    private static Integer rank(Line line, List<Line> lines, Predicate<Line> among) {
        if (line.counts() == null) {
            return null;
        }
        int rank = 1;
        for (Line other : lines) {
            if (among.test(other) && other.counts() != null && other.isAheadOf(line)) {
                rank++;
            }
        }
        return rank;
    }

    private static Integer firstRank(Line line, List<Line> lines) {
        if (line.one.total == null || line.one.status != null) {
            return null;
        }
        int rank = 1;
        for (Line other : lines) {
            if (other.one.total != null && other.one.status == null && other.one.total < line.one.total) {
                rank++;
            }
        }
        return rank;
    }

    private static String gap(Line line, List<Line> lines, Predicate<Line> among) {
        if (line.counts() == null) {
            return null;
        }
        int best = line.counts();
        for (Line other : lines) {
            if (among.test(other) && other.counts() != null) {
                best = Math.min(best, other.counts());
            }
        }
        int behind = line.counts() - best;
        return behind == 0 ? "0.00" : "+%d.%02d".formatted(behind / 100, behind % 100);
    }

    private static int orZero(Integer value) {
        return value == null ? 0 : value;
    }

    private static Integer number(Map<String, Object> row, String field) {
        Integer value = (Integer) row.get(field);
        return value == null ? Integer.MAX_VALUE : value;
    }
}

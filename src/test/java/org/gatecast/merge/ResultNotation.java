package org.gatecast.merge;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.gatecast.model.ResultReport;
import org.gatecast.snapshot.ResultRow;

/**
 * A result as {@code specs/merge.md} writes it: {@code 9000+200=9310 DSQ #2}.
 *
 * @param status a status, or {@code *} for a result under investigation
 */
record ResultNotation(Integer time, Integer pen, Integer total, String status, Integer rank) {
    private static final Pattern FORM = Pattern.compile(
            "(?:(?<time>\\d+|\\?)\\+(?<pen>\\d+|\\?))?(?:=(?<total>\\d+))?\\s*(?<status>[A-Za-z]+|\\*)?\\s*(?:#(?<rank>\\d+))?");

    static ResultNotation of(String text) {
        if (text.equals("–")) {
            return new ResultNotation(null, null, null, null, null);
        }
        Matcher form = FORM.matcher(text);
        if (text.isEmpty() || !form.matches()) {
            throw new IllegalArgumentException("not a result: " + text);
        }
        Integer time = number(form.group("time"));
        Integer pen = number(form.group("pen"));
        Integer total = number(form.group("total"));
        if (total == null && time != null) {
            total = time + (pen == null ? 0 : pen);
        }
        return new ResultNotation(time, pen, total, form.group("status"), number(form.group("rank")));
    }

    static ResultNotation of(ResultRow row) {
        return new ResultNotation(
                row.time(), row.pen(), row.total(), status(row.status(), row.underInvestigation()), null);
    }

    /** A status, or the mark in its place. */
    static String status(String status, boolean underInvestigation) {
        return underInvestigation && status == null ? "*" : status;
    }

    private static Integer number(String digits) {
        return digits == null || digits.equals("?") ? null : Integer.valueOf(digits);
    }

    /** As an export says it, {@code null} for an empty row. */
    ResultReport report() {
        return equals(of("–")) ? null : TestReports.report(time, pen, total, status, rank);
    }

    /** As the stream says it, every field named. */
    TestReports.Row row(String race, String rider) {
        return TestReports.row(race, rider)
                .time(time)
                .pen(pen)
                .total(total)
                .status(status)
                .rank(rank);
    }

    ResultNotation outcome() {
        return new ResultNotation(time, pen, total, status, null);
    }
}

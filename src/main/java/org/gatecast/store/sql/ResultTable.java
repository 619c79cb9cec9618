package org.gatecast.store.sql;

import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatecast.model.Gates;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;

/** The results, with both sources' reports (contract section 4: each value has its source). */
final class ResultTable {
    private static final String GATE_SEPARATOR = ",";

    static final SqlTable<Result> RESULTS = reports(
                    reports(
                            SqlTable.<Result>ordered("results", "race_id, position")
                                    .key("race_id", result -> result.raceId().value())
                                    .key("participant_id", result -> result.participantId()
                                            .value())
                                    .column("listed", Result::listed)
                                    .column("bib", Result::bib)
                                    .column("start_order", Result::startOrder)
                                    .column("start_time", Result::startTime)
                                    .column("heat_nr", Result::heatNr),
                            "xml",
                            Result::exportReport),
                    "tcp",
                    Result::streamReport)
            .column("tcp_primary", Result::fromPrimary)
            .column("tcp_holds", Result::streamWins)
            .column("corrected", Result::corrected)
            .readBy(row -> new Result(
                    new RaceId(row.text()),
                    new ParticipantId(row.text()),
                    row.flag(),
                    row.integer(),
                    row.integer(),
                    row.text(),
                    row.integer(),
                    report(row),
                    report(row),
                    row.flag(),
                    row.flag(),
                    row.flag()));

    private ResultTable() {}

    private static SqlTable.Builder<Result> reports(
            SqlTable.Builder<Result> table, String source, Function<Result, ResultReport> report) {
        return table.column(source + "_time", of(report, ResultReport::time))
                .column(source + "_pen", of(report, ResultReport::pen))
                .column(source + "_total", of(report, ResultReport::total))
                .column(source + "_status", of(report, ResultReport::status))
                .column(source + "_under_investigation", of(report, ResultReport::underInvestigation))
                .column(source + "_rank", of(report, ResultReport::rank))
                .column(source + "_gates", of(report, reported -> gates(reported.gates())))
                .column(source + "_dt_start", of(report, ResultReport::dtStart))
                .column(source + "_dt_finish", of(report, ResultReport::dtFinish))
                .column(source + "_at", of(report, reported -> reported.at().toEpochMilli()));
    }

    private static Function<Result, Object> of(
            Function<Result, ResultReport> report, Function<ResultReport, Object> value) {
        return result -> {
            ResultReport reported = report.apply(result);
            return reported == null ? null : value.apply(reported);
        };
    }

    private static ResultReport report(RowReader row) {
        Integer time = row.integer();
        Integer pen = row.integer();
        Integer total = row.integer();
        String status = row.text();
        boolean underInvestigation = Boolean.TRUE.equals(row.flag());
        Integer rank = row.integer();
        Gates gates = gates(row.text());
        String dtStart = row.text();
        String dtFinish = row.text();
        Instant at = row.instant();
        return at == null
                ? null
                : new ResultReport(time, pen, total, status, underInvestigation, rank, gates, dtStart, dtFinish, at);
    }

    private static String gates(Gates gates) {
        return gates == null
                ? null
                : gates.penalties().stream()
                        .map(penalty -> penalty == null ? "" : penalty.toString())
                        .collect(Collectors.joining(GATE_SEPARATOR));
    }

    private static Gates gates(String text) {
        return text == null
                ? null
                : new Gates(Arrays.stream(text.split(GATE_SEPARATOR))
                        .map(penalty -> penalty.isEmpty() ? null : Integer.valueOf(penalty))
                        .toList());
    }
}

package org.gatecast.store.sqlite;

import java.time.Instant;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.gatecast.model.Entry;
import org.gatecast.model.Gates;
import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.ResultReport;

/** The results, both sources' reports side by side (contract section 4: each value knows its source). */
final class ResultTable {
    private static final String GATE_SEPARATOR = ",";

    static final Table<Entry> RESULTS = reports(
                    reports(
                            Table.<Entry>ordered("results", "race_id, position")
                                    .key("race_id", entry -> entry.raceId().value())
                                    .key("participant_id", entry -> entry.participantId()
                                            .value())
                                    .column("listed", Entry::listed)
                                    .column("bib", Entry::bib)
                                    .column("start_order", Entry::startOrder)
                                    .column("start_time", Entry::startTime)
                                    .column("heat_nr", Entry::heatNr),
                            "xml",
                            Entry::xml),
                    "tcp",
                    Entry::tcp)
            .column("tcp_holds", Entry::tcpHolds)
            .column("corrected", Entry::corrected)
            .readBy(cells -> new Entry(
                    new RaceId(cells.text()),
                    new ParticipantId(cells.text()),
                    cells.flag(),
                    cells.integer(),
                    cells.integer(),
                    cells.text(),
                    cells.integer(),
                    report(cells),
                    report(cells),
                    cells.flag(),
                    cells.flag()));

    private ResultTable() {}

    private static Table.Builder<Entry> reports(
            Table.Builder<Entry> table, String source, Function<Entry, ResultReport> report) {
        return table.column(source + "_time", of(report, ResultReport::time))
                .column(source + "_pen", of(report, ResultReport::pen))
                .column(source + "_total", of(report, ResultReport::total))
                .column(source + "_status", of(report, ResultReport::status))
                .column(source + "_under_investigation", of(report, ResultReport::underInvestigation))
                .column(source + "_rank", of(report, ResultReport::rank))
                .column(source + "_gates", of(report, said -> gates(said.gates())))
                .column(source + "_dt_start", of(report, ResultReport::dtStart))
                .column(source + "_dt_finish", of(report, ResultReport::dtFinish))
                .column(source + "_at", of(report, said -> said.at().toEpochMilli()));
    }

    private static Function<Entry, Object> of(
            Function<Entry, ResultReport> report, Function<ResultReport, Object> value) {
        return entry -> {
            ResultReport said = report.apply(entry);
            return said == null ? null : value.apply(said);
        };
    }

    private static ResultReport report(Cells cells) {
        Integer time = cells.integer();
        Integer pen = cells.integer();
        Integer total = cells.integer();
        String status = cells.text();
        boolean underInvestigation = Boolean.TRUE.equals(cells.flag());
        Integer rank = cells.integer();
        Gates gates = gates(cells.text());
        String dtStart = cells.text();
        String dtFinish = cells.text();
        Instant at = cells.instant();
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

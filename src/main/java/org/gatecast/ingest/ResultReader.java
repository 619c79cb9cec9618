package org.gatecast.ingest;

import org.gatecast.model.ParticipantId;
import org.gatecast.model.RaceId;
import org.gatecast.model.Result;
import org.gatecast.model.ResultReport;

/** Reads {@code Results}: one participant in one race. */
final class ResultReader {
    /** 100 hours in milliseconds, the finer of the two units. */
    private static final int MAX_RAW_TIME = AmountLimits.MAX_HUNDREDTHS * 10;

    private final ExportBuilder builder;
    private final WarningCollector warnings;
    private final ElementFields fields;

    ResultReader(ExportBuilder builder) {
        this.builder = builder;
        warnings = builder.warnings();
        fields = new ElementFields(
                warnings,
                "RaceId",
                "Id",
                "Bib",
                "StartOrder",
                "StartTime",
                "HeatNr",
                "Time",
                "Pen",
                "Total",
                "Status",
                "Rnk",
                "RnkOrder",
                "Gates",
                "dtStart",
                "dtFinish");
    }

    void read(XmlCursor xml) {
        fields.read(xml);
        if (!fields.hasAll("RaceId", "Id")) {
            builder.skipResult();
            return;
        }
        boolean isReadable = isReadable("Time", MAX_RAW_TIME)
                && isReadable("Pen", AmountLimits.MAX_HUNDREDTHS)
                && isReadable("Total", MAX_RAW_TIME);
        Result row = Result.ofExport(
                new RaceId(fields.text("RaceId")),
                new ParticipantId(fields.text("Id")),
                fields.number("Bib"),
                fields.number("StartOrder"),
                fields.text("StartTime"),
                fields.number("HeatNr"),
                report(isReadable));
        builder.add(new RawResult(fields.place(), row, rank("RnkOrder")));
    }

    /** Time, penalty and total are in the export's unit. */
    private ResultReport report(boolean hasOutcome) {
        return new ResultReport(
                hasOutcome ? fields.amount("Time", MAX_RAW_TIME) : null,
                hasOutcome ? fields.amount("Pen", AmountLimits.MAX_HUNDREDTHS) : null,
                hasOutcome ? fields.amount("Total", MAX_RAW_TIME) : null,
                fields.text("Status"),
                rank("Rnk"),
                GateColumns.parse(fields.verbatim("Gates"), fields.place(), warnings),
                fields.text("dtStart"),
                fields.text("dtFinish"),
                null);
    }

    /** Time, penalty and total only make sense together: if one cannot be read, none counts. */
    private boolean isReadable(String name, int max) {
        String text = fields.text(name);
        if (text == null || fields.amount(name, max) != null) {
            return true;
        }
        warnings.note(ExportWarning.UNREADABLE_OUTCOME, fields.placeOf(name), name + ' ' + QuotedText.of(text));
        return false;
    }

    /** Ranks start at 1; the timing system's 0 means no rank. */
    private Integer rank(String name) {
        Integer rank = fields.number(name);
        return rank == null || rank < 1 ? null : rank;
    }
}

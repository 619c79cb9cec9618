package org.gatecast.ingest;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.gatecast.model.ResultReport;

/** Finds the unit in which an export counts time, from its results. */
final class ClockUnitDetection {
    /** A run of 200 s in hundredths, of 20 s in milliseconds: longer and shorter than any run. */
    private static final int LARGEST_IN_HUNDREDTHS = 20_000;

    private ClockUnitDetection() {}

    /**
     * The unit of a whole export: the one in which most rows with a penalty add up. If none adds up, or as many in one
     * unit as in the other, the size of the numbers decides. Rows that add up in the other unit give a warning.
     */
    static ClockUnit unitOf(Collection<RawResult> rows, WarningCollector warnings) {
        List<RawResult> inMilliseconds = new ArrayList<>();
        List<RawResult> inHundredths = new ArrayList<>();
        boolean large = false;
        for (RawResult row : rows) {
            ResultReport report = row.report();
            if (row.hasPenalisedTotal()) {
                if (report.total() == report.time() + report.pen() * 1000L) {
                    inMilliseconds.add(row);
                } else if (report.total() == report.time() + (long) report.pen()) {
                    inHundredths.add(row);
                }
            }
            large |= isLarge(report.time()) || isLarge(report.total());
        }
        boolean milliseconds =
                inMilliseconds.size() == inHundredths.size() ? large : inMilliseconds.size() > inHundredths.size();
        for (RawResult row : milliseconds ? inHundredths : inMilliseconds) {
            warnings.note(ExportWarning.MINORITY_UNIT, row.position(), row.label());
        }
        return milliseconds ? ClockUnit.MILLISECONDS : ClockUnit.HUNDREDTHS;
    }

    private static boolean isLarge(Integer time) {
        return time != null && time > LARGEST_IN_HUNDREDTHS;
    }
}
